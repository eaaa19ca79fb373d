"""What was asked or written before about the same, for who begins to ask or write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sala.communities.models import Community
from sala.core.posted import numbers_in
from sala.core.registries import searchables
from sala.people.keys import keys_of
from sala.search.queries import alike
from sala.search.results import Hit

SHOWN, LONGEST, SHORTEST = 5, 200, 6


class Near(NamedTuple):
    hit: Hit
    kind: str
    icon: str
    place: str


def near_to(title: str, viewer: Any) -> list[Near]:
    """At most five rows; of a word or two nobody knows yet what it will ask."""
    text = " ".join(title.split())[:LONGEST]
    if len(text) < SHORTEST:
        return []
    kinds = {row.name: row for row in searchables if row.is_writing}
    hits = alike(text, keys=keys_of(viewer), types=list(kinds), limit=SHOWN)
    places = _places(hits)
    return [
        Near(hit, kinds[hit.type].label(), kinds[hit.type].icon, _place(hit, places))
        for hit in hits
    ]


def _places(hits: Iterable[Hit]) -> dict[str, str]:
    ids = numbers_in({value for hit in hits for value in hit.facets.get("community", [])})
    rows = Community.objects.filter(pk__in=ids).values_list("pk", "name") if ids else []
    return {str(pk): name for pk, name in rows}


def _place(hit: Hit, places: dict[str, str]) -> str:
    found = [places[value] for value in hit.facets.get("community", []) if value in places]
    return ", ".join(found)
