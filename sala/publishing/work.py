"""Lines of งานของฉัน about books: somebody asks for a text under reserved rights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import Work, WorkSource, work_sources
from sala.publishing.queries.builder import consents_asked


def consents(person: Any) -> Sequence[Work]:
    return [
        Work(
            what=_("ขอนำ “%(title)s” ไปรวมเล่ม") % {"title": row.source.title},
            url=reverse("publishing:consents"),
            icon="layers",
            detail=row.chapter.collection.title,
            minutes=1,
            action=_("อ่านแล้วตอบ"),
        )
        for row in consents_asked(person)
    ]


work_sources.add(WorkSource("publishing.consents", 45, consents))
