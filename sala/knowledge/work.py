"""Lines of งานของฉัน about knowledge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from sala.communities.roles import ABILITIES
from sala.communities.rules import standing_of
from sala.core.registries import Work, WorkSource, work_sources
from sala.core.thai import thai_date
from sala.knowledge.kinds import WRITING
from sala.knowledge.models import Asset, Nomination, ReviewAsk
from sala.knowledge.rules.reviews import judged_by
from sala.people.keys import keys_of

SHOWN = 5


def to_review(person: Any) -> Sequence[Work]:
    """Texts that wait for the person's word."""
    readable = Asset.objects.visible_to(keys_of(person)).filter(judged_by(person))
    rows = (
        Nomination.objects.filter(ended_at__isnull=True, asset__in=readable)
        .exclude(Q(opinions__person=person) | Q(by=person))
        .select_related("asset__manuscript", "by")
        .order_by("at")[:SHOWN]
    )
    return [
        Work(
            what=_("ทบทวน “%(title)s”") % {"title": row.asset.manuscript.title},
            url=f"{row.asset.get_absolute_url()}review/",
            icon="clipboard-check",
            detail=_("%(name)s เสนอ %(day)s")
            % {"name": row.by.full_name, "day": thai_date(row.at)},
            minutes=10,
            action=_("อ่านและให้ความเห็น"),
        )
        for row in rows
    ]


def asked(person: Any) -> Sequence[Work]:
    """Whether the person's own items still hold."""
    rows = ReviewAsk.objects.filter(
        answered_at__isnull=True,
        shown_at__isnull=False,
        asset__in=Asset.objects.published().filter(
            credits__person=person, credits__part__in=WRITING
        ),
    )
    return [
        Work(
            what=_("“%(title)s” ยังใช้ได้อยู่ไหม") % {"title": row.asset.title},
            url=row.asset.get_absolute_url(),
            icon="hourglass",
            detail=str(row.get_reason_display()),
            minutes=2,
            action=_("ตอบ"),
        )
        for row in rows.select_related("asset").order_by("shown_at")[:SHOWN]
    ]


def overdue(person: Any) -> Sequence[Work]:
    """Items of the communities one looks after that are past their review date (R006)."""
    tended = [
        pk
        for pk, roles in standing_of(person).roles.items()
        if any("manage_community" in ABILITIES[role] for role in roles)
    ]
    if not tended:
        return []
    rows = Asset.objects.visible_to(keys_of(person)).overdue().filter(community__in=tended)
    return [
        Work(
            what=_("เลยวันทบทวน: %(title)s") % {"title": row.title},
            url=row.get_absolute_url(),
            icon="hourglass",
            detail=_("ชวนเจ้าของดูว่ายังใช้ได้ไหม กำหนด %(day)s") % {"day": thai_date(row.review_on)},
            minutes=5,
            action=_("เปิดดู"),
            is_urgent=True,
        )
        for row in rows.order_by("review_on", "pk")[:SHOWN]
        if row.review_on
    ]


def returned(person: Any) -> Sequence[Work]:
    """Own texts that came back with advice and were not touched since."""
    rows = Asset.objects.filter(
        credits__person=person,
        credits__part__in=WRITING,
        state="draft",
        nominations__outcome="returned",
    )
    return [
        Work(
            what=_("แก้แล้วเสนออีกครั้ง: %(title)s") % {"title": row.title},
            url=f"{row.get_absolute_url()}manuscript/",
            icon="file-pen",
            detail=_("ผู้ทบทวนส่งกลับพร้อมคำแนะนำ"),
            minutes=15,
            action=_("อ่านคำแนะนำ"),
        )
        for row in rows.distinct().order_by("pk")[:SHOWN]
    ]


work_sources.add(
    WorkSource("knowledge.to_review", 18, to_review),
    WorkSource("knowledge.returned", 19, returned),
    WorkSource("knowledge.asked", 32, asked),
    WorkSource("knowledge.overdue", 33, overdue),
)
