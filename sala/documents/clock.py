from __future__ import annotations

from sala.core.registries import TickTask, tick_tasks
from sala.documents.reading import read_waiting

tick_tasks.add(TickTask("documents.texts", read_waiting))
