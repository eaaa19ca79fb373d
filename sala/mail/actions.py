"""Writing mail into the post office, and taking back what has not left."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from django.db.models import Model
from django.utils.timezone import now

from sala.mail.models import Delivery, Mailing
from sala.mail.outgoing import message_of, send_waiting


def file_part(name: str, media_type: str, content: bytes) -> dict[str, str]:
    """An attachment as a delivery keeps it."""
    return {
        "name": name,
        "media_type": media_type,
        "base64": base64.b64encode(content).decode("ascii"),
    }


def post(letters: Iterable[Delivery]) -> None:
    """Put letters into the post office, inside the caller's transaction."""
    Delivery.objects.bulk_create(list(letters), batch_size=500)


def withdraw(person_id: int, stream: str) -> int:
    """A person left or switched off: copies that wait do not go. In the caller's transaction."""
    waiting = Delivery.objects.waiting().filter(person_id=person_id)
    return waiting.filter(mailing__stream=stream).update(withdrawn_at=now())


def withdraw_letters_about(subject: Model) -> None:
    """What a letter to many tells of is gone: copies that wait do not go."""
    label = subject._meta.label_lower
    mailings = Mailing.objects.filter(subject_label=label, subject_id=subject.pk)
    mailings.update(withdrawn_at=now())
    Delivery.objects.waiting().filter(mailing__in=mailings).update(withdrawn_at=now())


__all__ = [
    "file_part",
    "message_of",
    "post",
    "send_waiting",
    "withdraw",
    "withdraw_letters_about",
]
