"""From one mailing to a row for each reader, in chunks: memory stays flat whoever many read."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now

from sala.core.mail_registries import mailing_kinds
from sala.mail.models import Delivery, Mailing, PausedAddress

CHUNK = 500


def fan_out() -> int:
    """Make the rows of every mailing that lacks some; returns how many were made."""
    made = 0
    waiting = Mailing.objects.filter(ended_at__isnull=True, withdrawn_at__isnull=True)
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)[:20]):
        while (count := _next_chunk(pk)) is not None:
            made += count
    return made


@transaction.atomic
def _next_chunk(pk: int) -> int | None:
    """The rows and the cursor in one transaction: killed in between, nothing is twice or lost."""
    rows = Mailing.objects.select_for_update().filter(
        pk=pk, ended_at__isnull=True, withdrawn_at__isnull=True
    )
    mailing = rows.first()
    kind = mailing_kinds.get(mailing.kind) if mailing is not None else None
    if mailing is None or kind is None:
        return None
    readers = kind.readers(mailing, mailing.cursor, CHUNK)
    paused = set(
        PausedAddress.objects.filter(
            address__in=[reader.address.lower() for reader in readers]
        ).values_list("address", flat=True)
    )
    letters = [
        Delivery(
            mailing_id=mailing.pk,
            person_id=reader.person_id,
            address=reader.address,
            language=reader.language,
            audience=mailing.audience,
            not_before=reader.not_before,
        )
        for reader in readers
        if reader.address.lower() not in paused
    ]
    Delivery.objects.bulk_create(letters)
    mailing.copies += len(letters)
    if len(readers) < CHUNK:
        mailing.ended_at = now()
    else:
        mailing.cursor = readers[-1].person_id
    mailing.save(update_fields=["cursor", "copies", "ended_at"])
    return len(letters)
