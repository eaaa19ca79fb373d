"""Who may write, answer, choose an answer and tidy up. Reading is a matter of keys."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act, is_open, standing_of
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.core.terms import words
from sala.core.thai.display import thai_date
from sala.people.offices import OfficeKind
from sala.people.rules import offices_of
from sala.talk.models import EDIT_WINDOW, Advice, Kind, Post, Purpose, State, Thread


def is_guest(person: Any, community: Community) -> bool:
    standing = standing_of(person)
    return community.pk in standing.guest_of and community.pk not in standing.member_of


def can_start_thread(person: Any, community: Community, kind: str) -> Decision:
    """Members ask and tell; a dated guest may ask. Advice and prompts begin elsewhere."""
    if kind in {Kind.ADVICE, Kind.PROMPT}:
        return denied("value.kind", _("เรื่องแบบนี้เริ่มจากหน้าของตนเอง"))
    if kind == Kind.QUESTION and is_guest(person, community):
        return is_open(community)
    return can_act(person, "write", community)


def can_ask_as(person: Any, purpose: str) -> Decision:
    """Questions of a section manager are asked by who holds that office (R095)."""
    if purpose != Purpose.MANAGER:
        return ALLOWED
    if any(office.kind == OfficeKind.UNIT_MANAGER for office in offices_of(person)):
        return ALLOWED
    return denied("right.unit_manager", _("คำถามจากผู้จัดการส่วน ถามได้เฉพาะผู้ที่เป็นหัวหน้าหน่วยงาน"))


def is_going_on(thread: Thread) -> Decision:
    if thread.closes_at is not None and thread.closes_at <= now():
        return denied(
            "state.prompt_closed",
            _("ประเด็นนี้ปิดรับความเห็นเมื่อ %(day)s แล้ว") % {"day": thai_date(thread.closes_at)},
        )
    if thread.state != State.CLOSED and thread.removed_at is None:
        return ALLOWED
    return denied("state.thread_closed", _("เรื่องนี้ปิดแล้ว อ่านได้แต่เขียนต่อไม่ได้"))


def is_adviser(person: Any, thread: Thread) -> bool:
    """Is the person asked for advice here, and has not said no?"""
    if thread.kind != Kind.ADVICE:
        return False
    advice: Advice | None = getattr(thread, "advice", None)
    return bool(advice and advice.adviser_id == person.pk and advice.declined_at is None)


def can_reply(person: Any, thread: Thread) -> Decision:
    """Members write; a guest goes on in the question the guest asked, and who is asked for
    advice answers wherever they belong."""
    if is_adviser(person, thread):
        return first_refusal(is_open(thread.community), is_going_on(thread))
    if is_guest(person, thread.community) and thread.made_by_id == person.pk:
        return first_refusal(is_open(thread.community), is_going_on(thread))
    return first_refusal(can_act(person, "write", thread.community), is_going_on(thread))


def can_tidy(person: Any, thread: Thread) -> Decision:
    """Close, open again and pin: the facilitator's."""
    return can_act(person, "manage_community", thread.community)


def can_close_thread(person: Any, thread: Thread) -> Decision:
    """The one who began it, too, may say that it is over."""
    if thread.made_by_id == person.pk:
        return is_open(thread.community)
    return can_tidy(person, thread)


def can_reopen_thread(person: Any, thread: Thread) -> Decision:
    """A topic whose day has passed opens again by getting another day."""
    if thread.closes_at is not None and thread.closes_at <= now():
        return denied("state.prompt_closed", _("เลือกวันปิดรับใหม่ แล้วประเด็นนี้จะเปิดอีกครั้ง"))
    return can_close_thread(person, thread)


def can_choose_answer(person: Any, thread: Thread) -> Decision:
    """The asker or the facilitator."""
    if not thread.is_question:
        return denied("state.not_a_question", _("เรื่องคุยไม่ต้องเลือกคำตอบ"))
    may = is_open(thread.community)
    if thread.made_by_id != person.pk:
        may = can_tidy(person, thread)
    return first_refusal(may, is_going_on(thread))


def can_accept(person: Any, thread: Thread, post: Post) -> Decision:
    """Nobody chooses an answer of one's own: an asker's own answer is the facilitator's to
    choose, and a facilitator's the asker's."""
    if post.is_opening or post.removed_at is not None:
        return denied("state.not_an_answer", _("ข้อความนี้ไม่ใช่คำตอบ"))
    if post.author_id == person.pk:
        return denied(
            "right.own_answer",
            _("เลือกคำตอบของตนเองไม่ได้ ให้ผู้ถามหรือ%(facilitator)sเป็นผู้เลือก") % words(),
        )
    return can_choose_answer(person, thread)


def can_edit_post(person: Any, post: Post) -> Decision:
    """The author's own words, for a day; earlier words stay readable."""
    if post.author_id != person.pk:
        return denied("right.author", _("แก้ได้เฉพาะข้อความของตนเอง"))
    if post.removed_at is not None:
        return denied("state.post_removed", _("ข้อความนี้ลบไปแล้ว"))
    if post.made_at + EDIT_WINDOW < now():
        return denied("state.edit_window", _("แก้ได้ภายใน 24 ชั่วโมง หลังจากนั้นเขียนเพิ่มเติมต่อท้ายแทน"))
    return first_refusal(is_open(post.thread.community), is_going_on(post.thread))


def can_remove_post(person: Any, post: Post) -> Decision:
    """The author, or the facilitator with a reason; a trace stays."""
    if post.removed_at is not None:
        return denied("state.post_removed", _("ข้อความนี้ลบไปแล้ว"))
    if post.author_id == person.pk:
        return is_open(post.thread.community)
    return can_tidy(person, post.thread)
