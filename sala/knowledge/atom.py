"""Atom feeds (RFC 4287), written with an XML library and not with strings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from django.conf import settings

SPACE = "http://www.w3.org/2005/Atom"
DUBLIN = "http://purl.org/dc/terms/"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Link(NamedTuple):
    rel: str
    url: str
    media_type: str
    size: int = 0


class Entry(NamedTuple):
    """One note or book. `id` never changes, wherever it moves. `terms`: words of Dublin Core."""

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
    others: Sequence[str] = ()  # authors beside the first
    links: Sequence[Link] = ()
    terms: Sequence[tuple[str, str]] = ()


class Feed(NamedTuple):
    id: str
    title: str
    subtitle: str
    url: str
    self_url: str
    author: str
    updated: datetime
    entries: Sequence[Entry]
    media_type: str = "application/atom+xml"
    links: Sequence[Link] = ()


def tag_uri(name: str, since: datetime) -> str:
    """RFC 4151: the same for ever, wherever a thing moves."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"tag:{host},{since:%Y-%m-%d}:{name}"


def written(feed: Feed, language: str = "th") -> bytes:
    """The document. Letters that XML has no place for are left out."""
    root = ET.Element(f"{{{SPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    if feed.subtitle:
        _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _when(feed.updated))
    _author(root, feed.author)
    _link(root, Link("self", feed.self_url, feed.media_type))
    _link(root, Link("alternate", feed.url, "text/html"))
    for link in feed.links:
        _link(root, link)
    _text(root, "generator", "Sala")
    for entry in feed.entries:
        _entry(root, entry)
    ET.register_namespace("", SPACE)
    ET.register_namespace("dc", DUBLIN)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: ET.Element, entry: Entry) -> None:
    node = ET.SubElement(root, f"{{{SPACE}}}entry")
    _text(node, "id", entry.id)
    _text(node, "title", entry.title)
    _text(node, "published", _when(entry.published))
    _text(node, "updated", _when(max(entry.updated, entry.published)))
    for name in (entry.author, *entry.others):
        _author(node, name)
    _link(node, Link("alternate", entry.url, "text/html"))
    for link in entry.links:
        _link(node, link)
    for name, words in entry.terms:
        ET.SubElement(node, f"{{{DUBLIN}}}{name}").text = NOT_XML.sub("", words)
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


def _link(parent: ET.Element, link: Link) -> None:
    told = {"rel": link.rel, "href": link.url, "type": link.media_type}
    if link.size:
        told["length"] = str(link.size)
    ET.SubElement(parent, f"{{{SPACE}}}link", told)


def _when(moment: datetime) -> str:
    """RFC 3339, to the second."""
    return moment.replace(microsecond=0).isoformat()
