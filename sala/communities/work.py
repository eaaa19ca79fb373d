"""Lines of งานของฉัน about communities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.communities.catalogue import State
from sala.communities.models import Community, Invitation, RoleHolding
from sala.communities.roles import Role, role_word
from sala.communities.rules import standing_of
from sala.core.registries import Work, WorkSource, work_sources


def answers(person: Any) -> Sequence[Work]:
    """Invitations and roles that wait for the person's own yes or no."""
    invited = Invitation.objects.filter(
        person=person, is_request=False, answered_at__isnull=True
    ).select_related("community", "made_by")
    offered = RoleHolding.objects.filter(
        person=person, accepted_at__isnull=True, ended_at__isnull=True
    ).select_related("community", "offered_by")
    lines = [
        Work(
            what=_("เข้าร่วม “%(name)s” ไหม") % {"name": row.community.name},
            url=reverse("communities:invitation", args=[row.community.number, row.pk]),
            icon="user-plus",
            detail=_("%(name)s ชวนคุณ") % {"name": row.made_by.full_name},
            minutes=1,
            action=_("อ่านและตอบ"),
        )
        for row in invited
    ]
    lines += [
        Work(
            what=_("รับเป็น%(role)sของ “%(name)s” ไหม")
            % {"role": role_word(row.role), "name": row.community.name},
            url=row.url,
            icon="handshake",
            detail=_("%(name)s ชวนคุณ") % {"name": row.offered_by} if row.offered_by else "",
            minutes=1,
            action=_("อ่านและตอบ"),
        )
        for row in offered
    ]
    return lines


def _facilitated(person: Any) -> list[int]:
    roles = standing_of(person).roles
    return [pk for pk, held in roles.items() if Role.FACILITATOR in held]


def requests(person: Any) -> Sequence[Work]:
    """People who asked to join what the person facilitates: answered with one tap."""
    rows = Invitation.objects.filter(
        community__in=_facilitated(person), is_request=True, answered_at__isnull=True
    ).select_related("community", "person")
    return [
        Work(
            what=_("%(person)s ขอเข้าร่วม “%(name)s”")
            % {"person": row.person.full_name, "name": row.community.name},
            url=reverse("communities:people", args=[row.community.number]),
            icon="user-plus",
            detail=row.words,
            minutes=1,
            action=_("รับเข้ากลุ่ม"),
            post_url=_answer_url(row),
            refuse=_("ยังไม่รับ"),
            refuse_url=f"{_answer_url(row)}?decline=1",
        )
        for row in rows
    ]


def _answer_url(row: Invitation) -> str:
    return reverse("communities:request_answer", args=[row.community.number, row.pk])


def reviews(person: Any) -> Sequence[Work]:
    """Communities past their review date, or quiet for long."""
    rows = Community.objects.open().filter(
        Q(review_on__lt=localdate()) | Q(quiet_flagged_at__isnull=False),
        pk__in=_facilitated(person),
    )
    return [
        Work(
            what=_("ทบทวน “%(name)s”") % {"name": row.name},
            url=reverse("communities:review", args=[row.number]),
            icon="rotate-ccw",
            detail=_("ครบกำหนดทบทวน") if row.is_due_for_review else _("ไม่มีความเคลื่อนไหวมานาน"),
            minutes=3,
            action=_("เลือกทางไปต่อ"),
        )
        for row in rows.order_by("review_on", "number")
    ]


def openings(person: Any) -> Sequence[Work]:
    """Seven-step communities the person prepares, until they are opened."""
    rows = Community.objects.filter(
        pk__in=_facilitated(person), is_informal=False, state__in=[State.PROPOSED, State.DRAFT]
    )
    return [
        Work(
            what=_("เตรียมเปิด “%(name)s”") % {"name": row.name},
            url=reverse("communities:short", args=[row.number]),
            icon="play",
            detail=_("ดูว่าครบหรือยังขาดอะไร แล้วเปิดดำเนินการ"),
            minutes=1,
            action=_("ทำต่อ"),
        )
        for row in rows.order_by("number")
    ]


work_sources.add(
    WorkSource("communities.answers", 30, answers),
    WorkSource("communities.requests", 35, requests),
    WorkSource("communities.openings", 38, openings),
    WorkSource("communities.reviews", 60, reviews),
)
