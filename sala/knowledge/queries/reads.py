"""What is told of readers: a number, and units with readers enough."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count, Model, Sum
from django.utils.timezone import localdate

from sala.knowledge.models import Read, SiteDay
from sala.knowledge.reads import FEWEST_READERS


class UnitReaders(NamedTuple):
    name: str
    readers: int


def readers_by_unit(thing: Model) -> list[UnitReaders]:
    """Units with at least five readers; of a smaller one nothing is said (R103)."""
    rows = (
        Read.objects.filter(label=thing._meta.label_lower, object_id=thing.pk, unit__isnull=False)
        .values("unit__name")
        .annotate(readers=Count("pk"))
        .filter(readers__gte=FEWEST_READERS)
        .order_by("-readers", "unit__name")
    )
    return [UnitReaders(row["unit__name"], row["readers"]) for row in rows]


class Visits(NamedTuple):
    total: int
    today: int


def site_visits() -> Visits:
    """How many came in all and today (R104); one query."""
    rows = list(SiteDay.objects.filter(day=localdate()).values_list("visits", flat=True))
    total = SiteDay.objects.aggregate(total=Sum("visits"))["total"] or 0
    return Visits(total, rows[0] if rows else 0)
