"""A strict reader of RFC 4287: elements, how many of each, forms of ids, dates and links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from defusedxml.ElementTree import fromstring

from sala.knowledge.atom import SPACE

A = f"{{{SPACE}}}"
KNOWN = {
    *("author", "category", "content", "contributor", "entry", "generator", "icon", "id", "link"),
    *("logo", "published", "rights", "subtitle", "summary", "title", "updated"),
}
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
TYPES = {"html", "text", "xhtml"}


def faults_of(content: bytes) -> list[str]:
    """Every rule that is broken, by its number; none in a valid feed."""
    root = fromstring(content)
    if root.tag != f"{A}feed":
        return ["4.1.1 the root is no feed"]
    return [
        *feed_faults(root),
        *(fault for one in all_of(root, "entry") for fault in entry_faults(one)),
    ]


def all_of(node, name):
    return node.findall(f"{A}{name}")


def feed_faults(root) -> Iterator[str]:
    yield from common_faults(root)
    entries = all_of(root, "entry")
    if not all_of(root, "author") and not all(all_of(one, "author") for one in entries):
        yield "4.1.1 no author"
    if len([link for link in all_of(root, "link") if link.get("rel") == "self"]) != 1:
        yield "4.1.1 not one link to itself"
    ids = [one.findtext(f"{A}id") for one in entries]
    if len(set(ids)) != len(ids):
        yield "4.1.1 two entries of one id"


def entry_faults(entry) -> Iterator[str]:
    yield from common_faults(entry)
    contents = all_of(entry, "content")
    if len(contents) != 1 or contents[0].get("type") not in TYPES:
        yield "4.1.3 not one content of a known type"
    for name in ("published", "rights", "summary"):
        if len(all_of(entry, name)) > 1:
            yield f"4.1.2 two of {name}"
    if not all_of(entry, "link"):
        yield "4.1.2 no link"


def common_faults(node) -> Iterator[str]:
    own = [child.tag for child in node if child.tag.startswith(A) or not child.tag.startswith("{")]
    yield from (
        f"unknown {tag}" for tag in own if tag.removeprefix(A) not in KNOWN
    )  # 6.4: others may
    for name in ("id", "title", "updated"):
        rows = all_of(node, name)
        if len(rows) != 1 or not (rows[0].text or "").strip():
            yield f"4.1 not one {name} with text"
    if not IRI.fullmatch(node.findtext(f"{A}id") or ""):
        yield "4.2.6 the id is no IRI"
    for row in all_of(node, "updated") + all_of(node, "published"):
        if not RFC3339.fullmatch(row.text or ""):
            yield f"3.3 {row.text} is no date"
    yield from link_faults(node)
    for author in all_of(node, "author"):
        if len(all_of(author, "name")) != 1:
            yield "3.2 an author without one name"


def link_faults(node) -> Iterator[str]:
    links = all_of(node, "link")
    yield from (
        f"4.2.7 {link.get('href')}"
        for link in links
        if not re.match(r"https?://", link.get("href", ""))
    )
    alternates = [
        (link.get("type"), link.get("hreflang"))
        for link in links
        if link.get("rel", "alternate") == "alternate"
    ]
    if len(set(alternates)) != len(alternates):
        yield "4.1 two alternates of one type"
