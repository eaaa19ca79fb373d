"""Lists of cycles."""

from __future__ import annotations

from typing import NamedTuple

from sala.cycles.models import Cycle
from sala.cycles.queries.stepping import StepRow, current_step, steppers
from sala.people.keys import keys_of
from sala.people.models import Person


class CycleRow(NamedTuple):
    cycle: Cycle
    steps: list[StepRow]
    current: StepRow | None


def my_cycles(person: Person) -> list[CycleRow]:
    """Cycles the person may see, open ones first."""
    rows = Cycle.objects.visible_to(keys_of(person)).select_related("community")
    cycles = list(rows.order_by("closed_at", "-fiscal_year", "-pk")[:100])
    return cycle_rows(sorted(cycles, key=lambda cycle: cycle.is_closed))


def cycle_rows(cycles: list[Cycle]) -> list[CycleRow]:
    steps = steppers(cycles)
    return [CycleRow(c, steps[c.pk], current_step(steps[c.pk])) for c in cycles]
