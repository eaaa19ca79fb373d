"""Addresses that carry a proof: where an answer goes, where a bounce comes back, ids of our mail.

A token is base32 in lower case, so that servers which change the case of an address harm nothing,
and short enough for the 64 octets of a local part. It names one person, one purpose and one
target; its last bytes are an HMAC, and the day it was made decides how long it lives.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from sala.mail.models import UsedLink

PURPOSES = {"thread": 1, "prompt": 2, "digest_item": 3, "comment": 4, "confirm": 5, "piece": 6}
SINGLE_USE = frozenset({"confirm"})
_NAMES = {number: name for name, number in PURPOSES.items()}
_FIRST_DAY = date(2024, 1, 1)
_MAC = 10  # bytes: 80 bits, and a guess costs a whole mail
_KINDS = re.compile(r"<?\s*([a-z][a-z_]*)-(\d{1,18})@([^\s<>@]+)\s*>?", re.IGNORECASE)


class ReplyToken(NamedTuple):
    """Who may answer what with it. An expired or spent one holds a mail, it never loses it."""

    person_id: int
    purpose: str
    target_id: int
    is_expired: bool
    is_spent: bool
    digest: str


def domain() -> str:
    return str(settings.MAIL_DOMAIN)


def list_address(handle: str) -> str:
    """Where a community takes its mail."""
    return f"{handle}@{domain()}"


def leaving_address(handle: str) -> str:
    return f"{handle}+unsubscribe@{domain()}"


def reply_address(person_id: int, purpose: str, target_id: int) -> str:
    """The address that takes one person's answers to one thing."""
    day = (localdate() - _FIRST_DAY).days
    payload = b"".join(map(_packed, (PURPOSES[purpose], person_id, target_id, day)))
    return f"reply+{_sealed('reply', payload)}@{domain()}"


def read_reply(local_part: str) -> ReplyToken | None:
    """What the local part of a reply address proves; None when it is forged or of no such kind."""
    token = _token(local_part, "reply")
    payload = _opened("reply", token)
    numbers = _unpacked(payload) if payload else []
    if len(numbers) != 4 or numbers[0] not in _NAMES:
        return None
    purpose, made = _NAMES[numbers[0]], _FIRST_DAY + timedelta(days=numbers[3])
    digest = hashlib.sha256(token.encode()).hexdigest()
    return ReplyToken(
        person_id=numbers[1],
        purpose=purpose,
        target_id=numbers[2],
        is_expired=localdate() > made + timedelta(days=settings.MAIL_REPLY_DAYS),
        is_spent=purpose in SINGLE_USE and UsedLink.objects.filter(digest=digest).exists(),
        digest=digest,
    )


def spend_reply(token: ReplyToken) -> None:
    """Remember that a token which serves once has served."""
    if token.purpose in SINGLE_USE:
        UsedLink.objects.get_or_create(
            digest=token.digest, defaults={"purpose": f"reply.{token.purpose}"}
        )


def bounce_address(delivery_id: UUID | str) -> str:
    """The envelope sender of one delivery (VERP): what comes back there tells which one failed."""
    payload = (delivery_id if isinstance(delivery_id, UUID) else UUID(delivery_id)).bytes
    return f"bounce+{_sealed('bounce', payload)}@{domain()}"


def read_bounce(local_part: str) -> UUID | None:
    payload = _opened("bounce", _token(local_part, "bounce"))
    return UUID(bytes=payload) if payload and len(payload) == 16 else None


def message_id(kind: str, number: int | str) -> str:
    """The Message-ID of a thing of ours: `<post-12@domain>`; the same for every reader, so that
    answers thread."""
    return f"<{kind}-{number}@{domain()}>"


def read_message_id(text: str) -> tuple[str, int] | None:
    found = _KINDS.fullmatch(text.strip())
    if found is None or found[3].lower() != domain().lower():
        return None
    return found[1].lower(), int(found[2])


def _token(local_part: str, name: str) -> str:
    head, _, token = local_part.strip().lower().partition("+")
    return token if head == name else ""


@lru_cache(maxsize=8)
def _key(secret: str, name: str) -> bytes:
    return hashlib.sha256(f"sala.mail.{name}:{secret}".encode()).digest()


def _mac(name: str, payload: bytes) -> bytes:
    return hmac.digest(_key(settings.SECRET_KEY, name), payload, "sha256")[:_MAC]


def _sealed(name: str, payload: bytes) -> str:
    token = base64.b32encode(payload + _mac(name, payload)).decode("ascii")
    return token.rstrip("=").lower()


def _opened(name: str, token: str) -> bytes | None:
    try:
        raw = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except (binascii.Error, ValueError):
        return None
    payload, mac = raw[:-_MAC], raw[-_MAC:]
    is_ours = bool(payload) and hmac.compare_digest(mac, _mac(name, payload))
    # A token has one spelling: spare bits of its last letter may not be turned.
    return payload if is_ours and _sealed(name, payload) == token else None


def _packed(number: int) -> bytes:
    """Seven bits a byte, the high bit for "more follows"."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _unpacked(payload: bytes) -> list[int]:
    numbers, number, shift = [], 0, 0
    for byte in payload:
        number |= (byte & 127) << shift
        shift += 7
        if not byte & 128:
            numbers.append(number)
            number, shift = 0, 0
    return numbers
