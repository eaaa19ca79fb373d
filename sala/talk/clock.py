"""Topics close on their day; where guests wrote from is cleared away each night."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localtime

from sala.core.registries import ClockTask, clock_tasks
from sala.talk.actions.prompts import close_due_prompt
from sala.talk.models import GuestAddress, State, Thread


def purge_addresses(moment: datetime) -> None:
    """Addresses older than `GUEST_ADDRESS_DAYS` are gone; the masked mark stays (R107)."""
    oldest = moment - timedelta(days=settings.GUEST_ADDRESS_DAYS)
    GuestAddress.objects.filter(at__lt=oldest).delete()


def close_prompts(moment: datetime) -> None:
    """One at a time: a topic refuses answers by its own date, whenever the clock comes by."""
    for thread in Thread.objects.live().filter(state=State.OPEN, closes_at__lte=moment):
        close_due_prompt(thread)


def _hourly(moment: datetime) -> str:
    return f"{localtime(moment):%Y-%m-%dT%H}"


def _night(moment: datetime) -> str | None:
    local = localtime(moment)
    return f"{local:%Y-%m-%d}" if local.hour >= 2 else None


clock_tasks.add(
    ClockTask("talk.guest_addresses", _night, purge_addresses),
    ClockTask("talk.close_prompts", _hourly, close_prompts),
)
