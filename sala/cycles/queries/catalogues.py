"""Areas, strategies, and which areas nobody works on (R034)."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sala.communities.models import Community
from sala.core import files
from sala.core.models import Attachment
from sala.core.permissions import Decision
from sala.cycles.areas import AREAS
from sala.cycles.models import Area, Cycle, Strategy
from sala.cycles.rules import is_unused
from sala.people.keys import keys_of
from sala.people.models import Person


class AreaRow(NamedTuple):
    area: Area
    uses: int
    may_delete: Decision


def area_rows(agency_id: int) -> list[AreaRow]:
    """The agency's areas; the ten of the handbook while it has none of its own."""
    areas = list(Area.objects.filter(agency=agency_id))
    if not areas:
        areas = [Area(number=number, name=name) for number, name in enumerate(AREAS, 1)]
    used = _uses(Cycle.areas.through, "area_id")
    return [AreaRow(one, used[one.pk], is_unused(used[one.pk], one.name)) for one in areas]


def _uses(through: type, column: str) -> Counter[int]:
    return Counter(through._default_manager.values_list(column, flat=True))  # type: ignore[attr-defined]


class StrategyRow(NamedTuple):
    strategy: Strategy
    uses: int
    may_delete: Decision
    files: list[Attachment]


def strategy_rows(agency_id: int, viewer: Person) -> list[StrategyRow]:
    strategies = list(Strategy.objects.filter(agency=agency_id))
    used = _uses(Cycle.strategies.through, "strategy_id")
    attached = pictures([one.pk for one in strategies], viewer)
    return [
        StrategyRow(one, used[one.pk], is_unused(used[one.pk], one.name), attached.get(one.pk, []))
        for one in strategies
    ]


def pictures(ids: list[int], viewer: Person) -> dict[int, list[Attachment]]:
    return files.of("cycles.strategy", ids, keys_of(viewer))


def pictures_of(cycle: Cycle, viewer: Person) -> list[Attachment]:
    """Files of the strategies a topic stands under, for the topic's page."""
    ids = list(cycle.strategies.values_list("pk", flat=True))
    found = pictures(ids, viewer) if ids else {}
    return [attachment for pk in ids for attachment in found.get(pk, [])]


def topics_of(strategy: Strategy, viewer: Person) -> tuple[list[Cycle], int]:
    """Cycles of a strategy that the viewer may see, and how many there are in all."""
    rows = strategy.cycles.select_related("community").order_by("-fiscal_year", "pk")
    seen = Cycle.objects.visible_to(keys_of(viewer)).filter(strategies=strategy)
    allowed = set(seen.values_list("pk", flat=True))
    every = list(rows)
    return [cycle for cycle in every if cycle.pk in allowed], len(every)


class CoverageRow(NamedTuple):
    """One area: cycles of each year, and in which communities."""

    area: Area
    counts: list[tuple[int, int]]  # year, cycles
    total: int
    communities: list[tuple[str, int]]


class Coverage(NamedTuple):
    years: list[int]
    rows: list[CoverageRow]

    @property
    def bare(self) -> list[CoverageRow]:
        return [row for row in self.rows if not row.total]


def coverage(agency_id: int, *, fiscal_year: int = 0) -> Coverage:
    """Areas × years × communities, zeros and all; four queries."""
    areas = list(Area.objects.filter(agency=agency_id))
    links = Cycle.areas.through._default_manager.filter(cycle__agency=agency_id)
    if fiscal_year:
        links = links.filter(cycle__fiscal_year=fiscal_year)
    found = list(links.values_list("area_id", "cycle__fiscal_year", "cycle__community_id"))
    years = sorted({year for _area, year, _community in found})
    by_year = Counter((area, year) for area, year, _community in found)
    by_community: dict[int, Counter[int]] = {area.pk: Counter() for area in areas}
    for area, _year, community in found:
        by_community[area][community] += 1
    names = dict(
        Community.objects.filter(pk__in={row[2] for row in found}).values_list("pk", "name")
    )
    return Coverage(
        years,
        [
            CoverageRow(
                area,
                [(year, by_year[area.pk, year]) for year in years],
                sum(by_community[area.pk].values()),
                sorted((names[pk], count) for pk, count in by_community[area.pk].items()),
            )
            for area in areas
        ],
    )
