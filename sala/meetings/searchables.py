"""Sessions as they are found, with what their record tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sala.communities.searchables import facets_of
from sala.core.registries import Searchable, searchables
from sala.core.thai import fiscal_year
from sala.meetings.models import Record, Session
from sala.search.incoming import Item


def read(ids: Sequence[Any]) -> Iterator[Item]:
    rows = Session.objects.live().filter(pk__in=ids).select_related("community", "cycle", "record")
    rows = rows.prefetch_related("cycle__areas", "community__groups", "improvements")
    rows = rows.prefetch_related("record__amendments")
    for row in rows:
        areas = row.cycle.areas.all() if row.cycle else []
        keys = [row.audience, *([row.cycle.key] if row.cycle else [])]
        told = [row.technique, row.place, *_recorded(getattr(row, "record", None))]
        yield Item(
            label="session",
            object_id=row.pk,
            title=row.title,
            text="\n".join(filter(None, [*told, *(one.text for one in row.improvements.all())])),
            audience=frozenset(keys),
            facets={
                **facets_of(row.community),
                "area": [area.pk for area in areas],
                "fiscal_year": [fiscal_year(row.starts_at)],
            },
            url=row.get_absolute_url(),
            happened_at=row.starts_at,
        )


def _recorded(record: Record | None) -> list[str]:
    """The record as whoever sees the session reads it."""
    if record is None:
        return []
    review = [record.aar_expected, record.aar_beyond, record.aar_below, record.aar_next]
    amended = [amendment.after for amendment in record.amendments.all()]
    return [record.learned, record.tips, record.use, record.problems, *review, *amended]


def sessions_in(communities: Sequence[int]) -> list[int]:
    rows = Session.objects.live().filter(community__in=communities)
    return list(rows.values_list("pk", flat=True))


def sessions_of(cycles: Sequence[int]) -> list[int]:
    return list(Session.objects.filter(cycle__in=cycles).values_list("pk", flat=True))


searchables.add(
    Searchable(
        "session",
        40,
        lambda: _("เวทีและบันทึก"),
        "calendar",
        "meetings.session",
        read,
        {"cycles.cycle": sessions_of, "communities.charter_set": sessions_in},
    )
)
