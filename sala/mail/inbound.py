"""Addresses of the post office itself: where bounces come back, and what every host has."""

from __future__ import annotations

from uuid import UUID

from sala.core.mail_registries import InboundRoute, inbound_routes
from sala.mail.arrivals import HELD, IGNORED, Incoming, Outcome
from sala.mail.bounces import note_bounce
from sala.mail.reading.reasons import Reason
from sala.mail.tokens import read_bounce

OFFICES = frozenset({"postmaster", "abuse"})
FOR_THE_OFFICE, NO_BOUNCE = "for-the-post-office", "not-a-bounce"


def _delivery(incoming: Incoming) -> UUID | None:
    return read_bounce(incoming.local)


def _bounced(incoming: Incoming, delivery_id: UUID) -> Outcome:
    """Only a bounce counts here: an absence note to this address says nothing about it."""
    bounce = incoming.reading.bounce
    if bounce is None:
        return Outcome(IGNORED, str(incoming.reading.reason or NO_BOUNCE))
    note_bounce(delivery_id=delivery_id, status=bounce.status or "", is_permanent=bounce.permanent)
    return Outcome(IGNORED, str(incoming.reading.reason or Reason.BOUNCE))


def _office(incoming: Incoming) -> str | None:
    return incoming.local if incoming.local in OFFICES else None


def _for_the_office(incoming: Incoming, local: str) -> Outcome:
    if incoming.reading.kind in {"auto", "loop", "bounce"}:
        return Outcome(IGNORED, str(incoming.reading.reason or ""))
    return Outcome(HELD, FOR_THE_OFFICE)


inbound_routes.add(
    InboundRoute(
        "mail.bounce",
        0,
        _delivery,
        _bounced,
        knows=lambda local: read_bounce(local) is not None,
        takes_machines=True,
    ),
    InboundRoute(
        "mail.office",
        1,
        _office,
        _for_the_office,
        knows=lambda local: local in OFFICES,
        takes_machines=True,
    ),
)
