"""Atom feeds (RFC 4287), written with an XML library and not with strings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from xml.etree import ElementTree as ET

SPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(NamedTuple):
    """One note. `id` never changes, wherever the note moves."""

    id: str
    title: str
    url: str
    author: str
    published: datetime
    updated: datetime
    summary: str
    html: str
    rights: str
    tags: Sequence[str] = ()


class Feed(NamedTuple):
    id: str
    title: str
    subtitle: str
    url: str
    self_url: str
    author: str
    updated: datetime
    entries: Sequence[Entry]


def written(feed: Feed, language: str = "th") -> bytes:
    """The document. Letters that XML has no place for are left out."""
    root = ET.Element(f"{{{SPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    if feed.subtitle:
        _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _when(feed.updated))
    _author(root, feed.author)
    _link(root, "self", feed.self_url, "application/atom+xml")
    _link(root, "alternate", feed.url, "text/html")
    _text(root, "generator", "Sala")
    for entry in feed.entries:
        _entry(root, entry)
    ET.register_namespace("", SPACE)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: ET.Element, entry: Entry) -> None:
    node = ET.SubElement(root, f"{{{SPACE}}}entry")
    _text(node, "id", entry.id)
    _text(node, "title", entry.title)
    _text(node, "published", _when(entry.published))
    _text(node, "updated", _when(max(entry.updated, entry.published)))
    _author(node, entry.author)
    _link(node, "alternate", entry.url, "text/html")
    for tag in entry.tags:
        ET.SubElement(node, f"{{{SPACE}}}category", {"term": NOT_XML.sub("", tag)})
    _text(node, "rights", entry.rights)
    _text(node, "summary", entry.summary)
    content = _text(node, "content", entry.html)
    content.set("type", "html")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    node = ET.SubElement(parent, f"{{{SPACE}}}{name}")
    node.text = NOT_XML.sub("", text)
    return node


def _author(parent: ET.Element, name: str) -> None:
    _text(ET.SubElement(parent, f"{{{SPACE}}}author"), "name", name)


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, f"{{{SPACE}}}link", {"rel": rel, "href": href, "type": kind})


def _when(moment: datetime) -> str:
    """RFC 3339, to the second."""
    return moment.replace(microsecond=0).isoformat()
