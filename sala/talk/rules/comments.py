"""Who may comment on a thing, mend and remove a comment, and let a guest's through."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act, is_open, may
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.people.keys import PUBLIC
from sala.people.rules import has_ability
from sala.talk.models import EDIT_WINDOW, Comment, Policy
from sala.talk.things import community_of, kind_of


def is_signed_in(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False)) and not person.is_past_guest


def sentence_of(policy: str) -> str:
    """What stands beside the comments, so that everybody knows who may write (R106)."""
    sentences = {
        Policy.ALL: "",
        Policy.MEMBERS: _("อนุญาตให้แสดงความเห็นได้เฉพาะสมาชิก"),
        Policy.COMMUNITY: _("อนุญาตให้แสดงความเห็นได้เฉพาะสมาชิกของกลุ่ม"),
        Policy.CLOSED: _("ปิดรับความเห็นแล้ว"),
    }
    return sentences[Policy(policy)]


def can_comment(person: Any, thing: Any, community: Community | None = None) -> Decision:
    """By the thing's own policy, for who sees the thing. Seeing is asked by the caller."""
    policy = kind_of(thing).policy(thing)
    community = community or community_of(thing)
    refused = denied(f"right.comment_{policy}", sentence_of(policy))
    if policy == Policy.CLOSED:
        return refused
    if community is not None and not is_open(community):
        return is_open(community)
    if policy == Policy.ALL:
        is_welcome = is_signed_in(person) or thing.audience == PUBLIC
        refused = denied("right.sign_in", _("เข้าสู่ระบบก่อน แล้วจึงแสดงความเห็นได้"))
    elif policy == Policy.MEMBERS or community is None:
        is_welcome = is_signed_in(person)
    else:
        is_welcome = bool(can_act(person, "write", community))
    return ALLOWED if is_welcome else refused


def can_answer(person: Any, comment: Comment, may_comment: Decision) -> Decision:
    """An answer hangs on a comment that still stands, not on an answer."""
    if comment.parent_id is not None:
        return denied("value.depth", _("ตอบได้ที่ความเห็นต้นเรื่อง"))
    if comment.removed_at is not None or comment.shown_at is None:
        return denied("state.comment_removed", _("ความเห็นนี้นำออกไปแล้ว"))
    return may_comment


def can_edit_comment(person: Any, comment: Comment) -> Decision:
    """One's own words, for a day; earlier words stay readable."""
    if comment.author_id is None or comment.author_id != getattr(person, "pk", None):
        return denied("right.author", _("แก้ได้เฉพาะข้อความของตนเอง"))
    if comment.removed_at is not None:
        return denied("state.comment_removed", _("ความเห็นนี้นำออกไปแล้ว"))
    if comment.made_at + EDIT_WINDOW < now():
        return denied("state.edit_window", _("แก้ได้ภายใน 24 ชั่วโมง หลังจากนั้นเขียนเพิ่มเติมต่อท้ายแทน"))
    return is_open(comment.community) if comment.community else ALLOWED


def can_moderate(person: Any, row: Any) -> Decision:
    """The facilitator of its community; the KM team, of what stands open to all or to the whole
    agency, and of what belongs to no community. No office opens the inside of a community."""
    if not is_signed_in(person):
        return denied("right.moderator", _("เฉพาะผู้ดูแลความเห็นเท่านั้นที่ทำเรื่องนี้ได้"))
    is_wide = row.audience == PUBLIC or row.audience.startswith("agency:")
    if row.community_id is not None and may(person, "manage_community", row.community_id):
        return ALLOWED
    if is_wide or row.community_id is None:
        return has_ability(person, "moderate", row.agency_id)
    return may(person, "manage_community", row.community_id)


def can_remove_comment(person: Any, comment: Comment) -> Decision:
    """The author, or a moderator with a reason; a trace stays."""
    if comment.removed_at is not None:
        return denied("state.comment_removed", _("ความเห็นนี้นำออกไปแล้ว"))
    if comment.author_id is not None and comment.author_id == getattr(person, "pk", None):
        return ALLOWED
    return can_moderate(person, comment)


def can_show_comment(person: Any, comment: Comment) -> Decision:
    """A guest's words wait until a moderator has read them (R107)."""
    if comment.shown_at is not None or comment.removed_at is not None:
        return denied("state.comment_decided", _("ความเห็นนี้ตรวจไปแล้ว"))
    return first_refusal(can_moderate(person, comment))
