"""Follow-ups go out on their day, and those who have not answered are reminded."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from sala.core.registries import ClockTask, clock_tasks
from sala.cycles.models import Cycle
from sala.evaluation.actions.follow_ups import issue_follow_ups, remind_follow_ups
from sala.evaluation.queries.asking import due_rounds

HOUR = 9


def issue_due(moment: datetime) -> None:
    """Every round that is due goes to every participant who has not got it."""
    for cycle, days in due_rounds(moment):
        issue_follow_ups(cycle, by=None, days=days)


def remind(moment: datetime) -> None:
    """Open cycles with forms out; the action itself keeps the cap."""
    waiting = Cycle.objects.open().filter(
        enrolments__follow_ups__issued_at__lte=moment,
        enrolments__follow_ups__answered_at__isnull=True,
    )
    for cycle in waiting.distinct():
        remind_follow_ups(cycle, by=None)


def _slot(moment: datetime) -> str | None:
    local = localtime(moment)
    return f"{local:%Y-%m-%d}" if local.hour >= HOUR else None


clock_tasks.add(
    ClockTask("evaluation.issue", _slot, issue_due),
    ClockTask("evaluation.remind", _slot, remind),
)
