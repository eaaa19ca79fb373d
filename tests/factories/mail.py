"""Mail as it comes in: written like a client writes it, stored like the listener stores it."""

from __future__ import annotations

import itertools
from email.message import EmailMessage

from allauth.account.models import EmailAddress
from django.conf import settings

from sala.mail.intake import take_in
from sala.mail.models import IncomingMail
from sala.mail.storing import Arrived, store

_numbers = itertools.count(1)
AUTHSERV = "mx.test"


def verify(person, address=""):
    """The person has verified this address."""
    address = address or person.email
    EmailAddress.objects.create(user=person, email=address, verified=True)
    return address


def proven(domain="example.go.th", method="dkim"):
    """What our MTA writes on top when it found the domain proved."""
    said = f"header.d={domain}" if method == "dkim" else f"smtp.mailfrom=x@{domain}"
    return f"{AUTHSERV}; {method}=pass {said}"


def raw_mail(
    sender,
    to,
    subject="ขอความเห็น",
    text="ลองวิธีนี้แล้วได้ผลครับ",
    *,
    name="",
    proof="",
    files=(),
    headers=(),
    message_id="",
):
    message = EmailMessage()
    if proof:
        message["Authentication-Results"] = proof
    message["From"] = f"{name} <{sender}>" if name else sender
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = "Fri, 20 Nov 2026 09:00:00 +0700"
    message["Message-ID"] = message_id or f"<m{next(_numbers)}@example.go.th>"
    for key, value in headers:
        message[key] = value
    message.set_content(text)
    for file_name, content, kind in files:
        main, sub = kind.split("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=file_name)
    return message.as_bytes()


def arrive(raw, *recipients, sender="x@example.go.th", takes_in=True):
    """Store it as the listener does, and let the clock take it in; the row of the first address."""
    store([Arrived(raw, sender, recipients)])
    if takes_in:
        take_in()
    rows = IncomingMail.objects.filter(recipient=recipients[0])
    return rows.order_by("pk").last()


def to_list(community):
    return f"{community.handle}@{settings.MAIL_DOMAIN}"
