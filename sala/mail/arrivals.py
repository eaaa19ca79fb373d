"""A message on its way in, as routes meet it, and what they answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sala.mail.reading.message import Reading

POSTED, HELD, REJECTED, IGNORED = "posted", "held", "rejected", "ignored"
_ID = re.compile(rb"<([^<>\s]{1,240})>")


class FilePart(NamedTuple):
    """A file that came with a message."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Incoming:
    """A message as it is handed to a route. `person_id` is whose it certainly is; `owner_id` only
    whose address it bears. `voucher_id` is who lets a held one through in another's name."""

    id: int
    recipient: str
    envelope_sender: str
    reading: Reading
    message_id: str = ""
    references: tuple[str, ...] = ()
    sent_at: datetime | None = None
    person_id: int | None = None
    proof: str = ""  # token, dkim, spf, owner (said so by a signed link), or none
    why: str = ""  # why nobody is proved
    owner_id: int | None = None
    voucher_id: int | None = None
    token: Any = None
    files: Callable[[], list[FilePart]] = field(default=list)

    @property
    def local(self) -> str:
        return self.recipient.rpartition("@")[0]


@dataclass(frozen=True)
class Outcome:
    """What became of a message; `words` is a sentence for its sender, `thing` what it became."""

    state: str
    reason: str = ""
    words: str = ""
    label: str = ""
    object_id: int | None = None


def ids_in(value: bytes) -> tuple[str, ...]:
    """The message ids of a Message-ID, In-Reply-To or References field, without brackets."""
    return tuple(found.decode("latin-1") for found in _ID.findall(value[:8000]))
