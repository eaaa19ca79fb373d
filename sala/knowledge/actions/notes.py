"""Writing notes, publishing them, mending, moving and removing."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.actions.counting import mark_active
from sala.core import files
from sala.core.locking import locked, require_version
from sala.core.numbers import next_number
from sala.core.permissions import denied, require
from sala.core.rich import clean_html, plain_of
from sala.core.thai import clean_line
from sala.journal.actions import record
from sala.knowledge.actions.books import audience_of
from sala.knowledge.actions.pictures import adopt_pictures
from sala.knowledge.licences import usual_licence
from sala.knowledge.models import (
    Book,
    Note,
    NoteOwner,
    NoteTag,
    NoteVersion,
    OutsideNote,
    Series,
)
from sala.knowledge.reach import CommentPolicy, Reach
from sala.knowledge.rules.books import can_write_in
from sala.knowledge.rules.notes import (
    can_copy_note,
    can_edit_note,
    can_move_note,
    can_publish_note,
    can_remove_note,
    forget_owners,
    owner_ids,
)
from sala.knowledge.tagging import tags_in
from sala.people.models import Person
from sala.search.waiting import touched
from sala.talk.actions.comments import files_follow, follow_audience

LABEL = "knowledge.note"


class NoteText(NamedTuple):
    """What a person writes. `part` 0 in a series means the next one."""

    title: str
    body: str
    reach: str = Reach.AGENCY
    licence: str = ""  # as the book and the agency have it
    comment_policy: str = CommentPolicy.MEMBERS
    tags: str = ""
    series: str = ""
    part: int = 0


@transaction.atomic
def write_note(
    book: Book,
    text: NoteText,
    *,
    by: Person,
    is_draft: bool = False,
    copied_from: Note | None = None,
) -> Note:
    """A note with a number of its own; a draft is seen by who writes it alone."""
    book = locked(book)
    require(can_write_in(by, book))
    if copied_from is not None:
        require(can_copy_note(by, copied_from))
    moment = now()
    note = Note(
        number=next_number("note"),
        agency_id=book.agency_id,
        book=book,
        author=by,
        copied_from=copied_from,
        licence=book.licence or usual_licence(book.agency_id),
        written_at=moment,
        created_at=moment,
        audience=f"person:{by.pk}",
    )
    _take(note, text)
    note.save()
    NoteOwner.objects.create(note=note, person=by, given_by=by, since=moment)
    _set_series(note, text)
    _tag(note, text.tags)
    settle(note, by)
    record("knowledge.note_drafted", note, place=book.community or note, by=by)
    return note if is_draft else publish_note(note, by=by)


@transaction.atomic
def carry_note(book: Book, text: NoteText, *, at: datetime, by: Person, is_draft: bool) -> Note:
    """A note that was written elsewhere on that day. It is told to nobody: it is no news."""
    note = Note(
        number=next_number("note"),
        agency_id=book.agency_id,
        book=book,
        author=by,
        written_at=at,
        published_at=None if is_draft else at,
        audience=f"person:{by.pk}",
    )
    _take(note, text)
    note.save()
    NoteOwner.objects.create(note=note, person=by, given_by=by)
    _tag(note, text.tags)
    settle(note, by)
    touched("knowledge.note", [note.pk])
    return note


@transaction.atomic
def edit_note(note: Note, text: NoteText, *, seen: int, by: Person) -> Note:
    """Other words; the earlier ones of a published note stay readable. `written_at` never
    changes, `edited_at` does (R101)."""
    note = locked(note, "book")
    require(can_edit_note(by, note))
    require_version(note, seen, text._asdict())
    before = (note.title, note.body)
    _take(note, text)
    if note.is_published and before != (note.title, note.body):
        NoteVersion.objects.create(
            note=note,
            version=note.version,
            audience=note.audience,
            title=before[0],
            body=before[1],
            edited_by=by,
        )
    if note.is_published:
        note.edited_at = now()
    note.version += 1
    _set_series(note, text)
    _tag(note, text.tags)
    settle(note, by)
    record("knowledge.note_edited", note, place=note.book.community or note, by=by)
    return note


@transaction.atomic
def publish_note(note: Note, *, by: Person) -> Note:
    note = locked(note, "book")
    require(can_publish_note(by, note))
    if note.published_at is None:
        note.published_at = now()
        if not OutsideNote.objects.filter(note=note).exists():
            note.written_at = note.published_at
        settle(note, by)
        if note.book.community is not None:
            mark_active(note.book.community)
        record("knowledge.note_published", note, place=note.book.community or note, by=by)
    return note


@transaction.atomic
def move_note(note: Note, book: Book, *, by: Person) -> Note:
    """Into another book; number and address stay (R110)."""
    book = locked(book)
    note = locked(note, "book")
    require(can_move_note(by, note, book))
    if note.book_id != book.pk:
        note.book = book
        settle(note, by)
        record("knowledge.note_moved", note, place=book.community or note, by=by, book=book.pk)
    return note


@transaction.atomic
def remove_note(note: Note, *, why: str, by: Person) -> Note:
    """No longer shown, nor its files. Number, who removed it, when and why stay."""
    note = locked(note, "book")
    require(can_remove_note(by, note))
    if by.pk not in owner_ids(note) and not why.strip():
        require(denied("value.why", _("บอกเหตุผลที่นำบันทึกของผู้อื่นออก เพื่อให้ผู้เขียนทราบ")))
    note.removed_at, note.removed_by, note.removed_why = now(), by, why.strip()
    note.series, note.part = None, None
    note.save(update_fields=["removed_at", "removed_by", "removed_why", "series", "part"])
    hidden = f"person:{_holder(note)}"
    files.follow_audience(LABEL, [note.pk], hidden)
    files_follow(note, hidden)
    record("knowledge.note_removed", note, place=note.book.community or note, by=by)
    return note


def _take(note: Note, text: NoteText) -> None:
    note.title, note.reach = text.title, text.reach
    note.licence = text.licence or note.licence
    note.comment_policy = text.comment_policy
    note.body = clean_html(text.body)
    note.body_text = plain_of(note.body)


def settle(note: Note, by: Person) -> None:
    """Who sees it follows from its book, its reach and whether it is published; its pictures
    and comments go with it."""
    before = note.audience
    if note.is_published:
        if note.reach == Reach.COMMUNITY and note.book.community_id is None:
            note.reach = Reach.ME
        note.audience = audience_of(note.book, note.reach, _holder(note))
    else:
        note.audience = f"person:{_holder(note)}"
    note.body = adopt_pictures(note.body, note, by=by)
    files.follow_audience(LABEL, [note.pk], note.audience)
    note.save()
    if note.audience != before:
        follow_audience(note)


def _holder(note: Note) -> int:
    """Whose key opens what is nobody else's: the author's, or after a hand-over the next one's."""
    forget_owners(note)
    owners = owner_ids(note)
    return note.author_id if note.author_id in owners or not owners else min(owners)


def _set_series(note: Note, text: NoteText) -> None:
    """The part of a series; a number that is taken is refused, the next one is found."""
    name = clean_line(text.series)
    if not name:
        note.series, note.part = None, None
        return
    series, _made = Series.objects.get_or_create(owner_id=note.author_id, name=name)
    series = locked(series)
    others = Note.objects.filter(series=series, removed_at__isnull=True).exclude(pk=note.pk)
    if not text.part:
        keeps = note.series_id == series.pk and note.part
        last = others.aggregate(last=Max("part"))["last"] or 0
        note.series, note.part = series, note.part if keeps else last + 1
        return
    if others.filter(part=text.part).exists():
        reason = _("ชุด “%(series)s” มีตอนที่ %(part)s แล้ว") % {"series": name, "part": text.part}
        require(denied("value.part", reason))
    note.series, note.part = series, text.part


def _tag(note: Note, tags: str) -> None:
    wanted = tags_in(tags)
    NoteTag.objects.filter(note=note).delete()
    NoteTag.objects.bulk_create(
        NoteTag(note=note, key=key, word=word) for key, word in wanted.items()
    )
