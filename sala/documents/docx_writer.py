"""A long text as a Word document that can be worked on: real headings, lists, tables, words for
pictures, and a face for complex script, without which Word shows and breaks Thai as if it had none.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Cm, Emu

from sala.documents.docx_styles import BULLET_LIST, LEVELS, STEP, dress, new_number_list
from sala.documents.docx_tables import table
from sala.documents.xhtml import INLINE, LINES, NOT_XML, sound

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE, MARGIN = (Cm(21), Cm(29.7)), Cm(2.5)
MOST_WIDTH, MOST_HEIGHT = Cm(16), Cm(20)
LONGEST_PROPERTY = 255
STYLE_OF = {"h2": "Heading1", "h3": "Heading2", "h4": "Heading3", "pre": "Preformatted"}
STYLE_OF |= {"caption": "Caption", "figcaption": "Caption"}
MARKS = {"strong": ("b", "bCs"), "em": ("i", "iCs"), "s": ("strike",)}
RAISED = {"sub": "subscript", "sup": "superscript"}


@dataclass(frozen=True)
class DocxText:
    """What a document is made of. The three texts are clean HTML, set one after the other; a
    picture is known by the address the HTML has for it."""

    title: str
    front: str
    body: str
    back: str
    header: str
    footer: str
    authors: Sequence[str]
    language: str
    made_at: datetime
    base: str
    subject: str = ""
    category: str = ""
    keywords: Sequence[str] = ()
    comments: str = ""
    identifier: str = ""
    version: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # PNG or JPEG


def docx_bytes(text: DocxText) -> bytes:
    document = docx.Document()
    document.element.body.clear_content()
    dress(document)
    _page(document, text)
    _properties(document, text)
    setter = _Setter(document, text)
    setter.title(text.title)
    for html, style in ((text.front, "Byline"), (text.body, ""), (text.back, "")):
        setter.blocks(setter.home, setter.read(html), style=style)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Document, text: DocxText) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    section.header.paragraphs[0].text = _clean(text.header)
    foot = section.footer.paragraphs[0]
    foot.text = f"{_clean(text.footer)}  "
    for code, between in (("PAGE", "/"), ("NUMPAGES", "")):
        shown = _new("fldSimple", instr=code)
        shown.append(_run("1", frozenset()))
        foot._p.append(shown)
        if between:
            foot.add_run(between)


def _properties(document: Document, text: DocxText) -> None:
    """What an office asks of a file without opening it."""
    kept = document.core_properties
    names = "; ".join(text.authors)
    values = {"title": text.title, "author": names, "last_modified_by": names}
    values |= {"subject": text.subject, "category": text.category, "language": text.language}
    values |= {"comments": text.comments, "identifier": text.identifier, "version": text.version}
    values["keywords"] = ", ".join(text.keywords)
    for name, value in values.items():
        setattr(kept, name, _clean(value)[:LONGEST_PROPERTY])
    kept.created = kept.modified = text.made_at.astimezone(UTC).replace(tzinfo=None)
    kept.revision = 1


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)


def _new(tag: str, **attributes: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _look(marks: frozenset[str]) -> Any:
    """How letters look, in the order the format asks for."""
    look = _new("rPr")
    if "a" in marks or "code" in marks:
        look.append(_new("rStyle", val="Hyperlink" if "a" in marks else "InlineCode"))
    look.extend([_new(tag) for mark, tags in MARKS.items() if mark in marks for tag in tags])
    if "u" in marks:
        look.append(_new("u", val="single"))
    if raised := [place for mark, place in RAISED.items() if mark in marks]:
        look.append(_new("vertAlign", val=raised[0]))
    return look


def _run(text: str, marks: frozenset[str]) -> Any:
    """A stretch of letters that look alike; line ends in it stay."""
    run, look = _new("r"), _look(marks)
    if len(look):
        run.append(look)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(_new("br"))
        if line:
            words = _new("t")
            words.text = line
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)
    return run


class _Home:
    """The page itself: what is put there stands before the settings of its section."""

    def __init__(self, body: Any) -> None:
        self.end = body.find(qn("w:sectPr"))

    def append(self, element: Any) -> None:
        self.end.addprevious(element)


class _Setter:
    """Sets sound HTML into a document."""

    def __init__(self, document: Document, text: DocxText) -> None:
        self.document, self.part, self.text = document, document.part, text
        self.home = _Home(document.element.body)

    def read(self, html: str) -> Any:
        pictures = self.text.pictures
        return sound(
            html, picture=lambda source: source if source in pictures else "", base=self.text.base
        )

    def title(self, words: str) -> None:
        line = self.line(self.home, "Title")
        line.append(_run(_clean(words), frozenset()))

    def line(self, home: Any, style: str = "", *, number: int = 0, level: int = -1) -> Any:
        """A new paragraph; with a level it stands in a list, with a number it begins an item."""
        made, look = _new("p"), _new("pPr")
        if style or level >= 0:
            look.append(_new("pStyle", val=style or "ListParagraph"))
        if number:
            place = _new("numPr")
            place.append(_new("ilvl", val=str(level)))
            place.append(_new("numId", val=str(number)))
            look.append(place)
        elif level >= 0:
            look.append(_new("ind", left=str(STEP * (level + 1))))
        if len(look):
            made.append(look)
        home.append(made)
        return made

    def blocks(
        self,
        home: Any,
        elements: Iterable[Any],
        *,
        style: str = "",
        level: int = -1,
        marks: frozenset[str] = frozenset(),
    ) -> None:
        for element in elements:
            tag = element.tag
            if tag in LINES:
                line = self.line(home, STYLE_OF.get(tag, style), level=level)
                self.words(line, element, marks, literal=tag == "pre")
            elif tag in ("ul", "ol"):
                self.items(home, element, level=level + 1, marks=marks)
            elif tag == "table":
                self.table(home, element)
            elif tag == "hr":
                self.rule(home)
            elif tag == "blockquote":
                self.blocks(home, element, style="Quote", level=level, marks=marks)
            elif tag == "figure":
                self.figure(home, element, level=level)
            else:
                self.blocks(home, element, style=style, level=level, marks=marks)

    def figure(self, home: Any, element: Any, *, level: int) -> None:
        for child in element:
            style = "Caption" if child.tag == "figcaption" else ""
            self.blocks(home, child if style else [child], style=style, level=level)

    def items(self, home: Any, element: Any, *, level: int, marks: frozenset[str]) -> None:
        level = min(level, LEVELS - 1)
        number = BULLET_LIST
        if element.tag == "ol":
            number = new_number_list(self.document, int(element.get("start", "1")), level)
        for item in element:
            line = self.line(home, number=number, level=level)
            if _is_inline(item):
                self.words(line, item, marks)
                continue
            rest = list(item)
            if rest[0].tag in LINES:
                self.words(line, rest.pop(0), marks)
            self.blocks(home, rest, level=level, marks=marks)

    def table(self, home: Any, element: Any) -> None:
        for caption in element.findall("caption"):
            self.blocks(home, caption, style="Caption")
        made, cells = table(element)
        home.append(made)
        for cell, source in cells:
            marks = frozenset({"strong"} if source is not None and source.tag == "th" else ())
            if source is None or _is_inline(source):
                line = self.line(cell)
                if source is not None:
                    self.words(line, source, marks)
            else:
                self.blocks(cell, source, marks=marks)
                if cell[-1].tag != qn("w:p"):
                    self.line(cell)  # Word opens no cell that ends with a table
        self.line(home)  # two tables in a row would become one

    def rule(self, home: Any) -> None:
        line = self.line(home)
        look, border = _new("pPr"), _new("pBdr")
        border.append(_new("bottom", val="single", sz="6", space="1", color="auto"))
        look.append(border)
        line.insert(0, look)

    def words(
        self, line: Any, element: Any, marks: frozenset[str], *, literal: bool = False
    ) -> None:
        """The inline content of an element, letter by letter as it looks."""
        self.letters(line, element.text, marks, literal=literal)
        for child in element:
            if child.tag == "br":
                line.append(_run("\n", marks))
            elif child.tag == "img":
                self.picture(line, child)
            elif child.tag == "a":
                self.words(self.link(line, child.get("href")), child, marks | {"a"})
            else:
                self.words(line, child, marks | {child.tag}, literal=literal)
            self.letters(line, child.tail, marks, literal=literal)

    def letters(self, line: Any, text: str | None, marks: frozenset[str], *, literal: bool) -> None:
        if text:
            line.append(_run(text if literal else text.replace("\n", " "), marks))

    def link(self, line: Any, address: str) -> Any:
        key = self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made = OxmlElement("w:hyperlink")
        made.set(qn("r:id"), key)
        line.append(made)
        return made

    def picture(self, line: Any, element: Any) -> None:
        source, words = element.get("src"), element.get("alt", "")
        key, image = self.part.get_or_add_image(io.BytesIO(self.text.pictures[source]))
        ratio = min(1.0, MOST_WIDTH / image.width, MOST_HEIGHT / image.height)
        width, height = Emu(int(image.width * ratio)), Emu(int(image.height * ratio))
        number = self.part.next_id
        shape = CT_Inline.new_pic_inline(number, key, f"picture-{number}", width, height)
        shape.docPr.set("descr", words)
        shape.find(f".//{qn('pic:cNvPr')}").set("descr", words)
        run, drawing = _new("r"), _new("drawing")
        drawing.append(shape)
        run.append(drawing)
        line.append(run)


def _is_inline(element: Any) -> bool:
    return all(child.tag in INLINE for child in element)
