"""Digests on the hour; and the last look before letters leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from sala.core.mail_registries import MailGate, mail_gates
from sala.core.registries import ClockTask, TickTask, clock_tasks, tick_tasks
from sala.mail.models import Delivery
from sala.notices.channels import send_all
from sala.notices.digests import send_digests
from sala.people.keys import PUBLIC, holders_of
from sala.people.models import Person


def _hourly(moment: datetime) -> str:
    return f"{localtime(moment):%Y-%m-%d-%H}"


def _send(moment: datetime) -> None:
    send_digests(localtime(moment).replace(minute=0, second=0, microsecond=0))


def stopped(letters: Sequence[Delivery]) -> Iterable[Any]:
    """Letters to people who are gone, or may no longer see what the letter tells (I08)."""
    single = [row for row in letters if row.mailing is None and row.person_id is not None]
    if not single:
        return []
    here = Person.objects.filter(
        pk__in=[row.person_id for row in single], is_active=True, erased_at__isnull=True
    )
    present = set(here.values_list("pk", flat=True))
    keys = {row.audience for row in single} - {"", PUBLIC}
    allowed = {key: holders_of(key) for key in keys}
    return [
        row.pk
        for row in single
        if row.person_id not in present
        or (row.audience in allowed and row.person_id not in allowed[row.audience])
    ]


clock_tasks.add(ClockTask("notices.digest", _hourly, _send))
mail_gates.add(MailGate("notices", stopped))


def _send_pointers(moment: datetime) -> None:
    send_all()


tick_tasks.add(TickTask("notices.channels", _send_pointers))
