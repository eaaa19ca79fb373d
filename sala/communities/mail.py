"""How a member takes a community's mail, and the signed page at the end of every copy."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

LEAVING = "communities.mail"  # the purpose of the signed link


class Mail(models.TextChoices):
    """Three plain choices first; the last one is mail for what calls me alone."""

    EACH = "each", _("ทุกฉบับ ทันทีที่มีคนเขียน")
    DIGEST = "digest", _("สรุปวันละฉบับ")
    NONE = "none", _("ไม่รับทางอีเมล อ่านบนเว็บ")
    MENTIONS = "mentions", _("เฉพาะที่เอ่ยชื่อฉัน")


def stream_of(community_id: int) -> str:
    return f"community:{community_id}"
