"""The line of งานของฉัน about comments and reports that wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import Work
from sala.talk.queries.moderation import queue_size


def moderation(person: Any) -> Sequence[Work]:
    count = queue_size(person)
    if not count:
        return []
    return [
        Work(
            what=_("ตรวจความเห็นและข้อความที่มีคนแจ้ง (%(count)s)") % {"count": count},
            url=reverse("talk:moderation"),
            icon="shield",
            detail=_("อ่านแล้วตัดสิน ผู้แจ้งและผู้เขียนจะทราบเหตุผล"),
            minutes=3,
            action=_("ไปตรวจ"),
        )
    ]
