"""The clock counts what was read, asks about what is overdue, and looks at one cited address."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from sala.core.registries import ClockTask, RunKind, TickTask, clock_tasks, run_kinds, tick_tasks
from sala.knowledge.actions.asking import ask_overdue
from sala.knowledge.actions.blogs import KIND, work_on_blog
from sala.knowledge.actions.reads import count_reads, forget_readers
from sala.knowledge.actions.references import check_next

MORNING = 8


def _night(moment: datetime) -> str | None:
    return f"{moment:%Y-%m-%d}" if moment.hour >= 2 else None


def _morning(moment: datetime) -> str | None:
    local = localtime(moment)
    return f"{local:%Y-%m-%d}" if local.hour >= MORNING else None


def _count(moment: datetime) -> None:
    """Every few seconds: a heap of readings costs as little as one."""
    if moment.second % 5 == 0:
        count_reads()


def _ask(moment: datetime) -> None:
    ask_overdue()


def _look(moment: datetime) -> None:
    check_next(moment)


run_kinds.add(RunKind(KIND, work_on_blog))
tick_tasks.add(TickTask("knowledge.reads", _count), TickTask("knowledge.sources", _look))
clock_tasks.add(
    ClockTask("knowledge.forget_readers", _night, lambda moment: forget_readers()),
    ClockTask("knowledge.overdue", _morning, _ask),
)
