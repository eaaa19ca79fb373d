"""Where the members of a community work, in a constant number of queries."""

from __future__ import annotations

from django.utils.timezone import localdate

from sala.communities.models import Community, Membership
from sala.communities.scope import Place
from sala.people.models import Unit, UnitLevel
from sala.people.queries import postings_on

DEPTH = 8  # no unit tree is deeper; each level costs one query


def places_of(community: Community) -> list[Place]:
    """One place for each live member whose unit of today is known."""
    people = Membership.objects.filter(community=community, left_at__isnull=True)
    postings = postings_on(people.values_list("person_id", flat=True), localdate())
    units = _with_ancestors({posting.unit_id: posting.unit for posting in postings.values()})
    return [_place(posting.unit, units) for posting in postings.values()]


def _with_ancestors(units: dict[int, Unit]) -> dict[int, Unit]:
    found = dict(units)
    for _level in range(DEPTH):
        parents = {unit.parent_id for unit in found.values() if unit.parent_id} - set(found)
        if not parents:
            break
        found.update(Unit.objects.in_bulk([pk for pk in parents if pk is not None]))
    return found


def _place(unit: Unit, units: dict[int, Unit]) -> Place:
    line = [unit]
    while (parent_id := line[-1].parent_id) and len(line) <= DEPTH:
        line.append(units[parent_id])
    root = line[-1]
    department = line[-2] if len(line) > 1 else root
    sites = {UnitLevel.DISTRICT, UnitLevel.PROVINCE}
    site = next((step.name for step in line if step.level in sites), "")
    province = next((step.province for step in line if step.province), "")
    return Place(root.pk, department.pk, unit.pk, site, province)
