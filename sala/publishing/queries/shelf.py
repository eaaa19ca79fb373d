"""ชั้นหนังสือ: what the reader may see of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.urls import reverse

from sala.communities.models import Community
from sala.core.permissions import Decision
from sala.core.posted import number_in
from sala.core.thai import clean_line
from sala.knowledge.licences import Terms, terms_of
from sala.publishing.models import Collection, Edition, EditionChapter
from sala.publishing.rules import can_tend_collection

ON_A_PAGE = 24


class BookRow(NamedTuple):
    """A book as it stands on the shelf."""

    book: Collection
    home: str
    chapters: int
    terms: Terms

    @property
    def url(self) -> str:
        return self.book.get_absolute_url()

    @property
    def cover_url(self) -> str:
        """Another address for each edition, so that a browser may keep it."""
        return f"{self.url}cover.png?e={self.edition.number}"

    @property
    def edition(self) -> Edition:
        assert self.book.current is not None  # noqa: S101 -- only what is on the shelf comes here
        return self.book.current


class Choice(NamedTuple):
    word: str
    url: str
    books: int
    current: bool


@dataclass(frozen=True)
class Shelf:
    rows: list[BookRow]
    page: Page[Collection]
    words: str
    series: list[Choice]
    is_narrowed: bool


def shelf(keys: set[str], asked: Mapping[str, Any]) -> Shelf:
    """Newest first; a series in the order of its volumes. Counts are of what the keys open."""
    seen = Collection.objects.visible_to(keys)
    words, series = clean_line(asked.get("q", ""))[:100], clean_line(asked.get("series", ""))[:160]
    found = seen.filter(title__icontains=words) if words else seen
    if series:
        found = found.filter(series=series).order_by("volume_key", "number")
    else:
        found = found.order_by("-current__built_at", "-number")
    page = Paginator(_whole(found), ON_A_PAGE).get_page(number_in(asked.get("page", "")) or 1)
    rows = book_rows(page, keys)
    return Shelf(rows, page, words, _series(seen, series), bool(words or series))


def _whole(books: QuerySet[Collection]) -> QuerySet[Collection]:
    return books.select_related("current", "agency")


def _series(seen: QuerySet[Collection], chosen: str) -> list[Choice]:
    rows = seen.exclude(series="").values("series").annotate(n=Count("pk")).order_by("-n", "series")
    base = reverse("publishing:shelf")
    return [
        Choice(row["series"], _query(base, row["series"]), row["n"], row["series"] == chosen)
        for row in rows[:12]
    ]


def _query(base: str, series: str) -> str:
    return f"{base}?{urlencode({'series': series})}"


def book_rows(books: Iterable[Collection], keys: set[str]) -> list[BookRow]:
    """Two queries for all of them."""
    books = list(books)
    homes = Community.objects.visible_to(keys).in_bulk(
        [book.community_id for book in books if book.community_id]
    )
    editions = [book.current_id for book in books]
    counts = dict(
        EditionChapter.objects.filter(edition__in=editions)
        .order_by()
        .values_list("edition")
        .annotate(n=Count("pk"))
    )
    return [
        BookRow(
            book,
            homes[book.community_id].name if book.community_id in homes else book.agency.name,
            counts.get(book.current_id, 0),
            terms_of(book.licence),
        )
        for book in books
    ]


class ChapterRow(NamedTuple):
    chapter: EditionChapter
    terms: Terms


@dataclass(frozen=True)
class BookPage:
    row: BookRow
    chapters: list[ChapterRow]
    volumes: list[Collection]
    earlier: list[Edition]
    may_tend: Decision

    @property
    def book(self) -> Collection:
        return self.row.book


def book_page(book: Collection, viewer: Any, keys: set[str]) -> BookPage:
    row = book_rows([book], keys)[0]
    chapters = [
        ChapterRow(chapter, terms_of(chapter.licence)) for chapter in row.edition.chapters.all()
    ]
    volumes: list[Collection] = []
    if book.series:
        same = Collection.objects.visible_to(keys).filter(series=book.series, agency=book.agency_id)
        volumes = list(same.order_by("volume_key", "number"))
    earlier = Edition.objects.visible_to(keys).filter(collection=book).exclude(pk=row.edition.pk)
    return BookPage(
        row,
        chapters,
        volumes if len(volumes) > 1 else [],
        list(earlier),
        can_tend_collection(viewer, book) if viewer.is_authenticated else _nobody(),
    )


def _nobody() -> Decision:
    return Decision(allowed=False)
