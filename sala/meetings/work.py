"""Lines of งานของฉัน about sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from sala.communities.roles import ABILITIES
from sala.communities.rules import standing_of
from sala.core.registries import Work, WorkSource, work_sources
from sala.core.thai.display import thai_datetime_range
from sala.cycles.models import Enrolment, EnrolmentStatus, Expert
from sala.meetings.models import Attendance, Commitment, ExpertLearning, Session

TAKING_PART = [EnrolmentStatus.PARTICIPANT, EnrolmentStatus.OBSERVER]


def answers(person: Any) -> Sequence[Work]:
    """Invitations without an answer: two buttons, done in place."""
    standing = standing_of(person)
    rows = Session.objects.live().filter(
        Q(
            cycle__enrolments__person=person,
            cycle__enrolments__status__in=TAKING_PART,
        )
        | Q(cycle__isnull=True, community__in=standing.member_of),
        invited_at__isnull=False,
        starts_at__gt=now(),
        held_at__isnull=True,
    )
    rows = rows.exclude(rsvps__person=person).select_related("community").distinct()
    return [
        Work(
            what=_("ไปวง “%(title)s” ไหม") % {"title": session.title},
            url=reverse("meetings:session", args=[session.number]),
            icon="calendar-check",
            detail=f"{session.community.name} · "
            f"{thai_datetime_range(session.starts_at, session.ends_at)}",
            due=session.starts_at,
            minutes=1,
            action=_("ไปร่วม"),
            post_url=reverse("meetings:coming", args=[session.number]),
            refuse=_("ไปไม่ได้"),
            refuse_url=reverse("meetings:not_coming", args=[session.number]),
        )
        for session in rows.order_by("starts_at")[:10]
    ]


def arrivals(person: Any) -> Sequence[Work]:
    """Sessions going on now that the person has not signed in to: one tap."""
    standing = standing_of(person)
    rows = Session.objects.live().filter(
        Q(
            cycle__enrolments__person=person,
            cycle__enrolments__status__in=TAKING_PART,
        )
        | Q(cycle__experts__person=person, cycle__experts__declined_at__isnull=True)
        | Q(cycle__isnull=True, community__in=standing.member_of),
        starts_at__lte=now() + timedelta(minutes=30),
        ends_at__gt=now() - timedelta(hours=1),
        held_at__isnull=True,
        cycle__closed_at__isnull=True,
    )
    rows = rows.exclude(attendances__person=person).distinct()
    return [
        Work(
            what=_("ลงชื่อเข้าวง “%(title)s”") % {"title": session.title},
            url=reverse("meetings:session", args=[session.number]),
            icon="user-check",
            detail=f"{thai_datetime_range(session.starts_at, session.ends_at)} {session.place}",
            due=session.ends_at,
            minutes=1,
            action=_("ฉันมาแล้ว"),
            post_url=reverse("meetings:attendance", args=[session.number]),
        )
        for session in rows.order_by("starts_at")[:5]
        if localdate(session.starts_at) <= localdate()
    ]


def unannounced(person: Any) -> Sequence[Work]:
    """Sessions within a week to which nobody has been invited yet, for who holds them."""
    rows = Session.objects.live().filter(
        community__in=_communities_where(person, "manage_sessions"),
        invited_at__isnull=True,
        held_at__isnull=True,
        starts_at__range=(now(), now() + timedelta(days=7)),
    )
    return [
        Work(
            what=_("ยังไม่ได้ส่งคำเชิญวง “%(title)s”") % {"title": session.title},
            url=reverse("meetings:session", args=[session.number]),
            icon="send",
            detail=f"{session.community.name} · "
            f"{thai_datetime_range(session.starts_at, session.ends_at)}",
            due=session.starts_at - timedelta(days=2),
            minutes=1,
            action=_("ส่งคำเชิญ"),
            post_url=reverse("meetings:invitation", args=[session.number]),
        )
        for session in rows.select_related("community").order_by("starts_at")[:5]
    ]


def _communities_where(person: Any, ability: str) -> list[int]:
    roles = standing_of(person).roles
    return [pk for pk, held in roles.items() if any(ability in ABILITIES[role] for role in held)]


def records(person: Any) -> Sequence[Work]:
    """Sessions that are over and have no record, for who may write it."""
    rows = Session.objects.live().filter(
        community__in=_communities_where(person, "write_record"),
        ends_at__lt=now(),
        record__sent_at__isnull=True,
    )
    rows = rows.exclude(cycle__closed_at__isnull=False).select_related("community")
    return [
        Work(
            what=_("เขียนบันทึกวง “%(title)s”") % {"title": session.title},
            url=reverse("meetings:writing", args=[session.number]),
            icon="file-pen",
            detail=session.community.name,
            due=session.ends_at + timedelta(days=2),
            minutes=5,
            action=_("เขียนบันทึก"),
            is_urgent=session.ends_at < now() - timedelta(days=2),
        )
        for session in rows.order_by("starts_at")[:10]
    ]


def approvals(person: Any) -> Sequence[Work]:
    """Records sent and not yet approved, for who may approve them."""
    rows = Session.objects.live().filter(
        community__in=_communities_where(person, "approve_record"),
        record__sent_at__isnull=False,
        record__approved_at__isnull=True,
        cycle__closed_at__isnull=True,
    )
    return [
        Work(
            what=_("รับรองบันทึกวง “%(title)s”") % {"title": session.title},
            url=reverse("meetings:record", args=[session.number]),
            icon="file-pen",
            detail=session.community.name,
            due=session.ends_at + timedelta(days=3),
            minutes=2,
            action=_("อ่านและรับรอง"),
        )
        for session in rows.select_related("community").order_by("starts_at")[:10]
    ]


def commitments(person: Any) -> Sequence[Work]:
    """Sessions attended within a month and not yet committed to."""
    since = now() - timedelta(days=30)
    enrolled = Enrolment.objects.filter(person=person, status__in=TAKING_PART)
    attended = Attendance.objects.filter(
        Q(session__cycle__isnull=True) | Q(session__cycle__in=enrolled.values("cycle")),
        person=person,
        session__starts_at__gte=since,
        session__cycle__closed_at__isnull=True,
    ).exclude(session__in=Commitment.objects.filter(person=person).values("session"))
    return [
        Work(
            what=_("จะนำสิ่งที่ได้จากวง “%(title)s” ไปใช้กับงานใด") % {"title": row.session.title},
            url=reverse("meetings:session", args=[row.session.number]) + "#commitment",
            icon="flag",
            detail=_("หนึ่งประโยคก็พอ"),
            due=row.session.ends_at + timedelta(days=7),
            minutes=1,
            action=_("เขียนหนึ่งประโยค"),
        )
        for row in attended.select_related("session").order_by("-session__starts_at")[:5]
    ]


def learnings(person: Any) -> Sequence[Work]:
    """Held sessions for which an expert has not told what was learned."""
    mine = Expert.objects.filter(person=person, declined_at__isnull=True).values("cycle")
    rows = Session.objects.held().filter(cycle__in=mine, cycle__closed_at__isnull=True)
    told = ExpertLearning.objects.filter(person=person).values("session")
    return [
        Work(
            what=_("คุณได้เรียนรู้อะไรจากวง “%(title)s”") % {"title": session.title},
            url=reverse("meetings:session", args=[session.number]) + "#learning",
            icon="book-open",
            detail=_("ในฐานะผู้เชี่ยวชาญ เล่าสิ่งที่ได้จากสมาชิก"),
            minutes=2,
            action=_("เล่าสั้น ๆ"),
        )
        for session in rows.exclude(pk__in=told).order_by("-starts_at")[:5]
    ]


work_sources.add(
    WorkSource("meetings.answers", 20, answers),
    WorkSource("meetings.arrivals", 5, arrivals),
    WorkSource("meetings.records", 10, records),
    WorkSource("meetings.unannounced", 12, unannounced),
    WorkSource("meetings.approvals", 15, approvals),
    WorkSource("meetings.commitments", 30, commitments),
    WorkSource("meetings.learnings", 35, learnings),
)
