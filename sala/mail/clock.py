"""Mail goes out at every tick, for a few seconds at most, and mail that came in is read."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localtime, now

from sala.core.registries import ClockTask, TickTask, clock_tasks, tick_tasks
from sala.mail.fanout import fan_out
from sala.mail.intake import take_in
from sala.mail.models import Delivery, IncomingMail, Mailing, MailState, Raw
from sala.mail.outgoing import send_waiting
from sala.mail.transport import Unreachable

SECONDS = 10.0
REST = timedelta(seconds=30)  # between two tries of a server that does not answer
KEPT = timedelta(days=60)
_resting_since: dict[str, datetime] = {}


def _send(moment: datetime) -> None:
    fan_out()
    since = _resting_since.get("mail")
    if since is not None and since <= moment < since + REST:
        return
    end = time.monotonic() + SECONDS
    try:
        while send_waiting(moment=max(moment, now())) and time.monotonic() < end:
            pass
    except Unreachable:
        _resting_since["mail"] = moment


def _daily(moment: datetime) -> str | None:
    local = localtime(moment)
    return f"{local:%Y-%m-%d}" if local.hour >= 3 else None


def _forget(moment: datetime) -> None:
    """What went out long ago: no bounce comes any more, and letters are not an archive."""
    old = moment - KEPT
    Delivery.objects.filter(sent_at__lt=old).delete()
    Delivery.objects.filter(withdrawn_at__lt=old).delete()
    Delivery.objects.filter(failed_at__lt=old).delete()
    Mailing.objects.filter(ended_at__lt=old, deliveries__isnull=True).delete()
    oldest = moment - timedelta(days=settings.MAIL_KEEP_RAW_DAYS)
    needed = IncomingMail.objects.filter(state__in=[MailState.STORED, MailState.HELD])
    Raw.objects.filter(kept_at__lt=oldest).exclude(mails__in=needed).delete()


def _take_in(moment: datetime) -> None:
    take_in(moment=moment)


tick_tasks.add(TickTask("mail.send", _send), TickTask("mail.intake", _take_in))
clock_tasks.add(ClockTask("mail.forget", _daily, _forget))
