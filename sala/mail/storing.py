"""Keeping what came in: written and committed before it is acknowledged."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import close_old_connections, connection, transaction
from django.utils.timezone import now

from sala.mail.arrivals import ids_in
from sala.mail.models import IncomingMail, Raw

_HEAD = 64 * 1024
_GAP = re.compile(rb"\r?\n\r?\n")
_MESSAGE_ID = re.compile(rb"^message-id[ \t]*:((?:[^\n]|\n[ \t])*)", re.IGNORECASE | re.MULTILINE)
_FROM = re.compile(rb"^from[ \t]*:((?:[^\n]|\n[ \t])*)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(rb"[^\s<>()\",;:]+@[^\s<>()\",;:]+")
_NAMING = re.compile(rb"^(?:from|date|subject)[ \t]*:[^\n]*", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Arrived:
    """A message at the door, with the addresses of ours that it is for."""

    content: bytes
    sender: str
    recipients: tuple[str, ...]


def identity(content: bytes) -> tuple[str, str]:
    """Message-ID and fingerprint. What servers write on the way (Received …) does not count, so
    that a message sent again is the same message. From does: nobody's message may stand in the
    way of another's by bearing its id."""
    gap = _GAP.search(content, 0, 512 * 1024)
    head = content[: min(gap.start(), _HEAD)] if gap else content[:_HEAD]
    body = content[gap.end() :] if gap else b""
    found = _MESSAGE_ID.search(head)
    ids = ids_in(found[1]) if found else ()
    name = ids[0].encode("latin-1") if ids else b"\n".join(_NAMING.findall(head))
    senders = _ADDRESS.findall(b" ".join(_FROM.findall(head)))
    digest = hashlib.sha256(b"\0".join([name, *senders]).lower() + b"\0\0")
    digest.update(body)
    return (ids[0] if ids else ""), digest.hexdigest()


def store(batch: Iterable[Arrived], source: str = "lmtp") -> int:
    """Write a batch in one transaction; returns how many rows are new. A message that is there
    already stays as it is."""
    moment = now()
    raws: dict[str, Raw] = {}
    rows: dict[tuple[str, str], IncomingMail] = {}
    for one in batch:
        sha256 = hashlib.sha256(one.content).hexdigest()
        message_id, fingerprint = identity(one.content)
        for recipient in one.recipients:
            rows.setdefault(
                (fingerprint, recipient),
                IncomingMail(
                    raw_id=sha256,
                    fingerprint=fingerprint,
                    recipient=recipient,
                    envelope_sender=one.sender[:254],
                    source=source,
                    received_at=moment,
                    not_before=moment,
                    message_id=message_id[:250],
                ),
            )
        raws[sha256] = Raw(sha256=sha256, content=one.content, kept_at=moment)
    with transaction.atomic():
        _leave_out_known(rows)
        needed = {row.raw_id for row in rows.values()}
        kept = [raw for sha256, raw in raws.items() if sha256 in needed]
        Raw.objects.bulk_create(kept, ignore_conflicts=True)
        IncomingMail.objects.bulk_create(rows.values(), ignore_conflicts=True)
    return len(rows)


def _leave_out_known(rows: dict[tuple[str, str], IncomingMail]) -> None:
    prints = {fingerprint for fingerprint, recipient in rows}
    known = IncomingMail.objects.filter(fingerprint__in=prints)
    for key in known.values_list("fingerprint", "recipient"):
        rows.pop(key, None)


def store_apart(batch: list[Arrived]) -> None:
    """The same from a thread of its own, whose connection may have gone stale meanwhile."""
    close_old_connections()
    try:
        store(batch)
    except Exception:
        connection.close()
        raise
