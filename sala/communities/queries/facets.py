"""Facets of the directory: group, type, scope, level, stage, state and the five pairs of form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, ExpressionWrapper, F, Q, QuerySet, fields
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sala.communities.catalogue import (
    OPEN_STATES,
    Adoption,
    CommunityType,
    Level,
    Origin,
    Scope,
    State,
)
from sala.communities.models import Community
from sala.core.posted import number_in

LARGE = 30  # members from which a community counts as large
LONG = timedelta(days=365)  # a planned life longer than this, or without an end, counts as long

Words = str | Promise


class Option(NamedTuple):
    value: str
    label: str
    total: int
    is_chosen: bool


class Facet(NamedTuple):
    name: str
    label: str
    options: list[Option]


def _is(field: str) -> Callable[[str], Q]:
    return lambda value: Q(**{field: value})


def _pair(first: tuple[str, Q], second: tuple[str, Q]) -> Callable[[str], Q]:
    table = dict([first, second])
    return lambda value: table.get(value, Q(pk__in=[]))


STATES = ("proposed", "draft", "active", "paused", "closed", "transformed")
ENDED = frozenset({"closed", "transformed"})
_OPEN = Q(state__in=OPEN_STATES)
_LONG = Q(review_on__isnull=True) | Q(planned__gt=LONG)

# name: (label, values with labels, condition of a value)
FACETS: dict[str, tuple[Words, list[tuple[str, Words]], Callable[[str], Q]]] = {
    "type": (_("แนวทาง"), list(CommunityType.choices), _is("type")),
    "state": (
        _("สถานะ"),
        [(s, State(s).label) for s in STATES],
        _is("state"),
    ),
    "scope": (
        _("ขอบข่าย"),
        [(str(n), format_lazy("{}. {}", n, label)) for n, label in Scope.choices],
        lambda value: Q(scope=number_in(value) or 0),
    ),
    "level": (_("ระดับ"), list(Level.choices), _is("level")),
    "stage": (_("ระยะการยอมรับ"), list(Adoption.choices), _is("adoption")),
    "size": (
        _("ขนาด"),
        [("small", _("เล็ก")), ("large", _("ใหญ่"))],
        _pair(("small", Q(member_count__lt=LARGE)), ("large", Q(member_count__gte=LARGE))),
    ),
    "life": (
        _("อายุ"),
        [("short", _("อายุสั้น")), ("long", _("อายุยืนยาว"))],
        _pair(("short", ~_LONG), ("long", _LONG)),
    ),
    "place": (
        _("ที่ตั้ง"),
        [("together", _("อยู่รวมกัน")), ("spread", _("กระจายตัว"))],
        _pair(("together", Q(place_count__lte=1)), ("spread", Q(place_count__gt=1))),
    ),
    "mix": (
        _("ผู้คน"),
        [("same", _("เป็นเนื้อเดียวกัน")), ("mixed", _("หลากหลาย"))],
        _pair(("same", Q(unit_count__lte=1)), ("mixed", Q(unit_count__gt=1))),
    ),
    "origin": (
        _("การเกิด"),
        [("own", _("เกิดขึ้นเอง")), ("meant", _("จงใจให้เกิด"))],
        _pair(("own", Q(origin=Origin.INFORMAL)), ("meant", ~Q(origin=Origin.INFORMAL))),
    ),
}


def narrowed(rows: QuerySet[Community], asked: dict[str, str]) -> QuerySet[Community]:
    """Only rows that match every chosen facet; an unknown value finds nothing."""
    rows = _with_planned(rows)
    for name, (_label, _values, condition) in FACETS.items():
        if value := asked.get(name):
            rows = rows.filter(condition(value))
    if group := asked.get("group"):
        rows = rows.filter(groups=number_in(group) or 0)
    return rows


def facet_rows(rows: QuerySet[Community], asked: dict[str, str]) -> list[Facet]:
    """Every facet with the number each value would find; one query for all."""
    wanted = {
        f"{name}__{value}": Count("pk", filter=_counted(name, condition(value)))
        for name, (_label, values, condition) in FACETS.items()
        for value, _words in values
    }
    counts = _with_planned(rows).aggregate(**wanted)
    return [
        Facet(
            name,
            str(label),
            [
                Option(value, str(words), counts[f"{name}__{value}"], asked.get(name) == value)
                for value, words in values
            ],
        )
        for name, (label, values, _condition) in FACETS.items()
    ]


def _counted(name: str, condition: Q) -> Q:
    """Ended communities are found by asking for their state, and counted there alone."""
    return condition if name == "state" else condition & _OPEN


def _with_planned(rows: QuerySet[Community]) -> QuerySet[Community]:
    planned = ExpressionWrapper(
        F("review_on") - F("starts_on"), output_field=fields.DurationField()
    )
    return rows.annotate(planned=planned)
