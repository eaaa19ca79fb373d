"""Notes and books as they are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sala.communities.searchables import facets_of
from sala.core.registries import Searchable, searchables
from sala.core.thai import fiscal_year
from sala.knowledge.models import Book, Note
from sala.knowledge.queries.books import keeper_of
from sala.search.incoming import Item


def read_notes(ids: Sequence[Any]) -> Iterator[Item]:
    """Drafts and removed notes are found by nobody; a private one by its writers."""
    rows = Note.objects.published().filter(pk__in=ids).select_related("book__community", "author")
    rows = rows.prefetch_related("book__community__groups", "tags", "owners")
    for note in rows:
        writers = {f"person:{row.person_id}" for row in note.owners.all() if row.ended_at is None}
        tags = " ".join(tag.word for tag in note.tags.all())
        yield Item(
            label="note",
            object_id=note.pk,
            title=note.title,
            text="\n\n".join(filter(None, [note.body_text, tags, note.author.full_name])),
            audience=frozenset({note.audience, *writers}),
            facets=_facets(note.book) | {"fiscal_year": [fiscal_year(note.written_at)]},
            url=note.get_absolute_url(),
            happened_at=note.written_at,
        )


def read_books(ids: Sequence[Any]) -> Iterator[Item]:
    rows = Book.objects.filter(pk__in=ids).select_related("owner", "community", "unit")
    for book in rows.prefetch_related("community__groups", "tags"):
        tags = " ".join(tag.word for tag in book.tags.all())
        yield Item(
            label="book",
            object_id=book.pk,
            title=book.name,
            text="\n\n".join(filter(None, [book.about, tags, keeper_of(book)])),
            audience=frozenset({book.audience}),
            facets=_facets(book),
            url=book.get_absolute_url(),
            happened_at=book.made_at,
        )


def _facets(book: Book) -> dict[str, Any]:
    if book.community is not None:
        return dict(facets_of(book.community))
    return {"agency": [book.agency_id], "unit": [book.unit_id]}


def notes_of_books(ids: Sequence[int]) -> list[int]:
    return list(Note.objects.published().filter(book__in=ids).values_list("pk", flat=True))


searchables.add(
    Searchable(
        "note",
        30,
        lambda: pgettext("note", "บันทึก"),
        "notebook-pen",
        "knowledge.note",
        read_notes,
        {"knowledge.book": notes_of_books},
        is_writing=True,
    ),
    Searchable("book", 31, lambda: _("สมุดบันทึก"), "book-open", "knowledge.book", read_books),
)
