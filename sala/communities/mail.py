"""How a member takes a community's mail, and the signed page at the end of every copy."""

from __future__ import annotations

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

LEAVING = "communities.mail"  # the purpose of the signed link


class Mail(models.TextChoices):
    """Three plain choices first; the last one is mail for what calls me alone."""

    EACH = "each", _("ทุกฉบับ ทันทีที่มีคนเขียน")
    DIGEST = "digest", _("สรุปวันละฉบับ")
    NONE = "none", _("ไม่รับทางอีเมล อ่านบนเว็บ")
    MENTIONS = "mentions", _("เฉพาะที่เอ่ยชื่อฉัน")


PLAIN = Mail.choices[:3]  # what everyone is asked; the fourth stands on one's own page
USUAL = Mail.DIGEST  # who does not choose


def stream_of(community_id: int) -> str:
    return f"community:{community_id}"


class Way(NamedTuple):
    """One of the plain choices, as a page offers it."""

    value: str
    label: str
    is_chosen: bool


def ways_of_mail(chosen: str = USUAL) -> list[Way]:
    """The plain choices; and the fourth for who has chosen it."""
    rows = Mail.choices if chosen == Mail.MENTIONS else PLAIN
    return [Way(value, str(label), value == chosen) for value, label in rows]
