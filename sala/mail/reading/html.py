"""HTML mail as lines: what a reader sees, with the quote marks the clients leave in classes and
ids.

Tokens of one expression instead of a parser: mail is tag soup, and this never builds a tree. Every
step is linear in the length of the page, whatever the page is.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from sala.mail.reading import tags
from sala.mail.reading.lines import Line, quoted_line
from sala.mail.reading.tags import Open

_TOKEN = re.compile(
    r"<!\[[^<>]*>|<[!?/]?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|<[!?/]?[A-Za-z][^<>]*>|[^<]+|<"
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(" {2,}")
_NEAR = 60  # how far up an end tag looks for its beginning


@dataclass(slots=True)
class _Reader:
    stack: list[Open] = field(default_factory=list)
    out: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    tints: set[str] = field(default_factory=set)
    rows: list[list[int]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    hidden: int = 0
    depth: int = 0
    pre: int = 0

    @property
    def mark(self) -> str:
        return self.marks[-1] if self.marks else ""

    def text(self, raw: str) -> None:
        if self.hidden:
            return
        content = unescape(raw)
        if content.strip():
            self.tints.add(next((item.tint for item in reversed(self.stack[-8:]) if item.tint), ""))
        if not self.pre:
            self.pieces.append(_SPACE.sub(" ", content))
            return
        first, *more = content.replace("\r\n", "\n").split("\n")
        self.pieces.append(first)
        for line in more:
            self.end_line(force=True)
            self.pieces.append(line)

    def end_line(self, *, force: bool = False) -> None:
        if not self.pieces and not force:
            return
        text = "".join(self.pieces)
        if not self.pre:
            text = _SPACES.sub(" ", text).strip(" \t\r\n")
        self.pieces.clear()
        if text.strip() or force or "\u00a0" in text:
            line = quoted_line(text, self.depth, self.mark)
            line.tint = self.tints.pop() if len(self.tints) == 1 else ""
            self.out.append(line)
        self.tints.clear()

    def blank(self) -> None:
        """The margin of a paragraph; none inside a list."""
        if self.hidden or not self.out or not self.out[-1].text:
            return
        if not any(item.tag == "li" for item in self.stack[-12:]):
            self.out.append(Line("", self.depth, self.mark))

    def open(self, tag: str, source: str) -> None:
        if tag in tags.VOID:
            self.void(tag, source)
            return
        if tag not in tags.TRACKED or len(self.stack) > 5000:
            return
        if tag in tags.BLOCKS:
            self.end_line()
            if tag in tags.SPACED and not tags.is_tight(source):
                self.blank()
        if tag in ("p", "li", "tr", "td", "th", "dt", "dd"):
            self.close_implied(tag)
        self.push(tags.described(tag, source))
        if tag == "li" and not self.hidden:
            self.pieces.append(self.bullet())

    def push(self, opened: Open) -> None:
        self.stack.append(opened)
        self.hidden += opened.hidden
        self.depth += opened.cited
        self.pre += opened.tag == "pre"
        if opened.tag == "tr":
            self.rows.append([])
        elif opened.tag in ("td", "th") and self.rows:
            self.rows[-1].append(len(self.out))
        if opened.mark:
            self.marks.append(opened.mark)
            if opened.mark == "history":
                self.out.append(Line("", self.depth, "history"))

    def pop(self) -> None:
        closed = self.stack.pop()
        self.hidden -= closed.hidden
        self.depth -= closed.cited
        self.pre -= closed.tag == "pre"
        if closed.tag == "tr":
            self.end_row(self.rows.pop())
        if closed.mark:
            self.marks.pop()

    def end_row(self, cells: list[int]) -> None:
        """A row of short cells is one line; cells of many lines stay under each other."""
        if len(cells) < 2:
            return
        texts = []
        for begin, end in zip(cells, [*cells[1:], len(self.out)], strict=True):
            inside = [line for line in self.out[begin:end] if line.text]
            if len(inside) > 1:
                return
            texts.extend(inside)
        if texts:
            first = texts[0]
            joined = " ".join(line.text for line in texts)
            self.out[cells[0] :] = [Line(joined, first.depth, first.mark, joined)]

    def close(self, tag: str) -> None:
        if tag not in tags.TRACKED:
            return
        block = tag in tags.BLOCKS
        back = 0
        for item in reversed(self.stack[-_NEAR:]):
            back += 1
            if item.tag == tag:
                break
            if item.tag in tags.BLOCKS and not block:
                return
        else:
            return
        if block:
            self.end_line()
        for _ in range(back):
            self.pop()
        if tag in tags.SPACED:
            self.blank()

    def close_implied(self, tag: str) -> None:
        """HTML lets `<p>` and `<li>` stay open: the next one closes them."""
        if self.stack and self.stack[-1].tag == tag:
            self.pop()
        elif tag == "tr" and len(self.stack) > 1 and self.stack[-1].tag in ("td", "th"):
            self.pop()
            if self.stack[-1].tag == "tr":
                self.pop()

    def void(self, tag: str, source: str) -> None:
        if self.hidden:
            return
        if tag == "br":
            self.end_line(force=True)
        elif tag == "hr":
            self.end_line()
            mark = "history" if tags.is_history(source) else "rule"
            self.out.append(Line("", self.depth, mark))
        elif tag == "img":
            alt = tags.attributes(source).get("alt", "")
            if 0 < len(alt) <= 3 and not alt.isalnum():
                self.pieces.append(alt)

    def bullet(self) -> str:
        for item in reversed(self.stack[-_NEAR:]):
            if item.listed == 0:
                return "- "
            if item.listed > 0:
                item.listed += 1
                return f"{item.listed - 1}. "
        return "- "


def html_lines(source: str) -> list[Line]:
    """The visible lines of an HTML body."""
    reader = _Reader()
    for match in _TOKEN.finditer(_without_comments(source)):
        piece = match[0]
        if piece[0] != "<" or piece == "<":
            reader.text(piece)
            continue
        tag = tags.TAG.match(piece)
        if tag is None:
            continue
        name = tag[2].lower()
        if tag[1]:
            reader.close(name)
            continue
        reader.open(name, piece)
        if piece.endswith("/>") and name in ("div", "span", "p", "a", "b", "i", "td"):
            reader.close(name)
    reader.end_line()
    while reader.stack:
        reader.pop()
    return reader.out


def charset_in(data: bytes) -> str | None:
    """The charset an HTML body claims for itself."""
    match = re.search(rb"charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_.:-]+)", data[:4096])
    return match[1].decode("ascii") if match else None


def _without_comments(source: str) -> str:
    """The page without comments; one that never ends hides nothing but its own mark."""
    pieces, at = [], 0
    while (begin := source.find("<!--", at)) >= 0:
        end = source.find("-->", begin + 4)
        if end < 0:
            break
        pieces.append(source[at:begin])
        at = end + 3
    pieces.append(source[at:].replace("<!--", ""))
    return "".join(pieces)
