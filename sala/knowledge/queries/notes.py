"""Lists of notes and one note, read before rendering."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Left
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sala.core.permissions import Decision
from sala.core.rich import excerpt
from sala.core.thai.digits import to_thai
from sala.core.thai.display import is_english, thai_date, thai_time
from sala.knowledge.licences import Terms, terms_of
from sala.knowledge.models import Book, Note, NoteOwner, NoteVersion, OutsideNote
from sala.knowledge.queries.follows import FollowButton, follow_button
from sala.knowledge.queries.reads import UnitReaders, readers_by_unit
from sala.knowledge.reach import Reach
from sala.knowledge.rules.follows import can_contact
from sala.knowledge.rules.notes import (
    can_copy_note,
    can_edit_note,
    can_hand_over,
    can_publish_note,
    can_remove_note,
    owner_ids,
)
from sala.people.keys import keys_of
from sala.people.models import Person
from sala.talk.queries.comments import CommentsBlock, comment_counts, comments_of

LABEL = "knowledge.note"
BEGINNING, EXCERPT = 3000, 180


def written(moment: datetime) -> str:
    """25 พฤศจิกายน 2557 14:46 น. (R101)."""
    if is_english():
        return f"{thai_date(moment, 'full')} {thai_time(moment)}"
    return f"{thai_date(moment, 'full')} {localtime(moment):%H:%M} น."


def part_words(part: int) -> str:
    """๕ in Thai, 5 in English."""
    return str(part) if is_english() else to_thai(str(part))


class NoteRow(NamedTuple):
    """A line of a list."""

    note: Note
    author: str
    book: str
    excerpt: str
    comments: int
    mark: tuple[str, str]

    @property
    def url(self) -> str:
        return self.note.get_absolute_url()


def for_lists(rows: QuerySet[Note]) -> QuerySet[Note]:
    """Only what a line shows: never the whole text of many notes at once."""
    rows = rows.select_related("author", "book").defer("body", "body_text")
    return rows.annotate(beginning=Left("body", BEGINNING))


def note_rows(notes: Iterable[Note], keys: set[str]) -> list[NoteRow]:
    """Lines of notes read with `for_lists`; two queries for all of them."""
    notes = list(notes)
    counts = comment_counts((LABEL, note.pk) for note in notes)
    return [
        NoteRow(
            note,
            note.author.full_name,
            book_name(note, keys),
            excerpt(note.beginning, EXCERPT),  # type: ignore[attr-defined]
            counts.get((LABEL, note.pk), 0),
            mark_of(note),
        )
        for note in notes
    ]


def mark_of(note: Note) -> tuple[str, str]:
    """A state worth a word: a draft, and what few see."""
    if note.removed_at is not None:
        return "stop", _("นำออกแล้ว")
    if not note.is_published:
        return "wait", _("ร่าง")
    if note.reach == Reach.ME:
        return "early", _("เฉพาะผู้เขียน")
    return "", ""


class Part(NamedTuple):
    """A note of a series as another of it sees it."""

    number: int
    words: str
    title: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class NotePage:
    note: Note
    written: str
    edited: str
    reach: str
    byline: dict[str, str]
    terms: Terms
    tags: list[tuple[str, str]]
    parts: list[Part]
    part: str
    before: Part | None
    after: Part | None
    writers: list[Person]
    has_history: bool
    units: list[UnitReaders]
    comments: CommentsBlock | None
    is_writer: bool
    may_edit: Decision
    may_publish: Decision
    may_remove: Decision
    may_hand_over: Decision
    may_copy: Decision
    may_contact: bool
    may_see_people: bool
    follow: FollowButton | None


def note_page(note: Note, viewer: Any, keys: set[str]) -> NotePage:
    """Everything on the page of a note the viewer may see; `book` and `author` must be read."""
    is_known = getattr(viewer, "is_authenticated", False)
    is_writer = is_known and viewer.pk in owner_ids(note)
    parts = series_parts(note, keys)
    here = next((at for at, part in enumerate(parts) if part.is_here), 0)
    return NotePage(
        note=note,
        written=written(note.written_at),
        edited=written(note.edited_at) if note.edited_at else "",
        reach=str(Reach(note.reach).label),
        byline=byline_of(note, keys),
        terms=terms_of(note.licence),
        tags=[(tag.key, tag.word) for tag in note.tags.all()],
        parts=parts,
        part=part_words(note.part or 0),
        before=parts[here - 1] if here else None,
        after=parts[here + 1] if here + 1 < len(parts) else None,
        writers=writers(note),
        has_history=earlier_words(note, viewer, keys).exists(),
        units=readers_by_unit(note) if is_writer else [],
        comments=comments_of(viewer, note) if note.is_live else None,
        is_writer=is_writer,
        may_edit=can_edit_note(viewer, note),
        may_publish=can_publish_note(viewer, note),
        may_remove=can_remove_note(viewer, note) if is_known else _no(),
        may_hand_over=can_hand_over(viewer, note) if is_known else _no(),
        may_copy=can_copy_note(viewer, note),
        may_contact=bool(is_known and can_contact(viewer, note.author)),
        may_see_people=is_known and viewer.agency_id == note.agency_id,
        follow=follow_button(viewer, person=note.author) if is_known else None,
    )


def _no() -> Decision:
    return Decision(allowed=False, code="right.sign_in", reason=_("เข้าสู่ระบบก่อน"))


def book_name(note: Note, keys: set[str]) -> str:
    """The name of its book, for who may open the book: a note may be read by more."""
    return note.book.name if note.book.audience in keys else ""


def byline_of(note: Note, keys: set[str]) -> dict[str, str]:
    """The names of บันทึกนี้เขียนที่ … โดย … ใน … (R110); of a note that was brought in, who wrote it
    there."""
    outside = OutsideNote.objects.filter(note=note).first()
    return {
        "place": note.agency.name,
        "author": (outside and outside.author_name) or note.author.full_name,
        "book": book_name(note, keys),
    }


def series_parts(note: Note, keys: set[str]) -> list[Part]:
    """The parts of the note's series which the reader may see, in order; one query."""
    if note.series_id is None:
        return []
    rows = Note.objects.visible_to(keys).published().filter(series=note.series_id)
    found = {row.pk: row for row in rows.only("number", "title", "part")}
    found[note.pk] = note
    ordered = sorted(found.values(), key=lambda row: row.part or 0)
    return [
        Part(
            row.part or 0,
            part_words(row.part or 0),
            row.title,
            row.get_absolute_url(),
            row.pk == note.pk,
        )
        for row in ordered
    ]


def writers(note: Note) -> list[Person]:
    """Who writes it now, the author first."""
    rows = NoteOwner.objects.filter(note=note, ended_at__isnull=True).select_related("person")
    people = [row.person for row in rows.order_by("since", "pk")]
    return sorted(people, key=lambda person: person.pk != note.author_id)


class Earlier(NamedTuple):
    version: int
    title: str
    html: str
    until: str
    by: str


def earlier_words(note: Note, viewer: Any, keys: set[str]) -> QuerySet[NoteVersion]:
    """Those the viewer could read when they stood; its writers read all of them."""
    is_writer = getattr(viewer, "is_authenticated", False) and viewer.pk in owner_ids(note)
    rows = NoteVersion.objects.filter(note=note)
    return rows if is_writer else rows.filter(audience__in=keys)


def history(note: Note, viewer: Any, keys: set[str]) -> list[Earlier]:
    """Earlier words, newest first."""
    return [
        Earlier(row.version, row.title, row.body, written(row.until), row.edited_by.full_name)
        for row in earlier_words(note, viewer, keys).select_related("edited_by")
    ]


def newest(keys: set[str], *, limit: int = 20) -> list[NoteRow]:
    """Published notes the keys open, newest first."""
    return note_rows(for_lists(published(keys))[:limit], keys)


def published(keys: set[str]) -> QuerySet[Note]:
    return Note.objects.visible_to(keys).published().newest_first()


def own_drafts(person: Person) -> list[NoteRow]:
    keys = keys_of(person)
    rows = Note.objects.visible_to({f"person:{person.pk}"}).filter(
        published_at__isnull=True, removed_at__isnull=True
    )
    return note_rows(for_lists(rows.order_by("-created_at", "-pk"))[:20], keys)


def visible_book_notes(book: Book, keys: set[str]) -> QuerySet[Note]:
    return for_lists(published(keys).filter(book=book))
