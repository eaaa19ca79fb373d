"""What is decided at the door about an address, before a word of the message is read."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections

from sala.core.mail_registries import inbound_routes
from sala.mail.tokens import domain

HOUR = 3600
MOST_KEYS = 50_000
REMEMBERED = 60.0  # seconds an answer about an address is believed


def normal(address: str) -> str:
    """An address of ours in lower case, or empty when it is none of ours."""
    local, _at, host = address.strip().strip("<>").lower().rpartition("@")
    ours = domain().lower()
    if host != ours or not 0 < len(local) <= 64 or not local.isprintable() or "\x00" in local:
        return ""
    return f"{local}@{host}"


class Known:
    """Whether there is such an address; asked of the database at most once a minute for each."""

    def __init__(self) -> None:
        self._answers: dict[str, tuple[float, bool]] = {}

    def remembered(self, local: str) -> bool | None:
        at, answer = self._answers.get(local, (0.0, False))
        return answer if time.monotonic() - at < REMEMBERED and at else None

    def ask(self, local: str) -> bool:
        close_old_connections()
        answer = is_known(local)
        if len(self._answers) >= MOST_KEYS:
            self._answers.clear()
        self._answers[local] = (time.monotonic(), answer)
        return answer


def is_known(local: str) -> bool:
    return any(route.knows(local) for route in inbound_routes)


class Limit:
    """So many an hour under one key, counted in memory that cannot grow without end."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self._clock = clock
        self._since = clock()
        self._counts: dict[str, int] = {}

    def allows(self, key: str) -> bool:
        moment = self._clock()
        if moment - self._since >= HOUR:
            self._since, self._counts = moment, {}
        count = self._counts.get(key, 0)
        if count >= self.most or (count == 0 and len(self._counts) >= MOST_KEYS):
            return False
        self._counts[key] = count + 1
        return True


def limits() -> tuple[Limit, Limit]:
    """How often one sender may write, and how often one address is written to."""
    return Limit(settings.MAIL_PER_SENDER), Limit(settings.MAIL_PER_ADDRESS)
