"""Clean HTML of a long text as sound XML: what an e-book and a printed page are made of.

The sanitiser knows which tags are safe, not which may stand in which. Here the rest is put right:
lists hold items, tables rows, lines no blocks. No word is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from django.utils.encoding import iri_to_uri
from lxml import etree  # type: ignore[import-untyped]

from sala.core.rich.tree import Node, read

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INLINE = frozenset({"strong", "em", "u", "s", "sub", "sup", "code", "a", "br", "img", "span"})
LINES = frozenset({"p", "h2", "h3", "h4", "pre", "figcaption", "caption"})
LISTS, CELLS = frozenset({"ul", "ol"}), frozenset({"td", "th"})
GROUPS = ("thead", "tbody")
KEPT = INLINE | LINES | LISTS | CELLS | {"li", "blockquote", "hr", "figure", "table", "tr", *GROUPS}
NUMBERS = {"start", "colspan", "rowspan"}
SCHEMES = {"http", "https", "mailto", "tel"}
ADDRESS = re.compile(r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

Picture = Callable[[str], str]


def sound(html: str, *, picture: Picture, base: str = "") -> etree._Element:
    """A `div` with the text. `picture(src)` answers the address a picture has in the document, or
    "" when it is left out: its description stands there then. `base` makes own links whole."""
    root = read(NOT_XML.sub("", html))
    _dress(root, picture, base)
    div = Node("div", children=_flow(root.children))
    return _element(div)


def inner_xml(element: etree._Element) -> str:
    """What stands inside, as XML."""
    return _inner(element, "xml")


def inner_html(element: etree._Element) -> str:
    """What stands inside, as HTML: an empty cell keeps its end tag."""
    return _inner(element, "html")


def _inner(element: etree._Element, method: str) -> str:
    parts = [etree.tostring(one, encoding="unicode", method=method) for one in element]
    return _escaped(element.text or "") + "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _dress(node: Node, picture: Picture, base: str) -> None:
    """Attributes that a strict reader takes; no link in a link."""
    for child in node.children:
        if child.tag == "img":
            source = picture(child.attrs.get("src", ""))
            words = child.attrs.get("alt", "")
            child.attrs = {"src": source, "alt": words}
            if not source:
                child.tag, child.attrs, child.text = "", {}, f"[{words}]" if words else ""
            continue
        address = _address(child.attrs.get("href", ""), base) if child.tag == "a" else ""
        kept = {name: one for name, one in child.attrs.items() if name in NUMBERS}
        child.attrs = {name: one for name, one in kept.items() if one.isdigit() and int(one) < 1000}
        if address:
            child.attrs["href"] = address
            for below in child.walk():
                if below is not child and below.tag == "a":
                    below.tag = "span"
        elif child.tag == "a" or (not child.is_text and child.tag not in KEPT):
            child.tag = "span" if child.tag == "a" else "div"
        _dress(child, picture, base)


def _address(href: str, base: str) -> str:
    """A whole address that every reader takes, or nothing."""
    try:
        whole = iri_to_uri(urljoin(base, href.strip()))
        parts = urlsplit(whole)
        has_place = bool(parts.hostname) if parts.scheme in {"http", "https"} else bool(parts.path)
        _port = parts.port
    except ValueError:
        return ""
    fits = ADDRESS.fullmatch(whole) and not BAD_ESCAPE.search(whole) and whole.count("#") <= 1
    return whole if parts.scheme in SCHEMES and has_place and fits else ""


def _is_inline(node: Node) -> bool:
    return node.is_text or node.tag in INLINE


def _flow(children: Iterable[Node]) -> list[Node]:
    """What may stand on a page or in a cell: blocks, and words between them in paragraphs."""
    out: list[Node] = []
    line: list[Node] = []

    def settle() -> None:
        if any(node.words.strip() or node.has("img") or node.tag == "img" for node in line):
            out.append(Node("p", children=list(line)))
        line.clear()

    for child in _flat(children):
        if _is_inline(child):
            line.append(child)
            continue
        settle()
        out.extend(_block(child))
    settle()
    return out


def _flat(children: Iterable[Node]) -> Iterator[Node]:
    """Boxes, and inline elements around blocks, give way to what they hold."""
    for child in children:
        opens = child.tag in INLINE and child.has(*(KEPT - INLINE), "div")
        if child.tag in ("div", "root") or opens:
            yield from _flat(child.children)
        else:
            yield child


def _block(node: Node) -> list[Node]:
    if node.tag == "hr":
        return [Node("hr")]
    if node.tag in LINES and node.tag not in ("figcaption", "caption"):
        return _line(node)
    if node.tag in LISTS:
        return _list(node)
    if node.tag == "table":
        return _table(node)
    if node.tag == "blockquote":
        inner = _flow(node.children)
        return [Node("blockquote", children=inner)] if inner else []
    if node.tag == "figure":
        return _figure(node)
    return _flow(node.children)  # an item, a row, a caption that has lost its frame


def _line(node: Node) -> list[Node]:
    """A paragraph or heading holds words only; blocks that were in it follow each other."""
    inner = list(_flat(node.children))
    if all(map(_is_inline, inner)):
        node.children = inner
        return [node] if node.words.strip() or node.has("img", "br") else []
    return _flow(inner)


def _list(node: Node) -> list[Node]:
    items: list[Node] = []
    for child in _flat(node.children):
        if child.tag == "li":
            inner = list(_flat(child.children))
            kept = inner if all(map(_is_inline, inner)) else _flow(inner)
            items.append(Node("li", children=kept))
        elif child.words.strip() or child.has("img"):
            items.append(Node("li", children=_flow([child])))
    items = [item for item in items if item.children]
    attrs = {name: one for name, one in node.attrs.items() if name == "start" and node.tag == "ol"}
    return [Node(node.tag, attrs, items)] if items else []


def _figure(node: Node) -> list[Node]:
    captions = [child for child in node.children if child.tag == "figcaption"]
    inner = _flow(child for child in node.children if child.tag != "figcaption")
    words = [one for caption in captions for one in _flow(caption.children)]
    if words:
        inner.append(Node("figcaption", children=words))
    return [Node("figure", children=inner)] if inner else []


def _table(node: Node) -> list[Node]:
    """One caption, one head, bodies of rows; what is no row stands behind the table."""
    caption: list[Node] = []
    head: list[Node] = []
    body: list[Node] = []
    rest: list[Node] = []
    for child in _flat(node.children):
        if child.tag == "caption":
            (rest if caption else caption).extend(_flow(child.children))
        elif child.tag in GROUPS:
            rows = head if child.tag == "thead" and not body else body
            for row in _flat(child.children):
                (rows if row.tag == "tr" else rest).append(row)
        else:
            (body if child.tag == "tr" else rest).append(child)
    made = Node("table")
    if caption:
        made.children.append(Node("caption", children=caption))
    for tag, rows in (("thead", head), ("tbody", body)):
        if kept := [row for row in map(_row, rows) if row.children]:
            made.children.append(Node(tag, children=kept))
    has_rows = any(child.tag in GROUPS for child in made.children)
    return ([made] if has_rows else caption) + _flow(rest)


def _row(node: Node) -> Node:
    cells: list[Node] = []
    for child in _flat(node.children):
        if child.tag in CELLS:
            inner = list(_flat(child.children))
            kept = inner if all(map(_is_inline, inner)) else _flow(inner)
            attrs = {name: one for name, one in child.attrs.items() if name != "start"}
            cells.append(Node(child.tag, attrs, kept))
        elif child.words.strip():
            cells.append(Node("td", children=_flow([child])))
    return Node("tr", children=cells)


def _element(node: Node) -> etree._Element:
    """The tree as elements. Attributes are those `_dress` left."""
    allowed = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
    names = allowed.get(node.tag, {"colspan", "rowspan"} if node.tag in CELLS else set())
    made = etree.Element(node.tag, {k: one for k, one in node.attrs.items() if k in names})
    last: etree._Element | None = None
    for child in node.children:
        if not child.is_text:
            last = _element(child)
            made.append(last)
        elif last is None:
            made.text = (made.text or "") + child.text
        else:
            last.tail = (last.tail or "") + child.text
    return made
