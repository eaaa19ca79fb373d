"""What the clock does for the index: what waits, a new analyser, and a look at everything."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localtime

from sala.core.registries import ClockTask, TickTask, clock_tasks, tick_tasks
from sala.search.actions import forget_missed, settle
from sala.search.analysis import current
from sala.search.rebuilding import mend, needs_rebuild, rebuild
from sala.search.waiting import catch_up

KEPT = timedelta(days=180)  # of what was asked once
BATCHES = 20  # of what waits, at one tick


def _catch_up(moment: datetime) -> None:
    for _ in range(BATCHES):
        if not catch_up():
            break
    settle()


def _analyser(moment: datetime) -> str | None:
    """Another release may cut words another way: the old index answers until the new one stands."""
    return current().label[:40] if needs_rebuild() else None


def _night(moment: datetime) -> str | None:
    """Once when the product is new here, then each night."""
    local = localtime(moment)
    return f"{local:%Y-%m-%d}" if local.hour >= 3 else "first"


def _rebuild(moment: datetime) -> None:
    rebuild()


def _mend(moment: datetime) -> None:
    mend()
    forget_missed((moment - KEPT).date())


tick_tasks.add(TickTask("search.waiting", _catch_up))
clock_tasks.add(
    ClockTask("search.rebuild", _analyser, _rebuild),
    ClockTask("search.mend", _night, _mend),
)
