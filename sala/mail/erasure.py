"""Mail both ways: exported by its envelope; after erasure the envelope has no name."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.registries import Erasure, erasures
from sala.mail.models import BounceScore, Delivery, IncomingMail, Mailing, PausedAddress, Raw


def export(person: Any) -> dict[str, Any]:
    rows = IncomingMail.objects.filter(person_id=person.pk).order_by("pk")
    return {
        "mail_sent_here": [
            {
                "to": mail.recipient,
                "subject": mail.subject,
                "at": mail.received_at.isoformat(),
                "became": mail.state,
            }
            for mail in rows
        ],
        "mail_sent_to_you": list(
            Delivery.objects.filter(person_id=person.pk)
            .order_by("made_at")
            .values("address", "subject", "mailing__subject", "made_at", "sent_at")
        ),
    }


def erase(person: Any) -> None:
    """The originals go; what a message became, and why, stays for the count. A letter on its way
    to the person is not sent."""
    rows = IncomingMail.objects.filter(person_id=person.pk)
    Raw.objects.filter(mails__in=rows).delete()
    rows.update(
        sender="", sender_name="", envelope_sender="", subject="", person_id=None, asked_id=None
    )
    letters = Delivery.objects.filter(person_id=person.pk)
    known = {person.email or "", *letters.values_list("address", flat=True)}
    addresses = {address.lower() for address in known}
    letters.waiting().update(withdrawn_at=now())
    letters.update(
        address="", subject="", text="", html="", headers={}, attachments=[], person_id=None
    )
    Mailing.objects.filter(author_id=person.pk).update(sender="", author_id=None)
    BounceScore.objects.filter(address__in=addresses).delete()
    PausedAddress.objects.filter(address__in=addresses).delete()


erasures.add(
    Erasure(
        "mail", 45, export, erase, lambda: _("จำนวนและผลของจดหมายที่ส่งเข้าและส่งออก โดยไม่มีชื่อและเนื้อความ")
    )
)
