"""Books as they are found: title, preface, and the titles and writers of their chapters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sala.communities.searchables import facets_of
from sala.core.registries import Searchable, searchables
from sala.core.thai import fiscal_year
from sala.people.keys import PUBLIC, holders_of
from sala.publishing.models import ASSET, NOTE, Collection, EditionChapter
from sala.publishing.queries.sources import sources_of
from sala.search.incoming import Item

LABEL = "publishing.collection"


def read_books(ids: Sequence[Any]) -> Iterator[Item]:
    """Those on the shelf whose every chapter is open to everyone who holds the book's key."""
    rows = Collection.objects.filter(
        pk__in=ids, current__isnull=False, withdrawn_at__isnull=True
    ).select_related("current", "community")
    for book in rows.prefetch_related("current__chapters", "community__groups"):
        chapters = list(book.current.chapters.all()) if book.current else []
        keys = _keys_for_all(book)
        found = sources_of([(row.label, row.object_id) for row in chapters], keys)
        if book.current is None or len(found) < len(chapters):
            continue
        told = [book.series, book.volume, book.current.intro]
        told += [f"{row.title} {row.byline}" for row in chapters]
        home = facets_of(book.community) if book.community else {"agency": [book.agency_id]}
        yield Item(
            label="collection",
            object_id=book.pk,
            title=book.current.title,
            text="\n".join(filter(None, told)),
            audience=frozenset({book.audience}),
            facets={**home, "fiscal_year": [fiscal_year(book.current.built_at)]},
            url=book.get_absolute_url(),
            happened_at=book.current.built_at,
        )


def _keys_for_all(book: Collection) -> set[str]:
    """Keys that every reader of the book holds: of a community whose people are all of its agency
    that of the agency too."""
    keys = {PUBLIC, book.audience}
    own = f"agency:{book.agency_id}"
    if book.audience.startswith("community:") and holders_of(book.audience) <= holders_of(own):
        keys.add(own)
    return keys


def _with(label: str, ids: Sequence[int]) -> list[int]:
    rows = EditionChapter.objects.filter(label=label, object_id__in=ids)
    return list(rows.values_list("edition__collection", flat=True).distinct())


def books_with_notes(ids: Sequence[int]) -> list[int]:
    return _with(NOTE, ids)


def books_with_assets(ids: Sequence[int]) -> list[int]:
    return _with(ASSET, ids)


def books_of(communities: Sequence[int]) -> list[int]:
    """Who belongs to a community changes who would see its books."""
    return list(Collection.objects.filter(community__in=communities).values_list("pk", flat=True))


searchables.add(
    Searchable(
        name="collection",
        order=26,
        label=lambda: _("หนังสือบนชั้น"),
        icon="layers",
        model=LABEL,
        read=read_books,
        listens={
            NOTE: books_with_notes,
            ASSET: books_with_assets,
            "communities.community": books_of,
        },
    ),
)
