"""Tests to take, follow-ups to answer, people to evaluate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from sala.communities.rules import standing_of
from sala.core.registries import Work, WorkSource, work_sources
from sala.cycles.models import Enrolment, EnrolmentStatus
from sala.evaluation.models import (
    Attempt,
    Excuse,
    FollowUp,
    Instrument,
    Lack,
    LearningEvaluation,
    Method,
    Phase,
)
from sala.meetings.models import Session


def open_tests(person: Any) -> Sequence[Work]:
    """Open tests of the person's cycles that are not taken; two queries."""
    mine = Enrolment.objects.filter(
        person=person, status=EnrolmentStatus.PARTICIPANT, cycle__closed_at__isnull=True
    )
    opened = Instrument.objects.filter(
        cycle__in=mine.values("cycle"), method=Method.TEST, withdrawn_at__isnull=True
    ).select_related("cycle")
    taken = set(
        Attempt.objects.filter(enrolment__person=person).values_list("instrument_id", "phase")
    )
    return [
        Work(
            what=_("แบบทดสอบ%(phase)s “%(title)s”")
            % {"phase": Phase(phase).label, "title": test.title},
            url=reverse("evaluation:taking", args=[test.pk, phase]),
            icon="file-pen",
            detail=test.cycle.title,
            minutes=5,
            action=_("ทำแบบทดสอบ"),
        )
        for test in opened
        for phase in Phase.values
        if test.is_open(phase) and (test.pk, phase) not in taken
    ]


def follow_ups(person: Any) -> Sequence[Work]:
    """Forms in the person's hand."""
    rows = FollowUp.objects.filter(
        enrolment__person=person,
        enrolment__status=EnrolmentStatus.PARTICIPANT,
        enrolment__cycle__closed_at__isnull=True,
        issued_at__isnull=False,
        answered_at__isnull=True,
    )
    return [
        Work(
            what=_("ได้นำเรื่อง “%(title)s” ไปใช้ในงานหรือยัง") % {"title": row.enrolment.cycle.title},
            url=reverse("evaluation:follow_up", args=[row.pk]),
            icon="flag",
            detail=row.commitment,
            due=row.due_at,
            minutes=2,
            action=_("ตอบ"),
        )
        for row in rows.select_related("enrolment__cycle").order_by("due_at")
    ]


def to_evaluate(person: Any) -> Sequence[Work]:
    """Cycles whose sessions are over, where the facilitator or assessor has people to evaluate."""
    roles = standing_of(person).roles
    led = [pk for pk, held in roles.items() if "facilitator" in held]
    done = LearningEvaluation.objects.filter(enrolment=OuterRef("pk"))
    excused = Excuse.objects.filter(enrolment=OuterRef("pk"), what=Lack.LEARNING)
    lacking = (
        Enrolment.objects.filter(
            status=EnrolmentStatus.PARTICIPANT,
            cycle__closed_at__isnull=True,
            cycle__in=Session.objects.held().values("cycle"),
        )
        .exclude(cycle__in=Session.objects.live().filter(held_at__isnull=True).values("cycle"))
        .exclude(person=person)
        .filter(~Exists(done), ~Exists(excused))
    )
    led_rows = lacking.filter(cycle__community__in=led)
    assessed = lacking.filter(assessors__person=person)
    rows = (led_rows | assessed).values("cycle__number", "cycle__title")
    return [
        Work(
            what=_("ประเมินผู้เข้าร่วมอีก %(count)d คน") % {"count": row["people"]},
            url=reverse("evaluation:learning", args=[row["cycle__number"]]),
            icon="list-checks",
            detail=row["cycle__title"],
            minutes=2 * row["people"],
            action=_("ประเมิน"),
        )
        for row in rows.annotate(people=Count("pk", distinct=True)).order_by("cycle__number")
    ]


work_sources.add(
    WorkSource("evaluation.follow_ups", 12, follow_ups),
    WorkSource("evaluation.tests", 14, open_tests),
    WorkSource("evaluation.people", 40, to_evaluate),
)
