"""Signed links: each opens one page as one person for one act, expires, and is not a sign-in."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.utils.timezone import now

from sala.core.registries import link_purposes
from sala.mail.models import UsedLink

SALT = "sala.link"


class Link(NamedTuple):
    purpose: str
    person_id: int
    target_id: int


def token_for(purpose: str, person_id: int, target_id: int) -> str:
    return signing.dumps([purpose, person_id, target_id], salt=SALT, compress=True)


def link_for(purpose: str, person_id: int, target_id: int) -> str:
    """The absolute address of a link for one person and one act."""
    return f"{settings.SITE_URL.rstrip('/')}/l/{token_for(purpose, person_id, target_id)}/"


def one_click_link(purpose: str, person_id: int, target_id: int) -> str:
    """A link that also does its act by one POST of a mail client, without a page (RFC 8058)."""
    return f"{settings.SITE_URL.rstrip('/')}/u/{token_for(purpose, person_id, target_id)}/"


def one_click_headers(link: str) -> dict[str, str]:
    return {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read(token: str) -> Link | None:
    """What the link was made for; None when it is forged, expired, disowned or of no purpose."""
    try:
        purpose, person_id, target_id = signing.loads(token, salt=SALT)
        kind = link_purposes.get(purpose)
        if kind is None:
            return None
        signing.loads(token, salt=SALT, max_age=kind.days * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    used = UsedLink.objects.filter(digest=_digest(token)).first()
    if used and used.disowned_at:
        return None
    return Link(purpose, person_id, target_id)


def is_spent(token: str) -> bool:
    """True when the link has already done its act."""
    return UsedLink.objects.filter(digest=_digest(token)).exists()


def spend(token: str) -> None:
    """Remember that the link did its act; the page decides what a second use means."""
    link = read(token)
    UsedLink.objects.get_or_create(
        digest=_digest(token), defaults={"purpose": link.purpose if link else ""}
    )


def disown(token: str) -> None:
    """The reader says "ไม่ใช่ฉัน": the link opens nothing any more."""
    link = read(token)
    UsedLink.objects.update_or_create(
        digest=_digest(token),
        defaults={"purpose": link.purpose if link else "", "disowned_at": now()},
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
