"""Commenting on a thing, mending and removing a comment, letting a guest's through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.actions.counting import mark_active
from sala.core import files as core_files
from sala.core.addresses import masked
from sala.core.files.keeping import Offered
from sala.core.locking import locked
from sala.core.permissions import Decision, denied, require
from sala.journal.actions import record
from sala.people.models import Person
from sala.search.waiting import touched
from sala.talk.attaching import hide_files, keep_with
from sala.talk.models import Comment, CommentWording, GuestAddress
from sala.talk.rules.comments import (
    can_answer,
    can_comment,
    can_edit_comment,
    can_remove_comment,
    can_show_comment,
)
from sala.talk.telling_comments import (
    call_in,
    tell_comment_removed,
    tell_commented,
    tell_guest_waits,
)
from sala.talk.things import community_of, find_thing, is_visible


class Guest(NamedTuple):
    """Who comments without an account: a name, and the address the words came from."""

    name: str
    address: str


@transaction.atomic
def comment_on(
    thing: Any,
    *,
    text: str,
    by: Person | None = None,
    guest: Guest | None = None,
    parent_id: int | None = None,
    via: str = "web",
    files: Sequence[Offered] = (),
) -> Comment:
    """A person's comment is shown at once, a guest's once it was read."""
    community = community_of(thing)
    if community is not None:
        community = locked(community)
    thing = locked(thing)
    may = can_comment(by, thing, community)
    require(may)
    if not is_visible(by, thing):
        require(denied("right.see", _("เรื่องนี้ไม่ได้เปิดให้คุณอ่าน")))
    parent = _answered(thing, parent_id, by, may) if parent_id else None
    moment = now()
    comment = Comment.objects.create(
        label=thing._meta.label_lower,
        object_id=thing.pk,
        agency_id=thing.agency_id,
        community=community,
        audience=thing.audience,
        parent=parent,
        author=by,
        guest_name=guest.name if guest and by is None else "",
        guest_mark=masked(guest.address) if guest and by is None else "",
        text=text,
        made_at=moment,
        shown_at=moment if by else None,
    )
    if by is None:
        _keep_address(comment, guest)
        tell_guest_waits(comment, thing)
    else:
        keep_with(comment, files, audience=comment.audience)
        tell_commented(comment, thing, called=call_in(comment, thing))
        if community is not None:
            mark_active(community)
    _record("talk.commented" if by else "talk.guest_commented", comment, thing, by, via=via)
    return comment


def _answered(thing: Any, parent_id: int, by: Person | None, may: Decision) -> Comment | None:
    """The comment that is answered, when it still stands and may be."""
    parent = Comment.objects.of(thing).select_related("author").filter(pk=parent_id).first()
    if parent is None:
        require(denied("state.comment_removed", _("ความเห็นนี้นำออกไปแล้ว")))
    else:
        require(can_answer(by, parent, may))
    return parent


def _keep_address(comment: Comment, guest: Guest | None) -> None:
    if guest and guest.address:
        GuestAddress.objects.create(comment=comment, address=guest.address, at=comment.made_at)


def _record(verb: str, comment: Comment, thing: Model, by: Person | None, via: str = "web") -> None:
    record(verb, thing, place=comment.community, by=by, via=via, comment=comment.pk)


def _locked(comment: Comment) -> tuple[Comment, Any]:
    """The comment with its community, locked in the order of the house, and its thing."""
    if comment.community_id is not None and comment.community is not None:
        locked(comment.community)
    rows = Comment.objects.select_for_update(of=("self",))
    comment = rows.select_related("author", "community").get(pk=comment.pk)
    return comment, find_thing(comment.label, comment.object_id)


@transaction.atomic
def edit_comment(comment: Comment, *, text: str, by: Person) -> Comment:
    comment, thing = _locked(comment)
    require(can_edit_comment(by, comment))
    if comment.text == text:
        return comment
    moment = now()
    CommentWording.objects.create(comment=comment, text=comment.text, until=moment)
    comment.text, comment.edited_at = text, moment
    comment.save(update_fields=["text", "edited_at"])
    _record("talk.comment_edited", comment, thing, by)
    return comment


@transaction.atomic
def remove_comment(
    comment: Comment, *, why: str, by: Person, may: Decision | None = None
) -> Comment:
    """The words are no longer shown; who removed them, when and why stays. `may`: by a ruling."""
    comment, thing = _locked(comment)
    require(may or can_remove_comment(by, comment))
    if comment.author_id != by.pk and not why.strip():
        require(denied("value.why", _("บอกเหตุผลที่ลบข้อความของผู้อื่น เพื่อให้ผู้เขียนทราบ")))
    comment.removed_at, comment.removed_by, comment.removed_why = now(), by, why
    comment.save(update_fields=["removed_at", "removed_by", "removed_why"])
    hide_files(comment)
    tell_comment_removed(comment, thing, by=by)
    _record("talk.comment_removed", comment, thing, by)
    return comment


@transaction.atomic
def show_comment(comment: Comment, *, by: Person) -> Comment:
    """A moderator has read a guest's words: now they stand, and the thing's makers are told."""
    comment, thing = _locked(comment)
    require(can_show_comment(by, comment))
    comment.shown_at, comment.shown_by = now(), by
    comment.save(update_fields=["shown_at", "shown_by"])
    tell_commented(comment, thing, called=[])
    _record("talk.comment_shown", comment, thing, by)
    return comment


def follow_audience(thing: Any) -> None:
    """Comments go where their thing goes: call it in the action that changes its audience."""
    rows = Comment.objects.filter(label=thing._meta.label_lower, object_id=thing.pk)
    rows.update(audience=thing.audience)
    touched("talk.comment", list(rows.values_list("pk", flat=True)))
    files_follow(thing, thing.audience)


def files_follow(thing: Any, audience: str) -> None:
    """Files of what stands under a thing; also when the thing is taken away and its words hide
    with it."""
    rows = Comment.objects.filter(label=thing._meta.label_lower, object_id=thing.pk)
    standing = list(rows.filter(removed_at__isnull=True).values_list("pk", flat=True))
    core_files.follow_audience("talk.comment", standing, audience)
