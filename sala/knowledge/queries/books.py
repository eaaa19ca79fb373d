"""Books: one's own, those one may write in, and the page of one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.communities.rules import standing_of
from sala.core import files
from sala.core.drafts import draft_of
from sala.core.models import Attachment, Draft
from sala.core.permissions import Decision
from sala.knowledge.models import Book, Note
from sala.knowledge.queries.notes import NoteRow, note_rows, visible_book_notes
from sala.knowledge.rules.books import can_make_book, can_tend_book, can_write_in
from sala.people.keys import keys_of
from sala.people.models import Person, Posting

NOTES = 20
STORY_KEY = "note:story"


class BookRow(NamedTuple):
    """A book in a list, with how many of its notes the reader may see."""

    book: Book
    keeper: str
    notes: int
    cover: Attachment | None


def books_of(rows: Any, keys: set[str]) -> list[BookRow]:
    """Lines of books; three queries for all of them."""
    books = list(rows.select_related("owner", "community", "unit"))
    ids = [book.pk for book in books]
    seen = Note.objects.visible_to(keys).published().filter(book__in=ids)
    counts = dict(seen.values_list("book").annotate(n=Count("pk")).order_by())
    covers = files.of("knowledge.book", ids, keys)
    return [
        BookRow(book, keeper_of(book), counts.get(book.pk, 0), _last(covers.get(book.pk)))
        for book in books
    ]


def _last(rows: list[Attachment] | None) -> Attachment | None:
    return rows[-1] if rows else None


def keeper_of(book: Book) -> str:
    """Whose book it is; owner, community and unit must be read."""
    keeper = book.owner or book.community or book.unit
    return keeper.full_name if isinstance(keeper, Person) else str(keeper)


def writable_books(person: Person) -> list[Book]:
    """Where the person may begin a note: own books first, then communities and the unit's."""
    member_of = standing_of(person).member_of
    units = Posting.objects.on(localdate()).filter(person=person).values("unit")
    rows = Book.objects.filter(
        Q(owner=person) | Q(community__in=member_of) | Q(unit__in=units)
    ).select_related("owner", "community", "unit")
    found = [book for book in rows.order_by("-is_main", "pk") if can_write_in(person, book)]
    return sorted(found, key=lambda book: (book.owner_id is None, book.community_id is None))


class StoryBox(NamedTuple):
    """Where the three lines of the first page go, who will read them, and what was left half
    written."""

    book: Book
    draft: Draft | None
    once: uuid.UUID


def story_box(person: Person) -> StoryBox | None:
    """Two queries; None for who keeps no book."""
    if not can_make_book(person):
        return None
    own = Book.objects.filter(owner=person).order_by("-is_main", "pk").first()
    draft = draft_of(person.pk, STORY_KEY)
    return StoryBox(own or book_to_come(person), draft, uuid.uuid4())


def book_to_come(person: Person) -> Book:
    """The first book of who has none yet: in name only, until it is used."""
    name = _("สมุดของ%(name)s") % {"name": person.given_name}
    return Book(pk=0, name=name, owner=person, agency_id=person.agency_id)


@dataclass(frozen=True)
class BookPage:
    book: Book
    keeper: str
    cover: Attachment | None
    tags: list[tuple[str, str]]
    rows: list[NoteRow]
    page: Page[Note]
    may_write: Decision
    may_tend: Decision


def book_page(book: Book, viewer: Any, number: str | None) -> BookPage:
    keys = keys_of(viewer)
    page = Paginator(visible_book_notes(book, keys), NOTES).get_page(number)
    covers = files.of("knowledge.book", [book.pk], keys)
    return BookPage(
        book=book,
        keeper=keeper_of(book),
        cover=_last(covers.get(book.pk)),
        tags=[(tag.key, tag.word) for tag in book.tags.all()],
        rows=note_rows(page.object_list, keys),
        page=page,
        may_write=can_write_in(viewer, book),
        may_tend=can_tend_book(viewer, book),
    )
