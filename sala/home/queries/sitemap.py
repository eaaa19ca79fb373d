"""What a machine that looks for pages is told of: public pages, asked with the key of a visitor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from django.conf import settings
from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.timezone import localtime

from sala.communities.models import Community
from sala.knowledge.models import Asset, Book, Note
from sala.people.keys import PUBLIC
from sala.publishing.models import Collection

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
ON_A_PAGE = 5000  # the protocol allows 50,000; a page of ours stays below one megabyte
MOST_PAGES = 5000
PLACES = (
    *("home:front", "communities:directory", "knowledge:notes", "knowledge:register"),
    *("publishing:shelf", "home:glossary", "home:rights"),
)


class Line(NamedTuple):
    path: str
    changed: datetime | None


def _communities() -> QuerySet[Community]:
    return Community.objects.filter(audience=PUBLIC).annotate(changed=F("created_at"))


def _notes() -> QuerySet[Note]:
    rows = Note.objects.visible_to({PUBLIC}).published()
    return rows.annotate(changed=Greatest("published_at", Coalesce("edited_at", "published_at")))


def _assets() -> QuerySet[Asset]:
    rows = Asset.objects.visible_to({PUBLIC}).published()
    return rows.annotate(changed=F("current__made_at"))


def _books() -> QuerySet[Book]:
    return Book.objects.visible_to({PUBLIC}).annotate(changed=F("made_at"))


def _shelf() -> QuerySet[Collection]:
    return Collection.objects.visible_to({PUBLIC}).annotate(changed=F("current__built_at"))


KINDS: dict[str, Callable[[], QuerySet[Any]]] = {
    "communities": _communities,
    "notes": _notes,
    "knowledge": _assets,
    "books": _books,
    "shelf": _shelf,
}


def index() -> bytes:
    """Every page of every kind, with the day of the newest change in the kind."""
    root = ET.Element(f"{{{SPACE}}}sitemapindex")
    _add(root, "sitemap", reverse("home:sitemap_part", args=["places", 1]), None)
    for name, asked in KINDS.items():
        rows = asked()
        newest = rows.aggregate(newest=Max("changed"))["newest"]
        for number in range(1, -(-rows.count() // ON_A_PAGE) + 1):
            _add(root, "sitemap", reverse("home:sitemap_part", args=[name, number]), newest)
    return _written(root)


def part(name: str, number: int) -> bytes | None:
    """One page; None when there is no such page."""
    lines = list(_lines(name, number))
    if not lines:
        return None
    root = ET.Element(f"{{{SPACE}}}urlset")
    for line in lines:
        _add(root, "url", line.path, line.changed)
    return _written(root)


def _lines(name: str, number: int) -> Iterator[Line]:
    if name == "places" and number == 1:
        yield from (Line(reverse(place), None) for place in PLACES)
    if name not in KINDS or not 0 < number <= MOST_PAGES:
        return
    first = (number - 1) * ON_A_PAGE
    rows = KINDS[name]().order_by("pk")[first : first + ON_A_PAGE]
    for row in rows.iterator(chunk_size=1000):
        yield Line(row.get_absolute_url(), row.changed)


def _add(root: ET.Element, kind: str, path: str, changed: datetime | None) -> None:
    node = ET.SubElement(root, f"{{{SPACE}}}{kind}")
    ET.SubElement(node, f"{{{SPACE}}}loc").text = f"{settings.SITE_URL.rstrip('/')}{path}"
    if changed is not None:
        moment = localtime(changed).replace(microsecond=0).isoformat()
        ET.SubElement(node, f"{{{SPACE}}}lastmod").text = moment


def _written(root: ET.Element) -> bytes:
    ET.register_namespace("", SPACE)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
