"""Mail goes out and comes in at every tick."""

from __future__ import annotations

from datetime import datetime

from sala.core.registries import TickTask, tick_tasks
from sala.mail.actions import send_waiting
from sala.mail.intake import take_in


def _send(moment: datetime) -> None:
    send_waiting(moment=moment)


def _take_in(moment: datetime) -> None:
    take_in(moment=moment)


tick_tasks.add(TickTask("mail.send", _send), TickTask("mail.intake", _take_in))
