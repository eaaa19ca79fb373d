"""A letter to many as bytes, made once; each copy is filled in, not written again.

What no reader changes is encoded when the template is made. What differs (the reader's address,
the address for answers, the link that ends it) stands in a few headers and at the end of the body.
"""

from __future__ import annotations

import hashlib
import secrets
from binascii import b2a_base64
from email.utils import format_datetime
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sala.core.models import Attachment, FileState
from sala.mail.headers import encoded, mailbox
from sala.mail.links import one_click_link
from sala.mail.models import Delivery, Mailing
from sala.mail.tokens import (
    bounce_address,
    domain,
    leaving_address,
    list_address,
    reply_address,
)

_LINE = 57  # bytes of a line of base64
# Where a reader's own link goes. Nobody can write it into a post: each process has its own.
_LEAVE = f"%LEAVE-{secrets.token_hex(16)}%".encode()


class Copy(NamedTuple):
    """One message ready to go."""

    sender: str
    address: str
    raw: bytes
    message: EmailMessage | None = None  # instead of bytes, for a backend that takes no bytes


class _Body:
    """A part of the message: encoded once up to where the reader's link comes."""

    def __init__(self, text: str, media_type: str) -> None:
        plain = text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8")
        at = plain.find(_LEAVE)
        cut = len(plain) if at < 0 else at // _LINE * _LINE
        self.fixed = (
            f'Content-Type: {media_type}; charset="utf-8"\r\n'
            "Content-Transfer-Encoding: base64\r\n\r\n"
        ).encode() + _base64(plain[:cut])
        self.rest = plain[cut:]

    def filled(self, link: bytes) -> bytes:
        return self.fixed + _base64(self.rest.replace(_LEAVE, link))


def _base64(plain: bytes) -> bytes:
    lines = [
        b2a_base64(plain[at : at + _LINE], newline=False) for at in range(0, len(plain), _LINE)
    ]
    return b"".join(line + b"\r\n" for line in lines)


class Template:
    """Everything of a mailing that its readers of one language share."""

    def __init__(self, mailing: Mailing, language: str) -> None:
        self.mailing = mailing
        files = files_of(mailing)
        with translation.override(language):
            self.head = _head(mailing)
            self.text = _Body(_text(mailing, files), "text/plain")
            self.html = _Body(_html(mailing, files), "text/html")
        seed = f"{mailing.message_id}{mailing.pk}".encode()
        self.boundary = b"=_" + hashlib.sha256(seed).hexdigest()[:32].encode()

    def copy_for(self, letter: Delivery) -> Copy:
        mailing = self.mailing
        person_id = letter.person_id or 0
        link = one_click_link(mailing.leave_purpose, person_id, mailing.leave_target)
        reply = reply_address(person_id, mailing.reply_purpose, mailing.reply_target)
        leave = leaving_address(mailing.handle)
        own = (
            f"To: {letter.address}\r\n"
            f"Reply-To: {mailbox(mailing.place, reply, used=10)}\r\n"
            f"List-Unsubscribe: <{link}>,\r\n <mailto:{leave}?subject=unsubscribe>\r\n"
        ).encode()
        line, bytes_of_link = b"--" + self.boundary, link.encode()
        raw = b"".join(
            (
                self.head,
                own,
                b'Content-Type: multipart/alternative;\r\n boundary="',
                self.boundary,
                b'"\r\n\r\n',
                line,
                b"\r\n",
                self.text.filled(bytes_of_link),
                line,
                b"\r\n",
                self.html.filled(bytes_of_link),
                line,
                b"--\r\n",
            )
        )
        return Copy(bounce_address(letter.pk), letter.address, raw)


def _head(mailing: Mailing) -> bytes:
    """From is ours, so that no DMARC policy of the writer's own domain refuses it."""
    address = list_address(mailing.handle)
    name = _("%(name)s ผ่าน %(place)s") % {"name": mailing.sender, "place": mailing.place}
    site = settings.SITE_URL.rstrip("/")
    subject = f"[{mailing.place}] {mailing.subject}"
    if mailing.references:
        subject = f"Re: {subject}"
    rows = [
        ("From", mailbox(name, address, used=6)),
        ("Subject", encoded(subject, used=9)),
        ("Date", format_datetime(localtime(mailing.made_at))),
        ("Message-ID", mailing.message_id),
        *_threading(mailing),
        ("List-Id", mailbox(mailing.place, f"{mailing.handle}.{domain()}", used=9)),
        ("List-Post", f"<mailto:{address}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("List-Archive", f"<{site}{mailing.url}>"),
        ("List-Help", f"<{site}/notices/>"),
        ("Precedence", "list"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ("X-Sala-Loop", address),
        ("MIME-Version", "1.0"),
    ]
    return "".join(f"{name}: {value}\r\n" for name, value in rows).encode("utf-8")


def _threading(mailing: Mailing) -> list[tuple[str, str]]:
    earlier = mailing.references.split()
    if not earlier:
        return []
    return [("In-Reply-To", earlier[-1]), ("References", "\r\n ".join(earlier))]


class FileLine(NamedTuple):
    """A file of the post by name; the file itself is fetched by who may see it, signed in."""

    name: str
    url: str


def files_of(mailing: Mailing) -> list[FileLine]:
    """Files of the post. One that still waits for the scanner is opened where the post stands."""
    rows = Attachment.objects.filter(
        label=mailing.subject_label,
        object_id=mailing.subject_id,
        audience=mailing.audience,
        state__in=[FileState.KEPT, FileState.WAITING],
    )
    site = settings.SITE_URL.rstrip("/")
    return [
        FileLine(row.name, f"{site}{row.url or mailing.url}")
        for row in rows.order_by("made_at", "pk")
    ]


def _words(mailing: Mailing) -> dict[str, object]:
    url = f"{settings.SITE_URL.rstrip('/')}{mailing.url}"
    html = mark_safe(mailing.html)  # noqa: S308 -- whoever writes a mailing made it safe
    return {"mailing": mailing, "html": html, "url": url, "leave": _LEAVE.decode()}


def _text(mailing: Mailing, files: list[FileLine]) -> str:
    words = {"place": mailing.place, "url": _words(mailing)["url"]}
    named = [f"- {file.name}\n  {file.url}" for file in files]
    return "\n".join(
        [
            mailing.text.strip(),
            "",
            *([_("ไฟล์แนบ"), *named, ""] if named else []),
            "-- ",
            mailing.place,
            _("ตอบจดหมายนี้ คำตอบจะขึ้นในเรื่องเดียวกันที่ %(url)s") % words,
            _("เปลี่ยนวิธีรับหรือเลิกรับ: %(link)s") % {"link": _LEAVE.decode()},
            "",
        ]
    )


def _html(mailing: Mailing, files: list[FileLine]) -> str:
    return render_to_string("mail/copy.html", {**_words(mailing), "files": files})
