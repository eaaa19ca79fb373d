"""How wide a community reaches, computed from where its members work (R008, R015)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sala.communities.catalogue import Scope


class Place(NamedTuple):
    """Where one member works: the unit, the department it belongs to, its site and province."""

    agency_id: int
    department_id: int
    unit_id: int
    site: str
    province: str


class Reach(NamedTuple):
    scope: int | None
    unit_count: int
    place_count: int


def reach(places: Sequence[Place]) -> Reach:
    """Scopes 1–5 by the widest difference between members; None while no unit is known.

    Scope 6 is never computed: a hub is an organisation that says so.
    """
    units = {place.unit_id for place in places}
    sites = {(place.agency_id, place.site) for place in places}
    return Reach(_scope(places, len(units)), len(units), len(sites))


def _scope(places: Sequence[Place], unit_count: int) -> int | None:
    if not places:
        return None
    if len({place.agency_id for place in places}) > 1:
        return Scope.CROSS_ALL
    if len({place.province for place in places if place.province}) > 1:
        return Scope.NEAR_AREAS
    if len({place.department_id for place in places}) > 1:
        return Scope.OWN_AREA
    return Scope.CROSS_FUNCTION if unit_count > 1 else Scope.OWN_LINE


def is_wider(declared: int | None, computed: int | None) -> bool:
    """Members come from farther than the community says."""
    return bool(declared and computed and declared != Scope.HUB and computed > declared)


def is_narrower(declared: int | None, computed: int | None) -> bool:
    return bool(declared and computed and declared != Scope.HUB and computed < declared)
