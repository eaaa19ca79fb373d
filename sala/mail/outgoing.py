"""Sending what waits: letter after letter over one connection, none lost, at most one repeated.

One statement a letter closes the letter before (it is out) and takes the next (it is in hand).
Whoever is killed leaves one row in hand, and that letter alone may go twice.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.utils.timezone import now

from sala.core.mail_registries import mail_gates
from sala.mail.bounces import note_bounce
from sala.mail.copies import Copy, Template
from sala.mail.models import Delivery, Mailing, PausedAddress
from sala.mail.tokens import bounce_address, domain
from sala.mail.transport import Refused, Transport, Unreachable

ATTEMPTS = 6
RETRY = timedelta(minutes=1)
STALE = timedelta(minutes=5)  # a claim this old belonged to a worker that was killed
CHUNK = 200
log = logging.getLogger(__name__)
Templates = dict[tuple[int, str], Template]


def send_waiting(limit: int = CHUNK, moment: datetime | None = None) -> int:
    """Send what waits over one connection; returns how many went out."""
    moment = moment or now()
    letters = stop_unwanted(_next(limit, moment))
    if not letters:
        return 0
    with Transport() as transport, unhurried_commits():
        return _Round(transport, moment).send(letters)


@contextmanager
def unhurried_commits() -> Iterator[None]:
    """PostgreSQL does not wait for the disk after each letter (SQLite does not either, in WAL).

    A killed worker still loses and repeats nothing: what it committed stands. Only when the
    database's own machine goes down may letters of its last moment go once more.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")


def _next(limit: int, moment: datetime) -> list[Delivery]:
    """Letters to one person first: a call by name does not wait behind ten thousand copies."""
    due = Delivery.objects.waiting().filter(not_before__lte=moment)
    single = list(due.filter(mailing__isnull=True).order_by("not_before")[:limit])
    if single:
        return single
    copies = list(due.filter(mailing__isnull=False).order_by("mailing_id", "not_before")[:limit])
    mailings = Mailing.objects.in_bulk({letter.mailing_id for letter in copies})
    for letter in copies:  # one row and one body for all, not one each
        letter.mailing = mailings[letter.mailing_id]
    return copies


def stop_unwanted(letters: Sequence[Delivery]) -> list[Delivery]:
    """Without those who left, switched off, were paused or may no longer see what it tells."""
    if not letters:
        return []
    addresses = {letter.address.lower() for letter in letters}
    paused = set(
        PausedAddress.objects.filter(address__in=addresses).values_list("address", flat=True)
    )
    stopped: set[UUID] = {
        row.pk for row in letters if row.address.lower() in paused and not row.is_probe
    }
    stopped |= {
        row.pk
        for row in letters
        if row.mailing is not None and row.mailing.withdrawn_at is not None
    }
    for gate in mail_gates:
        stopped |= set(gate.stopped([row for row in letters if row.pk not in stopped]))
    if stopped:
        Delivery.objects.waiting().filter(pk__in=stopped).update(withdrawn_at=now())
    return [row for row in letters if row.pk not in stopped]


class _Round:
    """One round over one connection."""

    def __init__(self, transport: Transport, moment: datetime) -> None:
        self.transport, self.moment = transport, moment
        self.templates: Templates = {}
        self.out: Delivery | None = None  # went out, and its row does not say so yet
        self.sent = 0

    def send(self, letters: Iterable[Delivery]) -> int:
        try:
            for letter in letters:
                if _turn(self.out, letter, max(self.moment, now())):
                    self.out = None
                    self._send(letter)
                else:
                    self.out = None
        except Unreachable as problem:
            log.warning("the mail server does not answer: %s", problem)
            raise
        except Exception:
            self._close()
            raise
        self._close()
        return self.sent

    def _close(self) -> None:
        if self.out is not None:
            _turn(self.out, None, now())
            self.out = None

    def _send(self, letter: Delivery) -> None:
        try:
            self.transport.send(self._copy(letter))
        except Unreachable:
            Delivery.objects.filter(pk=letter.pk).update(claimed_at=None)
            raise
        except Refused as problem:
            _put_back(letter, str(problem), is_final=problem.is_permanent)
            if problem.is_recipient:
                words = str(problem)
                note_bounce(delivery_id=letter.pk, status=words, is_permanent=problem.is_permanent)
        except Exception as problem:  # noqa: BLE001 -- whatever the server says, the letter waits
            _put_back(letter, str(problem) or type(problem).__name__)
        else:
            self.out = letter
            self.sent += 1

    def _copy(self, letter: Delivery) -> Copy:
        if letter.mailing is None:
            sender = bounce_address(letter.pk)
            if not self.transport.is_smtp:
                return Copy(sender, letter.address, b"", message_of(letter))
            return Copy(sender, letter.address, bytes_of(letter))
        key = (letter.mailing.pk, letter.language)
        if key not in self.templates:
            if len(self.templates) > 8:
                self.templates.clear()
            self.templates[key] = Template(letter.mailing, letter.language)
        return self.templates[key].copy_for(letter)


def _put_back(letter: Delivery, problem: str, *, is_final: bool = False) -> None:
    attempts = letter.attempts + 1
    Delivery.objects.filter(pk=letter.pk).update(
        attempts=attempts,
        problem=problem[:300],
        claimed_at=None,
        not_before=now() + RETRY * 2**attempts,
        failed_at=now() if is_final or attempts >= ATTEMPTS else None,
    )
    log.warning("delivery %s failed: %s", letter.pk, problem[:80])


_CLOSE_AND_TAKE = """
UPDATE mail_delivery SET
  sent_at = CASE WHEN id = %s THEN %s ELSE sent_at END,
  problem = CASE WHEN id = %s THEN '' ELSE problem END,
  claimed_at = CASE WHEN id = %s THEN %s ELSE claimed_at END
WHERE id = %s OR (
  id = %s AND sent_at IS NULL AND failed_at IS NULL AND withdrawn_at IS NULL
  AND not_before <= %s AND (claimed_at IS NULL OR claimed_at < %s)
)
"""


def _turn(out: Delivery | None, letter: Delivery | None, moment: datetime) -> bool:
    """Close the letter that went out and take the next, in one statement and one commit.

    True when the next one is ours: nobody has it in hand, and nobody stopped it meanwhile.
    """
    given, taken = _id(out), _id(letter)
    at, stale = _time(moment), _time(moment - STALE)
    values = [given, at, given, taken, at, given, taken, at, stale]
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE_AND_TAKE, values)
        return int(cursor.rowcount) == (2 if out is not None else 1)


_NOBODY = UUID(int=0)


def _id(letter: Delivery | None) -> Any:
    value = letter.pk if letter is not None else _NOBODY
    return Delivery._meta.pk.get_db_prep_value(value, connection)


def _time(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


def bytes_of(letter: Delivery) -> bytes:
    return bytes(message_of(letter).message().as_bytes(linesep="\r\n"))


def message_of(letter: Delivery) -> EmailMultiAlternatives:
    """A letter with words of its own: text first, HTML beside it when there is one."""
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": f"<letter-{letter.pk.hex}@{domain()}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "X-Sala-Loop": domain(),
        **letter.headers,
    }
    subject = " ".join(letter.subject.split())  # a header is one line, whatever a title holds
    message = EmailMultiAlternatives(subject, letter.text, to=[letter.address], headers=headers)
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    for part in letter.attachments:
        message.attach(part["name"], base64.b64decode(part["base64"]), part["media_type"])
    return message
