"""What is cleared away each night: where guests wrote from."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localtime

from sala.core.registries import ClockTask, clock_tasks
from sala.talk.models import GuestAddress


def purge_addresses(moment: datetime) -> None:
    """Addresses older than `GUEST_ADDRESS_DAYS` are gone; the masked mark stays (R107)."""
    oldest = moment - timedelta(days=settings.GUEST_ADDRESS_DAYS)
    GuestAddress.objects.filter(at__lt=oldest).delete()


def _night(moment: datetime) -> str | None:
    local = localtime(moment)
    return f"{local:%Y-%m-%d}" if local.hour >= 2 else None


clock_tasks.add(ClockTask("talk.guest_addresses", _night, purge_addresses))
