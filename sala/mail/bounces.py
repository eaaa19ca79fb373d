"""Mail that came back: an address is scored, paused when it is dead, and its owner is told.

A hard bounce counts 1 and a soft one a quarter, once a day at most; the score halves in a week.
At `MAIL_BOUNCE_LIMIT` nothing is sent there until the owner proves that the address works again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate, now

from sala.core.mail_registries import paused
from sala.mail.models import BounceScore, Delivery, PausedAddress

HARD, SOFT = 1.0, 0.25
HALF_LIFE = timedelta(days=7)


@transaction.atomic
def note_bounce(
    *,
    delivery_id: UUID | str | None = None,
    address: str = "",
    status: str = "",
    is_permanent: bool,
) -> bool:
    """Count one bounce; True when it paused the address.

    A delivery says itself which address it went to; what a message claims about another
    address counts only when no delivery is known.
    """
    letter = Delivery.objects.filter(pk=delivery_id).first() if delivery_id else None
    address = (letter.address if letter else address).strip().lower()
    if not address or PausedAddress.objects.filter(pk=address).exists():
        return False
    moment = now()
    row, is_new = BounceScore.objects.select_for_update().get_or_create(
        address=address, defaults={"counted_at": moment}
    )
    if not is_new and localdate(row.counted_at) == localdate(moment):
        return False
    row.score = (0 if is_new else decayed(row.score, row.counted_at, moment)) + (
        HARD if is_permanent else SOFT
    )
    row.counted_at, row.status = moment, status[:20]
    row.save()
    if row.score < settings.MAIL_BOUNCE_LIMIT:
        return False
    _pause(row, letter.person_id if letter else None)
    return True


def decayed(score: float, at: datetime, moment: datetime) -> float:
    return float(score * 0.5 ** (max(moment - at, timedelta()) / HALF_LIFE))


def _pause(row: BounceScore, person_id: int | None) -> None:
    PausedAddress.objects.create(address=row.address, person_id=person_id, status=row.status)
    waiting = Delivery.objects.waiting().filter(address__iexact=row.address)
    waiting.update(withdrawn_at=now())
    for listener in paused:
        listener.tell(row.address, person_id)


@transaction.atomic
def resume(address: str) -> bool:
    """The owner proved that the address works: mail goes there again, with a clean score."""
    BounceScore.objects.filter(pk=address.lower()).delete()
    return bool(PausedAddress.objects.filter(pk=address.lower()).delete()[0])


def is_paused(address: str) -> bool:
    return bool(address) and PausedAddress.objects.filter(pk=address.lower()).exists()
