"""What a blog kept elsewhere gave out as a file: Atom, RSS 2.0, and what WordPress calls WXR, which
is RSS. Read entry by entry, however long the file; no address in it is ever opened."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import escape
from typing import IO, Any, NamedTuple
from urllib.parse import urljoin
from xml.etree.ElementTree import ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from sala.core.rich.tree import Node, read, write

ATOM = "{http://www.w3.org/2005/Atom}"
APP = "{http://www.w3.org/2007/app}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
WP = re.compile(r"\{http://wordpress\.org/export/[0-9.]+/\}")
BLOGGER_KIND = "http://schemas.google.com/g/2005#kind"
ROOTS = {"rss": "item", f"{ATOM}feed": f"{ATOM}entry"}
SILENT = {"script", "style", "template", "noscript"}
PLAYERS = {"iframe", "embed", "video", "audio", "object"}


class Entry(NamedTuple):
    """One post as it stood elsewhere. `skip` says why it is none: a draft, a page, a comment."""

    key: str
    title: str
    html: str
    url: str
    author: str
    tags: tuple[str, ...]
    at: datetime | None
    skip: str = ""


class BrokenFeed(Exception):  # noqa: N818 -- a finding about a file, not a fault
    """The file is no feed, or stops being one at this place."""


def require_feed(file: IO[bytes]) -> None:
    """Raises `BrokenFeed` unless the first element is that of a feed."""
    file.seek(0)
    try:
        for _event, element in iterparse(file, events=("start",), forbid_dtd=True):
            if element.tag in ROOTS:
                return
            break
    except (ParseError, DefusedXmlException, ValueError, LookupError) as broken:
        raise BrokenFeed from broken
    raise BrokenFeed


def entries(file: IO[bytes]) -> Iterator[Entry]:
    """Every entry in the order of the file; raises `BrokenFeed` where it breaks off."""
    file.seek(0)
    wanted, author, root = "", "", None
    try:
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                root = element if root is None else root
                wanted = wanted or ROOTS.get(element.tag, "")
                continue
            if element.tag == wanted:
                yield _atom(element, author) if wanted.startswith(ATOM) else _rss(element)
                element.clear()
                if root is not None and wanted.startswith(ATOM):
                    root.clear()
            elif element.tag == f"{ATOM}author" and not author:
                author = _text(element, f"{ATOM}name")
    except (ParseError, DefusedXmlException, ValueError, LookupError) as broken:
        raise BrokenFeed from broken


def _text(element: Any, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _key(*parts: str) -> str:
    """The same entry of the same blog has the same key, however often it is brought."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _rss(item: Any) -> Entry:
    said = {WP.sub("wp:", child.tag): (child.text or "").strip() for child in item}
    title, url = said.get("title", ""), said.get("link", "")
    at = _mailed(said.get("pubDate", "")) or _written(said.get("wp:post_date_gmt", ""))
    html = said.get(CONTENT, "") or said.get("description", "")
    skip = ""
    if said.get("wp:post_type", "post") != "post":
        skip = "kind"
    elif said.get("wp:status", "publish") != "publish" or said.get("wp:post_password"):
        skip = "draft"
    return Entry(
        _key(said.get("guid") or url or f"{title}{said.get('pubDate', '')}"),
        title,
        html if re.search(r"<(p|div|ul|ol|h[1-6]|table)\b", html) else _spaced(html),
        url if url.startswith(("http://", "https://")) else "",
        said.get(f"{DC}creator") or _named(said.get("author", "")),
        tuple(_words(item.findall("category"))),
        at,
        skip,
    )


def _named(author: str) -> str:
    """RSS asks for `address (name)`; only the name is anybody's business."""
    found = re.search(r"\(([^)]+)\)", author)
    return found[1].strip() if found else "" if "@" in author else author


def _words(rows: list[Any]) -> Iterator[str]:
    for row in rows:
        word = (row.text or row.get("term") or "").strip()
        if word and word.lower() != "uncategorized" and row.get("scheme") != BLOGGER_KIND:
            yield word


def _spaced(text: str) -> str:
    """WordPress keeps paragraphs as empty lines."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r", "")) if part.strip()]
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts)


def _atom(entry: Any, author: str) -> Entry:
    links = [
        link for link in entry.findall(f"{ATOM}link") if link.get("rel") in (None, "alternate")
    ]
    url = next((link.get("href", "") for link in links), "")
    title = _text(entry, f"{ATOM}title")
    kinds = [row.get("term", "") for row in entry.findall(f"{ATOM}category")
             if row.get("scheme") == BLOGGER_KIND]  # fmt: skip
    is_draft = entry.findtext(f"{APP}control/{APP}draft") == "yes"
    is_post = all(kind.endswith("#post") for kind in kinds)
    at = _text(entry, f"{ATOM}published") or _text(entry, f"{ATOM}updated")
    return Entry(
        _key(_text(entry, f"{ATOM}id") or url or f"{title}{at}"),
        title,
        _content(entry),
        url if url.startswith(("http://", "https://")) else "",
        _text(entry, f"{ATOM}author/{ATOM}name") or author,
        tuple(_words(entry.findall(f"{ATOM}category"))),
        _written(at),
        "kind" if not is_post else "draft" if is_draft else "",
    )


def _content(entry: Any) -> str:
    for tag in (f"{ATOM}content", f"{ATOM}summary"):
        element = entry.find(tag)
        if element is None:
            continue
        if element.get("type") == "xhtml":
            inner = "".join(tostring(child, "unicode") for child in element)
            return re.sub(r"(</?)\w+:", r"\1", inner)
        text = (element.text or "").strip()
        if text:
            return text if element.get("type") in ("html", "text/html") else _spaced(escape(text))
    return ""


def _mailed(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _sound(at)


def _written(text: str) -> datetime | None:
    try:
        at = parse_datetime(text.strip())
    except ValueError:
        return None
    return _sound(at)


def _sound(at: datetime | None) -> datetime | None:
    """A day that can be true: blogs are younger than 1990 and nothing is written tomorrow."""
    if at is None:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at if datetime(1990, 1, 1, tzinfo=UTC) <= at <= datetime.now(UTC) else None


def at_home(html: str, base: str) -> tuple[str, int, int]:
    """The text with its pictures and players as links to where they stand, since nothing is
    fetched; and how many of each."""
    root = read(html)
    counts = {"picture": 0, "player": 0}
    _settle(root, base, counts)
    return write(root), counts["picture"], counts["player"]


def _settle(node: Node, base: str, counts: dict[str, int], *, in_link: bool = False) -> None:
    kept = []
    for child in node.children:
        if child.tag in SILENT:
            continue
        if child.tag == "img" or child.tag in PLAYERS:
            kind = "picture" if child.tag == "img" else "player"
            counts[kind] += 1
            kept.append(_pointer(child, base, kind, in_link=in_link))
            continue
        if child.tag == "a" and "href" in child.attrs:
            child.attrs["href"] = _whole(base, child.attrs["href"])
        _settle(child, base, counts, in_link=in_link or child.tag == "a")
        kept.append(child)
    node.children = kept


def _pointer(node: Node, base: str, kind: str, *, in_link: bool) -> Node:
    name = _("รูป") if kind == "picture" else _("วิดีโอหรือเสียง")
    address = _whole(base, node.attrs.get("src") or node.attrs.get("data") or "")
    words = " ".join(part for part in (name, node.attrs.get("alt", "").strip()) if part)
    if in_link or not address.startswith(("http://", "https://")):
        return Node(text=f"[{words}]")
    return Node("a", {"href": address}, [Node(text=f"[{words}]")])


def _whole(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""
