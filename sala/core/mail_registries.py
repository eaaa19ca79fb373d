"""What the post office and the digests ask of higher floors: who reads, who no longer does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sala.core.registries import Registry


@dataclass(frozen=True)
class Reader:
    """Who gets a copy of a letter to many, where, in which language and not before when."""

    person_id: int
    address: str
    language: str
    not_before: datetime


@dataclass(frozen=True)
class MailingKind:
    """Who reads a letter to many: the next `limit` people after `after`, in the order of ids."""

    name: str
    readers: Callable[[Any, int, int], Sequence[Reader]]


@dataclass(frozen=True)
class MailGate:
    """The last word before letters leave: ids of those among them that may no longer go."""

    name: str
    stopped: Callable[[Sequence[Any]], Iterable[Any]]


@dataclass(frozen=True)
class Paused:
    """Who is told when mail to an address has come back too often."""

    name: str
    tell: Callable[[str, int | None], None]


@dataclass(frozen=True)
class DigestItem:
    """A line of somebody's digest. `key` is what it is about: told of twice, it stands once."""

    key: str
    place: str  # the heading it stands under
    title: str
    text: str
    url: str
    at: datetime
    needs_you: bool = False
    reply: tuple[str, int] | None = None  # purpose and target of an address for answers


@dataclass(frozen=True)
class DigestSource:
    """What is new for many people at once: `items({person: since}, until)` by person id."""

    name: str
    order: int
    items: Callable[[dict[Any, datetime], datetime], dict[int, list[DigestItem]]]


mailing_kinds: Registry[MailingKind] = Registry()
mail_gates: Registry[MailGate] = Registry()
paused: Registry[Paused] = Registry()
digest_sources: Registry[DigestSource] = Registry()
