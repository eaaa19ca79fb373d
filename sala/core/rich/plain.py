"""From clean HTML to plain text and back."""

from __future__ import annotations

import re
from html import escape

from sala.core.rich.tree import Node, read
from sala.core.thai import clean_line, clean_text, cut

LINES = {"p", "h2", "h3", "h4", "li", "pre", "tr", "figcaption", "caption", "br"}
GAPS = {"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre", "table", "figure", "hr"}
_HEADING = re.compile(r"<h[2-4]\b.*?</h[2-4]>", re.DOTALL)


def plain_of(html: str) -> str:
    """The words, paragraphs apart, one line for an item or a row, pictures by their words."""
    return clean_text("\n".join(line.strip(" \t") for line in _said(read(html)).split("\n")))


def _said(node: Node) -> str:
    if node.is_text:
        return node.text
    if node.tag == "br":
        return "\n"
    if node.tag == "img":
        return f" {node.attrs.get('alt', '')} "
    inner = "".join(_said(child) for child in node.children)
    if node.tag in ("td", "th"):
        return f"{inner.strip()}  "
    if node.tag == "li":
        return f"\n{inner.strip()}\n"
    if node.tag in GAPS:
        return f"\n\n{inner}\n\n"
    return f"\n{inner}\n" if node.tag in LINES else inner


def excerpt(html: str, graphemes: int) -> str:
    """The beginning on one line, without headings, cut between characters as a reader counts."""
    return cut(clean_line(plain_of(_HEADING.sub("", html)) or plain_of(html)), graphemes)


def from_plain(text: str) -> str:
    """Paragraphs of a plain text; single line ends stay line ends."""
    paragraphs = [part for part in clean_text(text).split("\n\n") if part.strip()]
    return "".join(
        f"<p>{'<br>'.join(escape(line, quote=False) for line in part.strip().split(chr(10)))}</p>"
        for part in paragraphs
    )


def is_simple(html: str) -> bool:
    """Nothing but paragraphs and line ends: a plain text box loses nothing of it."""
    return all(node.tag in ("", "p", "br", "root") for node in read(html).walk())


def pictures_in(html: str) -> list[str]:
    """Ids of the pictures shown, in order, each once."""
    found = re.findall(r'src="/files/([0-9a-f-]{36})/"', html)
    return list(dict.fromkeys(found))
