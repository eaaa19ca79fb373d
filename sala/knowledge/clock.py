"""The clock counts what was read, and forgets the readers of past days."""

from __future__ import annotations

from datetime import datetime

from sala.core.registries import ClockTask, TickTask, clock_tasks, tick_tasks
from sala.knowledge.actions.reads import count_reads, forget_readers


def _night(moment: datetime) -> str | None:
    return f"{moment:%Y-%m-%d}" if moment.hour >= 2 else None


def _count(moment: datetime) -> None:
    """Every few seconds: a heap of readings costs as little as one."""
    if moment.second % 5 == 0:
        count_reads()


tick_tasks.add(TickTask("knowledge.reads", _count))
clock_tasks.add(ClockTask("knowledge.forget_readers", _night, lambda moment: forget_readers()))
