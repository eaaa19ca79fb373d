"""EPUB 3, written as what it is: a ZIP of web pages with a list of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from sala.documents.xhtml import NOT_XML

EPUB_TYPE = "application/epub+zip"
FONTS = Path(__file__).resolve().parent / "fonts"
FACES = ("sarabun-sala-400.ttf", "sarabun-sala-700.ttf")
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
FACE = '@font-face {{ font-family: "Sarabun Sala"; font-weight: {}; src: url({}) }}\n'
COVER = (
    '<item id="cover-picture" href="cover.png" media-type="image/png" properties="cover-image"/>'
)
STYLE = """body { font-family: "Sarabun Sala", sans-serif; line-height: 1.7; margin: 0 5% }
h1, h2, h3, h4 { line-height: 1.4; page-break-after: avoid }
h1 { font-size: 1.5em; margin: 1em 0 .3em }
h2 { font-size: 1.2em } h3, h4 { font-size: 1.05em }
img { max-width: 100%; height: auto }
figure { margin: 1em 0 } figcaption, .byline, .terms { font-size: .9em }
.byline { margin: 0 0 1.5em }
.terms { margin-top: 2em; padding-top: .5em; border-top: 1px solid }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid; padding: .2em .4em; text-align: left; vertical-align: top }
blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid }
.cover { margin: 0; text-align: center } .cover img { max-height: 100vh }
ol.contents { padding-left: 1.6em } ol.contents li { margin: .5em 0 }
"""


@dataclass(frozen=True)
class Page:
    """A page of the book: `body` is sound XML; `kind` its epub:type."""

    name: str
    title: str
    body: str
    kind: str = "chapter"
    is_listed: bool = True


@dataclass(frozen=True)
class EpubBook:
    """Everything a reading system asks of a book."""

    identifier: str
    title: str
    language: str
    authors: Sequence[str]
    publisher: str
    modified: datetime
    rights: str
    summary: str
    accessibility: str
    contents: str  # the heading of the contents
    pages: Sequence[Page]
    cover: bytes  # PNG
    cover_alt: str
    pictures: dict[str, bytes] = field(default_factory=dict)  # name → PNG or JPEG
    series: str = ""
    position: str = ""


def epub_bytes(book: EpubBook) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "mimetype", EPUB_TYPE.encode(), book, stored=True)
        _put(archive, "META-INF/container.xml", CONTAINER.encode(), book)
        for name, data in _parts(book):
            _put(archive, f"book/{name}", data, book)
    return made.getvalue()


def _put(
    archive: zipfile.ZipFile, name: str, data: bytes, book: EpubBook, *, stored: bool = False
) -> None:
    info = zipfile.ZipInfo(name, book.modified.astimezone(UTC).timetuple()[:6])
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)


def _parts(book: EpubBook) -> Iterable[tuple[str, bytes]]:
    yield "package.opf", _package(book).encode()
    yield "nav.xhtml", _navigation(book).encode()
    picture = f'<div class="cover"><img src="cover.png" alt="{_text(book.cover_alt)}"/></div>'
    yield "cover.xhtml", _document(book, Page("cover", book.title, picture, "cover")).encode()
    yield "cover.png", book.cover
    faces = "".join(map(FACE.format, (400, 700), FACES))
    yield "style.css", (faces + STYLE).encode()
    for face in FACES:
        yield face, (FONTS / face).read_bytes()
    for page in book.pages:
        yield f"{page.name}.xhtml", _document(book, page).encode()
    yield from book.pictures.items()


def _text(words: str) -> str:
    """Without the signs that no XML can hold, wherever the words came from."""
    return escape(NOT_XML.sub("", words), quote=True)


def _document(book: EpubBook, page: Page) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{book.language}" xml:lang="{book.language}"><head><title>{_text(page.title)}'
        '</title><link rel="stylesheet" type="text/css" href="style.css"/></head>'
        f'<body><section epub:type="{page.kind}">{NOT_XML.sub("", page.body)}</section></body>'
        "</html>\n"
    )


def _navigation(book: EpubBook) -> str:
    lines = "".join(
        f'<li><a href="{page.name}.xhtml">{_text(page.title)}</a></li>'
        for page in book.pages
        if page.is_listed
    )
    body = f'<nav epub:type="toc" id="toc"><h1>{_text(book.contents)}</h1><ol class="contents">'
    page = Page("nav", book.contents, f"{body}{lines}</ol></nav>")
    return _document(book, page).replace('<section epub:type="chapter">', "<section>", 1)


def _package(book: EpubBook) -> str:
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        COVER,
        *(
            f'<item id="face{number}" href="{face}" media-type="font/ttf"/>'
            for number, face in enumerate(FACES)
        ),
        _item("cover", "cover.xhtml"),
        *(_item(page.name, f"{page.name}.xhtml") for page in book.pages),
        *(
            f'<item id="picture{number}" href="{name}" media-type="{_kind_of(name)}"/>'
            for number, name in enumerate(book.pictures)
        ),
    ]
    first, *others = [page.name for page in book.pages]
    order = ["cover", first, "nav", *others]
    spine = "".join(f'<itemref idref="{name}"/>' for name in order)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{book.language}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{''.join(_metadata(book))}</metadata><manifest>{''.join(items)}</manifest>"
        f"<spine>{spine}</spine></package>\n"
    )


def _item(name: str, path: str) -> str:
    return f'<item id="{name}" href="{path}" media-type="application/xhtml+xml"/>'


def _kind_of(name: str) -> str:
    return "image/png" if name.endswith(".png") else "image/jpeg"


def _metadata(book: EpubBook) -> Iterable[str]:
    yield f'<dc:identifier id="id">{_text(book.identifier)}</dc:identifier>'
    yield f'<dc:title id="title">{_text(book.title)}</dc:title>'
    yield f"<dc:language>{book.language}</dc:language>"
    for author in book.authors:
        yield f"<dc:creator>{_text(author)}</dc:creator>"
    yield f"<dc:publisher>{_text(book.publisher)}</dc:publisher>"
    yield f"<dc:rights>{_text(book.rights)}</dc:rights>"
    if book.summary:
        yield f"<dc:description>{_text(book.summary)}</dc:description>"
    yield f"<dc:date>{book.modified.astimezone(UTC):%Y-%m-%d}</dc:date>"
    modified = f"{book.modified.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    yield f'<meta property="dcterms:modified">{modified}</meta>'
    if book.series:
        yield f'<meta property="belongs-to-collection" id="series">{_text(book.series)}</meta>'
        yield '<meta refines="#series" property="collection-type">series</meta>'
        if book.position:
            yield f'<meta refines="#series" property="group-position">{book.position}</meta>'
    modes = ["textual", "visual"] if book.pictures else ["textual"]
    facts = [("accessMode", mode) for mode in modes]
    facts += [("accessModeSufficient", "textual")]
    features = ("tableOfContents", "readingOrder", "structuralNavigation", "alternativeText")
    facts += [("accessibilityFeature", feature) for feature in features]
    facts += [("accessibilityHazard", "none"), ("accessibilitySummary", book.accessibility)]
    for name, value in facts:
        yield f'<meta property="schema:{name}">{_text(value)}</meta>'
