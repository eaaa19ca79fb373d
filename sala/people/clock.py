"""Long work of this app, and what is cleared away each night."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.utils.timezone import localtime

from sala.core.files import scan_waiting
from sala.core.registries import (
    ClockTask,
    RunKind,
    TickTask,
    clock_tasks,
    run_kinds,
    tick_tasks,
)
from sala.people.actions.imports import KIND, work_on_import

PREVIEWS = "previews"
KEPT = timedelta(days=1)


def clear_previews(moment: datetime) -> None:
    """Lists that were looked at and never confirmed hold names: gone after a day."""
    if not default_storage.exists(PREVIEWS):
        return
    _folders, names = default_storage.listdir(PREVIEWS)
    for name in names:
        path = f"{PREVIEWS}/{name}"
        if default_storage.get_modified_time(path) < moment - KEPT:
            default_storage.delete(path)


def _night(moment: datetime) -> str | None:
    local = localtime(moment)
    return f"{local:%Y-%m-%d}" if local.hour >= 2 else None


run_kinds.add(RunKind(KIND, work_on_import))
clock_tasks.add(ClockTask("people.previews", _night, clear_previews))
tick_tasks.add(TickTask("people.scans", scan_waiting))
