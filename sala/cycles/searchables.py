"""Cycles as they are found: the topic, what it asks and what it is good for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sala.communities.searchables import facets_of
from sala.core.registries import Searchable, searchables
from sala.cycles.models import Cycle
from sala.search.incoming import Item


def read(ids: Sequence[Any]) -> Iterator[Item]:
    rows = Cycle.objects.filter(pk__in=ids).select_related("community")
    for row in rows.prefetch_related("areas", "strategies", "community__groups"):
        strategies = [strategy.name for strategy in row.strategies.all()]
        told = [row.question, row.benefit, row.work_process, *strategies]
        yield Item(
            label="cycle",
            object_id=row.pk,
            title=row.title,
            text="\n".join(filter(None, told)),
            audience=frozenset([row.audience, row.key]),
            facets={
                **facets_of(row.community),
                "area": [area.pk for area in row.areas.all()],
                "fiscal_year": [row.fiscal_year],
            },
            url=row.get_absolute_url(),
            happened_at=row.created_at,
        )


def cycles_of(communities: Sequence[int]) -> list[int]:
    return list(Cycle.objects.filter(community__in=communities).values_list("pk", flat=True))


def serving(strategies: Sequence[int]) -> list[int]:
    return list(Cycle.objects.filter(strategies__in=strategies).values_list("pk", flat=True))


LISTENS = {"communities.charter_set": cycles_of, "cycles.strategy": serving}
searchables.add(
    Searchable("cycle", 30, lambda: _("รอบปี"), "refresh-cw", "cycles.cycle", read, LISTENS)
)
