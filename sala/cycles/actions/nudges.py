"""The KM team asks after a cycle: one tap, at most once a day."""

from __future__ import annotations

from django.db import transaction

from sala.core.locking import locked
from sala.core.permissions import require
from sala.cycles.models import Cycle
from sala.cycles.queries.overview import late_step
from sala.cycles.queries.stepping import current_step, stepper
from sala.cycles.rules import can_nudge
from sala.cycles.telling import tell_nudge
from sala.journal.actions import record
from sala.people.models import Person


@transaction.atomic
def nudge(cycle: Cycle, *, by: Person) -> int:
    """Ask its facilitators about the step that is late, or else the current one; how many
    were told."""
    cycle = locked(cycle, "community")
    require(can_nudge(by, cycle))
    rows = stepper(cycle)
    late = late_step(cycle, rows)
    step = late.step if late else current_step(rows)
    record("cycles.nudged", cycle, by=by, step=step.number if step else 0)
    return tell_nudge(cycle, step=step.name if step else "", by=by)
