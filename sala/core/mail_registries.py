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


@dataclass(frozen=True)
class InboundRoute:
    """Mail to one kind of address: `claims(incoming)` finds what it is for, or None; `receive`
    makes something of it and answers with an `Outcome`.

    `knows(local)` says at the door whether there is such an address; `place(target)` gives the
    ids of community and agency in whose list the message stands; `settled(incoming, target,
    outcome)` is told what became of it, in the same transaction. A route that `takes_machines`
    also gets bounces and automatic replies; the others never see one.
    """

    name: str
    order: int
    claims: Callable[[Any], Any]
    receive: Callable[[Any, Any], Any]
    knows: Callable[[str], bool] = lambda local: False
    place: Callable[[Any], tuple[int | None, int | None]] = lambda target: (None, None)
    settled: Callable[[Any, Any, Any], None] = lambda incoming, target, outcome: None
    takes_machines: bool = False
    takes_empty: bool = False  # a message without new words says enough by its address


@dataclass(frozen=True)
class Correspondent:
    """Who writes from which address. `owner(address)` is the person who verified it, `addresses`
    all that a person writes from; both in lower case."""

    name: str
    owner: Callable[[str], int | None]
    addresses: Callable[[int], set[str]]


mailing_kinds: Registry[MailingKind] = Registry()
mail_gates: Registry[MailGate] = Registry()
paused: Registry[Paused] = Registry()
digest_sources: Registry[DigestSource] = Registry()
inbound_routes: Registry[InboundRoute] = Registry()
correspondents: Registry[Correspondent] = Registry()
