"""KM วันละนิด goes out, topics close on their day, addresses of guests are cleared away."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localtime

from sala.core.registries import ClockTask, clock_tasks
from sala.core.thai import is_working_day
from sala.talk.actions.daily import send_piece
from sala.talk.actions.nudges import offer_nudge
from sala.talk.actions.prompts import close_due_prompt
from sala.talk.models import GuestAddress, NudgeKind, State, Thread
from sala.talk.queries import due_dailies, first_post_due


def purge_addresses(moment: datetime) -> None:
    """Addresses older than `GUEST_ADDRESS_DAYS` are gone; the masked mark stays (R107)."""
    oldest = moment - timedelta(days=settings.GUEST_ADDRESS_DAYS)
    GuestAddress.objects.filter(at__lt=oldest).delete()


def close_prompts(moment: datetime) -> None:
    """One at a time: a topic refuses answers by its own date, whenever the clock comes by."""
    for thread in Thread.objects.live().filter(state=State.OPEN, closes_at__lte=moment):
        close_due_prompt(thread)


def send_pieces(moment: datetime) -> None:
    """KM วันละนิด, community by community; a second time on one day it does nothing."""
    for daily in due_dailies(moment):
        send_piece(daily, localtime(moment).date())


def invite_first_posts(moment: datetime) -> None:
    """Who came some days ago and has not written yet is asked once, within the cap (R041)."""
    for membership in first_post_due(moment):
        offer_nudge(membership, NudgeKind.FIRST_POST)


def _morning(moment: datetime) -> str | None:
    local = localtime(moment)
    is_due = local.hour >= 9 and is_working_day(local.date())
    return f"{local:%Y-%m-%d}" if is_due else None


def _hourly(moment: datetime) -> str:
    return f"{localtime(moment):%Y-%m-%dT%H}"


def _night(moment: datetime) -> str | None:
    local = localtime(moment)
    return f"{local:%Y-%m-%d}" if local.hour >= 2 else None


clock_tasks.add(
    ClockTask("talk.guest_addresses", _night, purge_addresses),
    ClockTask("talk.close_prompts", _hourly, close_prompts),
    ClockTask("talk.daily", _hourly, send_pieces),
    ClockTask("talk.first_post", _morning, invite_first_posts),
)
