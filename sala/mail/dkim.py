"""Signing what goes out (DKIM), when a key is set."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import dkim
from django.conf import settings

SIGNED = (
    b"From To Reply-To Subject Date Message-ID In-Reply-To References MIME-Version Content-Type "
    b"List-Id List-Post List-Unsubscribe List-Unsubscribe-Post Auto-Submitted"
).split()


def signed(raw: bytes) -> bytes:
    """The message with a signature in front; as it is when no key is set."""
    if not settings.MAIL_DKIM_KEY:
        return raw
    present = {line.partition(b":")[0].lower() for line in _head(raw).split(b"\r\n")}
    mark: bytes = dkim.sign(
        raw,
        settings.MAIL_DKIM_SELECTOR.encode(),
        settings.MAIL_DOMAIN.encode(),
        _key(settings.MAIL_DKIM_KEY),
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=[name for name in SIGNED if name.lower() in present],
    )
    return mark + raw


def _head(raw: bytes) -> bytes:
    return raw.partition(b"\r\n\r\n")[0]


@lru_cache(maxsize=2)
def _key(path: str) -> bytes:
    return Path(path).read_bytes()
