"""Mail that people sent us: exported by its envelope; after erasure the envelope has no name."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.core.registries import Erasure, erasures
from sala.mail.models import IncomingMail, Raw


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
        ]
    }


def erase(person: Any) -> None:
    """The originals go; what a message became, and why, stays for the count."""
    rows = IncomingMail.objects.filter(person_id=person.pk)
    Raw.objects.filter(mails__in=rows).delete()
    rows.update(
        sender="", sender_name="", envelope_sender="", subject="", person_id=None, asked_id=None
    )


erasures.add(
    Erasure("mail", 45, export, erase, lambda: _("จำนวนและผลของจดหมายที่ส่งเข้ามา โดยไม่มีชื่อและเนื้อความ"))
)
