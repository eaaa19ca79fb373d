"""One way in for every rich text: form, mail, import. What comes out is safe and means the same.

First a wide pass of the sanitiser makes the HTML well-formed, then its meaning is put into the few
tags we keep, then the sanitiser has the last word. Cleaning clean text changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import NamedTuple

import nh3

from sala.core.rich import word
from sala.core.rich.plain import from_plain, plain_of
from sala.core.rich.tree import Node, read, write
from sala.core.thai import clean_line

LONGEST = 1_000_000
TURNS = 5
DEEPEST = 250  # elements in each other; the sanitiser takes the square of deeper nests
REL = "noopener noreferrer nofollow ugc"
TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)
OWN_PICTURE = re.compile(r"^/files/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/$")

INLINE = {"strong", "em", "u", "s", "sub", "sup", "code", "a", "br"}
BRIEF = INLINE | {"p", "ul", "ol", "li", "blockquote"}
FULL = BRIEF | {
    *("h2", "h3", "h4", "pre", "hr", "img", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
PROFILES: dict[str, set[str]] = {"full": FULL, "brief": BRIEF}
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
SAME = (
    {"b": "strong", "i": "em", "cite": "em", "dfn": "em", "ins": "u", "del": "s", "strike": "s"}
    | {"h1": "h2", "h5": "h4", "h6": "h4", "tt": "code", "kbd": "code", "samp": "code"}
    | {"dl": "ul", "dt": "li", "dd": "li", "tfoot": "tbody", "address": "p"}
)
LINES = {"p", "li", "h2", "h3", "h4", "td", "th", "figcaption", "caption"}
FRAMES = {"ul", "ol", "table", "thead", "tbody", "tr"}
BOXES = {"div", "section", "article", "header", "footer", "main", "aside", "center", "nav", "body"}
BLOCKS = (FULL - INLINE - {"img"}) | BOXES | {"dl", "h1", "h5", "h6", "address"}
WIDE = FULL | set(SAME) | BOXES | {"span", "font", "mark", "small", "big", "col", "colgroup"}
SILENT = {"script", "style", "title", "textarea", "iframe", "noscript", "template", "svg", "math",
          "object", "select", "xmp", "noembed", "noframes", "audio", "video"}  # fmt: skip
STANDALONE = {"br", "hr", "img", "wbr", "col", "input", "meta", "link", "area", "base", "embed"}
LOST = {
    "img": "pictures",
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed"), "players"),
    **dict.fromkeys(("form", "input", "select", "textarea", "button"), "forms"),
    **dict.fromkeys(("svg", "canvas", "math", "m:omath"), "drawings"),
}


class Cleaned(NamedTuple):
    """Clean HTML, and what could not be kept: pictures, players, forms, drawings → how many."""

    html: str
    lost: dict[str, int]


def clean_html(html: str, profile: str = "full") -> str:
    """Safe HTML of the few tags of a profile, with the meaning of what came in."""
    tags = PROFILES[profile]
    html = html[:LONGEST]
    if _is_deep(html):
        html = write(read(html))
    for _turn in range(TURNS):
        before, html = html, _turned(html, tags)
        if html == before:
            return html
    return from_plain(plain_of(html))  # markup that never comes to rest keeps its words


def _is_deep(html: str) -> bool:
    """Whether more elements may be open at once than any page has; a stray end closes nothing."""
    is_open: Counter[str] = Counter()
    depth = 0
    for slash, name in TAG.findall(html.lower()):
        if name in STANDALONE or (slash and not is_open[name]):
            continue
        is_open[name] += -1 if slash else 1
        depth += -1 if slash else 1
        if depth > DEEPEST:
            return True
    return False


def clean_report(html: str) -> Cleaned:
    """The same, and what was lost on the way, to be told to who pasted it."""
    counter = _Counter()
    counter.feed(html[:LONGEST])
    cleaned = clean_html(html)
    return Cleaned(cleaned, {kind: count for kind, count in counter.found.items() if count})


def _turned(html: str, tags: set[str]) -> str:
    wide = nh3.clean(
        html.replace("\x00", ""),
        tags=WIDE,
        clean_content_tags=SILENT,
        attributes={"*": {"class", "style"}, **ATTRIBUTES},
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    root = read(wide)
    word.understand(root)
    _rename(root)
    root.children = _blocks(root.children)
    _tidy(root)
    return nh3.clean(
        write(root),
        tags=tags,
        clean_content_tags=SILENT,
        attributes={tag: names for tag, names in ATTRIBUTES.items() if tag in tags},
        attribute_filter=_kept,
        link_rel=REL,
        url_schemes={"http", "https", "mailto", "tel"},
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, or None: pictures of this house only, small whole numbers."""
    if name == "src":
        return value if OWN_PICTURE.match(value) else None
    if name == "href":
        return None if value.startswith(("//", "/\\", "\\")) or not value.strip() else value
    if name == "alt":
        return clean_line(value)[:300]
    if name == "rel":
        return value  # the sanitiser's own
    return value if re.fullmatch(r"[1-9][0-9]{0,2}", value) else None


def _rename(root: Node) -> None:
    for node in root.walk():
        node.tag = SAME.get(node.tag, node.tag)
        if node.tag == "a" and not node.attrs.get("href", "").strip():
            node.tag = "span"
        node.attrs.pop("class", None)
        node.attrs.pop("style", None)


def _blocks(children: Iterable[Node]) -> list[Node]:
    """Only blocks: loose text between them becomes paragraphs, boxes give up what they hold."""
    out: list[Node] = []
    loose: list[Node] = []

    def settle() -> None:
        if any(node.words.strip() or node.tag == "img" or node.has("img") for node in loose):
            out.append(Node("p", children=list(loose)))
        loose.clear()

    for child in children:
        if child.tag in BOXES:
            settle()
            out.extend(_blocks(child.children))
        elif child.tag in BLOCKS:
            settle()
            out.append(child)
        elif child.has(*BLOCKS):
            settle()
            out.extend(_blocks(child.children))
        else:
            loose.append(child)
    settle()
    return out


def _tidy(node: Node, *, is_literal: bool = False) -> None:
    """Canonical Thai in the text, no empty elements, no pictures from elsewhere."""
    is_literal = is_literal or node.tag in ("pre", "code")
    for child in node.children:
        if child.is_text and not is_literal:
            child.text = _canonical(child.text)
        _tidy(child, is_literal=is_literal)
    if node.tag in ("td", "th", "blockquote", "figure") and any(
        child.tag in BOXES for child in node.children
    ):
        node.children = _blocks(node.children)
    node.children = [child for child in node.children if not _is_empty(child)]
    if node.tag in FRAMES:
        node.children = [child for child in node.children if child.words.strip() or child.children]
    elif node.tag in LINES:
        _trim(node)


def _trim(node: Node) -> None:
    """No space and no line end at either end of a paragraph."""
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while node.children:
            child = node.children[at]
            if child.is_text and (text := strip(child.text)):
                child.text = text
                break
            if not child.is_text and child.tag != "br":
                break
            node.children.pop(at)


def _canonical(text: str) -> str:
    """The words in canonical form; a space at either end stays one space."""
    inner = clean_line(text)
    if not inner:
        return " " if text else ""
    lead = " " if text[0].isspace() else ""
    return f"{lead}{inner}{' ' if text[-1].isspace() else ''}"


def _is_empty(node: Node) -> bool:
    if node.is_text:
        return not node.text
    if node.tag == "img":
        return not OWN_PICTURE.match(node.attrs.get("src", ""))
    if node.tag in ("br", "hr", "td", "th", "wbr", "col"):
        return node.tag in ("wbr", "col")
    if node.tag == "tr":
        return not node.children
    return not node.words.strip() and not node.has("img", "br", "hr", "td", "th")


class _Counter(HTMLParser):
    """Counts what we have no place for. Pictures of this house are no loss."""

    def __init__(self) -> None:
        super().__init__()
        self.found = dict.fromkeys(("pictures", "players", "forms", "drawings"), 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = LOST.get(tag)
        if kind is None or (tag == "img" and OWN_PICTURE.match(dict(attrs).get("src") or "")):
            return
        self.found[kind] += 1
