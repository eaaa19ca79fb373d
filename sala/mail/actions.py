"""Writing mail into the post office and sending what waits."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.timezone import now

from sala.mail.models import Delivery

ATTEMPTS = 6
RETRY = timedelta(minutes=1)
STALE = timedelta(minutes=5)  # a claim this old belonged to a worker that was killed
log = logging.getLogger(__name__)


def file_part(name: str, media_type: str, content: bytes) -> dict[str, str]:
    """An attachment as a delivery keeps it."""
    return {
        "name": name,
        "media_type": media_type,
        "base64": base64.b64encode(content).decode("ascii"),
    }


def post(letters: Iterable[Delivery]) -> None:
    """Put letters into the post office, inside the caller's transaction."""
    Delivery.objects.bulk_create(list(letters), batch_size=500)


def send_waiting(limit: int = 200, moment: datetime | None = None) -> int:
    """Send what waits over one connection; returns how many went out.

    A letter is claimed before it is sent: a killed worker repeats at most the one in hand.
    """
    moment = moment or now()
    waiting = Delivery.objects.filter(
        sent_at__isnull=True, failed_at__isnull=True, not_before__lte=moment
    ).order_by("not_before")[:limit]
    letters = list(waiting)
    if not letters:
        return 0
    connection = get_connection()
    sent = 0
    try:
        for letter in letters:
            if _claim(letter, moment):
                sent += _send(letter, connection)
    finally:
        connection.close()
    return sent


def _claim(letter: Delivery, moment: datetime) -> bool:
    """Take one letter just before it goes, so that a slow server leaves the rest to others."""
    moment = max(moment, now())
    rows = Delivery.objects.filter(
        pk=letter.pk, sent_at__isnull=True, failed_at__isnull=True, not_before__lte=moment
    )
    return bool(
        rows.filter(claimed_at__isnull=True).update(claimed_at=moment)
        or rows.filter(claimed_at__lt=moment - STALE).update(claimed_at=moment)
    )


def _send(letter: Delivery, connection: BaseEmailBackend) -> int:
    rows = Delivery.objects.filter(pk=letter.pk)
    try:
        message_of(letter, connection).send()
    except Exception as problem:  # noqa: BLE001 -- whatever the server says, the letter waits
        attempts = letter.attempts + 1
        rows.update(
            attempts=attempts,
            problem=str(problem)[:300],
            claimed_at=None,
            not_before=now() + RETRY * 2**attempts,
            failed_at=now() if attempts >= ATTEMPTS else None,
        )
        log.warning("delivery %s failed: %s", letter.pk, type(problem).__name__)
        return 0
    rows.update(sent_at=now(), problem="")
    return 1


def message_of(letter: Delivery, connection: Any = None) -> EmailMultiAlternatives:
    """The letter as a message: text first, HTML beside it when there is one."""
    headers = {"Auto-Submitted": "auto-generated", **letter.headers}
    subject = " ".join(letter.subject.split())  # a header is one line, whatever a title holds
    message = EmailMultiAlternatives(
        subject, letter.text, to=[letter.address], headers=headers, connection=connection
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    for part in letter.attachments:
        message.attach(part["name"], base64.b64decode(part["base64"]), part["media_type"])
    return message
