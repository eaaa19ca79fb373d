"""The clock: scheduled work once per slot, long work one run at a time, small work at each tick.

`ScheduledRun(name, slot)` is unique, so any number of clocks may run; a run that was killed
half-way is taken up again after `GIVE_UP`.
"""

from __future__ import annotations

import logging
import signal
import threading
from datetime import datetime, timedelta
from types import FrameType

from django.db import IntegrityError, close_old_connections, transaction
from django.utils.timezone import localtime, now

from sala.core.models import Run, ScheduledRun
from sala.core.registries import clock_tasks, run_kinds, tick_tasks

GIVE_UP = timedelta(minutes=15)
log = logging.getLogger(__name__)


def run_due(moment: datetime | None = None) -> list[str]:
    """Run every scheduled task that is due; returns the names of those that ran."""
    moment = localtime(moment)
    ran = []
    for task in clock_tasks:
        slot = task.slot(moment)
        if slot is None or (row := _claim(task.name, slot, moment)) is None:
            continue
        try:
            task.run(moment)
        except Exception:
            log.exception("scheduled task %s failed in slot %s", task.name, slot)
            continue
        ScheduledRun.objects.filter(pk=row.pk).update(ended_at=now())
        ran.append(task.name)
    return ran


def _claim(name: str, slot: str, moment: datetime) -> ScheduledRun | None:
    try:
        with transaction.atomic():
            return ScheduledRun.objects.create(name=name, slot=slot, started_at=moment)
    except IntegrityError:
        taken = ScheduledRun.objects.filter(
            name=name, slot=slot, ended_at__isnull=True, started_at__lt=moment - GIVE_UP
        )
        if taken.update(started_at=moment):
            return ScheduledRun.objects.get(name=name, slot=slot)
        return None


def work_on_runs() -> int:
    """Work on every run that waits, oldest first; returns how many were worked on."""
    worked = 0
    waiting = Run.objects.filter(ended_at__isnull=True, cancelled_at__isnull=True)
    for run in waiting.order_by("pk"):
        kind = run_kinds.get(run.kind)
        if kind is None or not _take(run):
            continue
        try:
            kind.work(run)
        except Exception:
            log.exception("run %s of kind %s failed", run.pk, run.kind)
            Run.objects.filter(pk=run.pk).update(ended_at=now(), counts={"failed": 1})
        else:
            Run.objects.filter(pk=run.pk).update(ended_at=now())
        worked += 1
    return worked


def _take(run: Run) -> bool:
    """One clock alone gets a run: a fresh one, or one whose clock was killed."""
    rows = Run.objects.filter(pk=run.pk, ended_at__isnull=True)
    fresh = rows.filter(started_at__isnull=True).update(started_at=now())
    return bool(fresh or rows.filter(started_at__lt=now() - GIVE_UP).update(started_at=now()))


def tick(moment: datetime | None = None) -> None:
    """One beat: what is scheduled, what is long, what is small."""
    moment = moment or now()
    run_due(moment)
    work_on_runs()
    for task in tick_tasks:
        try:
            task.run(moment)
        except Exception:
            log.exception("tick task %s failed", task.name)


def run_forever(seconds: float = 1.0) -> None:
    """Beat until the process is asked to end."""
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while not ended.is_set():
        close_old_connections()
        tick()
        ended.wait(seconds)
