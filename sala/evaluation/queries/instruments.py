"""Instruments of a cycle for those who run it, and for those who take part."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse

from sala.core.permissions import Decision
from sala.cycles.models import Cycle, Enrolment
from sala.evaluation.models import (
    Attempt,
    Instrument,
    Item,
    LearningEvaluation,
    Method,
    Phase,
)
from sala.evaluation.rules import can_edit_items, can_manage_instruments, can_open_phase
from sala.evaluation.scoring import full_points
from sala.people.models import Person


class TestLine(NamedTuple):
    """One phase of one test, as its participant sees it."""

    instrument: Instrument
    phase: str
    url: str
    attempt: Attempt | None
    is_open: bool


class PhaseRow(NamedTuple):
    phase: str
    label: str
    is_open: bool
    opened_at: Any
    may_open: Decision


def instruments_of(cycle: Cycle) -> list[Instrument]:
    """Those in use, with counts of items and answers; one query."""
    rows = Instrument.objects.filter(cycle=cycle, withdrawn_at__isnull=True)
    counted = rows.annotate(
        item_count=Count("items", distinct=True), answer_count=Count("attempts", distinct=True)
    )
    return list(counted.order_by("pk"))


def rubrics_of(cycle: Cycle) -> list[Instrument]:
    """Observations and work pieces that have rows to judge by."""
    rows = Instrument.objects.filter(cycle=cycle, withdrawn_at__isnull=True, items__isnull=False)
    return list(rows.exclude(method=Method.TEST).distinct().order_by("pk"))


def own_tests(enrolment: Enrolment) -> list[TestLine]:
    """Tests a participant may take now or has taken; two queries."""
    tests = Instrument.objects.filter(cycle_id=enrolment.cycle_id, method=Method.TEST)
    attempts = {
        (row.instrument_id, row.phase): row for row in Attempt.objects.filter(enrolment=enrolment)
    }
    lines = []
    for instrument in tests.order_by("pk"):
        for phase in Phase.values:
            attempt = attempts.get((instrument.pk, phase))
            if attempt or instrument.is_open(phase):
                url = reverse("evaluation:taking", args=[instrument.pk, phase])
                is_open = instrument.is_open(phase) and attempt is None
                lines.append(TestLine(instrument, phase, url, attempt, is_open))
    return lines


def instrument_page(instrument: Instrument, *, viewer: Person) -> dict[str, Any]:
    items = list(instrument.items.all())
    count = Attempt.objects.filter(instrument=instrument).count()
    return {
        "instrument": instrument,
        "items": items,
        "full": sum(map(full_points, items)),
        "may_edit": can_edit_items(viewer, instrument, count),
        "may_manage": can_manage_instruments(viewer, instrument.cycle),
        "phases": [
            PhaseRow(
                phase,
                str(Phase(phase).label),
                instrument.is_open(phase),
                instrument.opens_after_at if phase == Phase.AFTER else instrument.opens_before_at,
                can_open_phase(viewer, instrument, phase, len(items)),
            )
            for phase in Phase.values
            if instrument.is_test
        ],
    }


class Answered(NamedTuple):
    """One item of one's own finished test: whether it was right, not what is right."""

    item: Item
    is_right: bool


def own_result(attempt: Attempt) -> list[Answered]:
    """Item by item, only after learning: before, it would give the test away."""
    if attempt.phase != Phase.AFTER:
        return []
    return [
        Answered(item, attempt.points.get(str(item.pk)) == str(full_points(item)))
        for item in attempt.instrument.items.all()
    ]


def taken(instrument: Instrument, phase: str) -> QuerySet[Attempt]:
    """Answers that stand. Those typed in by another and disputed by the person do not."""
    disputed = LearningEvaluation.objects.filter(
        attempt=OuterRef("pk"), objected_at__isnull=False, attempt__entered_by__isnull=False
    )
    rows = Attempt.objects.filter(instrument=instrument, phase=phase)
    return rows.filter(~Exists(disputed))
