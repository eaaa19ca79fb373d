"""The same chapters as EPUB and as a printed book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _

from sala.core.file_words import PICTURES
from sala.core.models import Attachment, FileState
from sala.core.responses import render_text
from sala.core.rich.plain import from_plain, pictures_in
from sala.core.thai import to_arabic
from sala.documents.epub import EpubBook, Page, epub_bytes
from sala.documents.pdf import render_pdf
from sala.documents.pictures import fitted
from sala.documents.xhtml import inner_html, inner_xml, sound
from sala.knowledge.licences import Terms, terms_of
from sala.people.keys import PUBLIC
from sala.publishing.queries.sources import Words

PAPER = Path(__file__).with_name("paper.css")
MOST_PICTURES = 40 * 1024**2


@dataclass
class BookText:
    """What both kinds of file are made of."""

    identifier: str
    title: str
    series: str
    volume: str
    agency: str
    home: str
    intro: str
    licence: str
    url: str
    edition: int
    built_at: datetime
    cover: bytes
    chapters: list[SetChapter] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    @property
    def terms(self) -> Terms:
        return terms_of(self.licence)

    @property
    def deeds(self) -> list[Terms]:
        """Each licence that has a deed, once; that of the book first."""
        found = [self.terms, *(chapter.words.terms for chapter in self.chapters)]
        return list({one.code: one for one in found if one.deed}.values())

    @property
    def authors(self) -> list[str]:
        found = (name for chapter in self.chapters for name in chapter.names)
        return list(dict.fromkeys(found)) or [self.agency]


@dataclass(frozen=True)
class SetChapter:
    number: int
    words: Words
    names: tuple[str, ...]
    body: Any  # an element of lxml

    @property
    def html(self) -> str:
        return inner_html(self.body)


def add_chapter(book: BookText, words: Words, names: Sequence[str], audience: str) -> None:
    """Set one chapter. Of its pictures only those as open as the chapter itself come along."""
    found = _pictures(book, words, {PUBLIC, audience, words.audience})
    body = sound(words.html, picture=found, base=settings.SITE_URL + "/")
    book.chapters.append(SetChapter(len(book.chapters) + 1, words, tuple(names), body))


def _pictures(book: BookText, words: Words, audiences: set[str]) -> Callable[[str], str]:
    rows = Attachment.objects.filter(
        pk__in=pictures_in(words.html),
        audience__in=audiences,
        state=FileState.KEPT,
        media_type__in=PICTURES,
    )
    names = {f"/files/{row.pk}/": name for row in rows if (name := _kept(book, row))}
    return lambda source: names.get(source, "")


def _kept(book: BookText, row: Attachment) -> str:
    """Put the picture into the book; its name there, or "" when there is no room or no file."""
    try:
        with row.file.open("rb") as stream:
            data, ending = fitted(stream.read(), row.media_type)
    except OSError:
        return ""
    if sum(map(len, book.pictures.values())) + len(data) > MOST_PICTURES:
        return ""
    name = f"picture-{row.pk}{ending}"
    book.pictures[name] = data
    return name


def make_epub(book: BookText) -> bytes:
    front = render_text("publishing/front.html", {"book": book})
    rights = render_text("publishing/rights.html", {"book": book})
    pages = [Page("front", book.title, _sound(front), "titlepage", is_listed=False)]
    if book.intro:
        intro = f"<h1>{escape(_('คำนำ'))}</h1>{inner_xml(_set(from_plain(book.intro)))}"
        pages.append(Page("intro", _("คำนำ"), intro, "preface"))
    pages += [
        Page(f"chapter{chapter.number}", chapter.words.title, _chapter(chapter))
        for chapter in book.chapters
    ]
    pages.append(Page("rights", _("สัญญาอนุญาตและที่มา"), _sound(rights), "copyright-page"))
    return epub_bytes(
        EpubBook(
            identifier=book.identifier,
            title=" ".join(part for part in (book.title, book.volume) if part),
            language="th",
            authors=book.authors,
            publisher=book.agency,
            modified=book.built_at,
            rights=_rights(book.terms),
            summary=book.intro[:2000],
            accessibility=_("มีสารบัญ ลำดับการอ่าน และคำบรรยายรูปที่ผู้เขียนให้ไว้"),
            contents=_("สารบัญ"),
            pages=pages,
            cover=book.cover,
            cover_alt=_("ปกหนังสือ %(title)s") % {"title": book.title},
            pictures=book.pictures,
            series=book.series,
            position=_position(book.volume),
        )
    )


def _position(volume: str) -> str:
    """The number in เล่มที่ ๒."""
    digits = "".join(one if one.isdigit() else " " for one in to_arabic(volume)).split()
    return digits[0][:6] if digits and digits[0].isascii() else ""


def _rights(terms: Terms) -> str:
    return " ".join(part for part in (terms.label, terms.sign and f"({terms.sign})") if part)


def _chapter(chapter: SetChapter) -> str:
    head = render_text("publishing/chapter_head.html", {"chapter": chapter})
    foot = render_text("publishing/chapter_foot.html", {"chapter": chapter})
    return _sound(head) + inner_xml(chapter.body) + _sound(foot)


def _sound(html: str) -> str:
    """Our own templates are written as XML; only the line ends around them go."""
    return html.strip()


def _set(html: str) -> Any:
    return sound(html, picture=lambda source: "")


def make_pdf(book: BookText) -> bytes:
    context = {"book": book, "intro": inner_html(_set(from_plain(book.intro)))}
    page = render_text("publishing/paper.html", context)
    style = PAPER.read_text(encoding="utf-8")
    page = page.replace("</head>", f"<style>{style}</style></head>", 1)
    files = {**book.pictures, "cover.png": book.cover}
    return render_pdf(page, files=files)
