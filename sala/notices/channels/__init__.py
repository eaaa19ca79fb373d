"""Ways to tell a person beside the list on the web and the letter.

A channel carries a pointer: one sentence and a link, never what was written. `take` is called in
the transaction that tells and only writes rows; the clock sends them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sala.core.registries import NoticeKind
from sala.notices.channels.line import LineChannel
from sala.notices.models import Notice


class Channel(Protocol):
    name: str

    def is_on(self) -> bool:
        """Did the agency's IT office set it up?"""

    def take(self, kind: NoticeKind, notices: Sequence[Notice]) -> None:
        """Keep a pointer for those of the readers who chose this channel."""

    def send(self) -> int:
        """Send what waits; how many went out."""


CHANNELS: tuple[Channel, ...] = (LineChannel(),)


def take_all(kind: NoticeKind, notices: list[Notice]) -> list[Notice]:
    """Ask every channel that is on; the notices are handed back."""
    for channel in CHANNELS:
        if notices and channel.is_on():
            channel.take(kind, notices)
    return notices


def send_all() -> int:
    return sum(channel.send() for channel in CHANNELS if channel.is_on())
