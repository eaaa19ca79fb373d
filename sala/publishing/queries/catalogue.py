"""The shelf as reading apps take it: OPDS 1.2, a catalogue written as an Atom feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sala.core.posted import number_in
from sala.documents.epub import EPUB_TYPE
from sala.documents.pdf import PDF_TYPE
from sala.knowledge.atom import Entry, Feed, Link, tag_uri, written
from sala.knowledge.licences import terms_of
from sala.publishing.models import Collection, EditionChapter
from sala.publishing.queries.shelf import BookRow, book_rows

OPDS_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
TAKE = "http://opds-spec.org/acquisition"
PICTURE = "http://opds-spec.org/image"
ON_A_PAGE = 50
SINCE = datetime.fromisoformat("2026-01-01T00:00:00+07:00")


def catalogue(keys: set[str], asked: Mapping[str, Any]) -> bytes:
    """Newest first; what the keys open and nothing else."""
    seen = Collection.objects.visible_to(keys).select_related("current", "agency")
    books = Paginator(seen.order_by("-current__built_at", "-number"), ON_A_PAGE)
    page = books.get_page(number_in(asked.get("page", "")) or 1)
    rows = book_rows(page, keys)
    chapters: dict[Any, list[EditionChapter]] = {row.edition.pk: [] for row in rows}
    for chapter in EditionChapter.objects.filter(edition__in=chapters).order_by("position", "pk"):
        chapters[chapter.edition_id].append(chapter)
    entries = [_entry(row, chapters[row.edition.pk]) for row in rows]
    url = _whole(reverse("publishing:shelf"))
    feed = Feed(
        id=tag_uri("shelf", SINCE),
        title=_("ชั้นหนังสือ"),
        subtitle=_("ความรู้ที่รวมเป็นเล่มแล้ว อ่านในโทรศัพท์หรือพิมพ์แจกได้"),
        url=url,
        self_url=_address(page.number),
        author=_("ศาลา"),
        updated=max((entry.updated for entry in entries), default=SINCE),
        entries=entries,
        media_type=OPDS_TYPE,
        links=_ways(page),
    )
    return written(feed)


def _ways(page: Page[Collection]) -> list[Link]:
    found = [Link("start", _address(1), OPDS_TYPE)]
    if page.has_previous():
        found.append(Link("previous", _address(page.previous_page_number()), OPDS_TYPE))
    if page.has_next():
        found.append(Link("next", _address(page.next_page_number()), OPDS_TYPE))
    return found


def _entry(row: BookRow, chapters: Sequence[EditionChapter]) -> Entry:
    book, edition = row.book, row.edition
    names = list(dict.fromkeys(name for one in chapters for name in one.names)) or [row.home]
    terms = terms_of(edition.licence)
    number = {"number": book.number, "edition": edition.number}
    epub = _whole(reverse("publishing:epub", kwargs=number))
    links = [Link(TAKE, epub, EPUB_TYPE, edition.epub_size)]
    if edition.pdf:
        pdf = _whole(reverse("publishing:pdf", kwargs=number))
        links.append(Link(TAKE, pdf, PDF_TYPE, edition.pdf_size))
    cover = _whole(row.cover_url)
    links += [Link(rel, cover, "image/png") for rel in (PICTURE, f"{PICTURE}/thumbnail")]
    place = " ".join(filter(None, [book.series, book.volume]))
    return Entry(
        id=tag_uri(f"shelf/{book.number}", book.made_at),
        title=edition.title,
        url=_whole(row.url),
        author=names[0],
        others=names[1:],
        published=edition.built_at,
        updated=edition.built_at,
        summary=" · ".join(filter(None, [place, row.home, _count(len(chapters))])),
        html=_contents(edition.intro, chapters),
        rights=" ".join(filter(None, [terms.label, terms.sign, terms.deed])),
        tags=[book.series] if book.series else [],
        links=links,
        terms=[
            ("language", "th"),
            ("publisher", book.agency.name),
            ("issued", localtime(edition.built_at).date().isoformat()),
            ("identifier", edition.identifier),
        ],
    )


def _count(chapters: int) -> str:
    return _("%(n)s บท") % {"n": chapters}


def _contents(intro: str, chapters: Sequence[EditionChapter]) -> str:
    """The preface and the list of chapters, each with its writers and its licence."""
    lines = (
        (one.title, one.byline, terms_of(one.licence).sign or terms_of(one.licence).label)
        for one in chapters
    )
    before = format_html("<p>{}</p>", intro) if intro else ""
    items = format_html_join("", "<li>{}<br>{}<br>{}</li>", lines)
    return str(format_html("{}<ol>{}</ol>", before, items))


def _address(page: int) -> str:
    base = _whole(reverse("publishing:catalogue"))
    return f"{base}?{urlencode({'page': page})}" if page > 1 else base


def _whole(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"
