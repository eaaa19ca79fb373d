"""Mail goes out at every tick."""

from __future__ import annotations

from datetime import datetime

from sala.core.registries import TickTask, tick_tasks
from sala.mail.actions import send_waiting


def _send(moment: datetime) -> None:
    send_waiting(moment=moment)


tick_tasks.add(TickTask("mail.send", _send))
