"""Lines of งานของฉัน that cycles know about. A constant number of queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from sala.communities.roles import Role
from sala.communities.rules import standing_of
from sala.core.registries import Work, WorkSource, work_sources
from sala.cycles.models import (
    Cycle,
    Endorsement,
    Enrolment,
    EnrolmentStatus,
    Expert,
)
from sala.cycles.queries.plans import current_plans
from sala.cycles.queries.stepping import current_step, steppers
from sala.cycles.rules import places_of


def my_answers(person: Any) -> list[Work]:
    """Invitations and expert roles that wait for this person's own word."""
    invited = Enrolment.objects.filter(
        person=person, status=EnrolmentStatus.INVITED, cycle__closed_at__isnull=True
    ).select_related("cycle")
    named = Expert.objects.filter(
        person=person,
        consented_at__isnull=True,
        declined_at__isnull=True,
        cycle__closed_at__isnull=True,
    ).select_related("cycle")
    return [_invitation(row) for row in invited.order_by("made_at")] + [
        _naming(row) for row in named.order_by("named_at")
    ]


def _invitation(row: Enrolment) -> Work:
    return Work(
        _("ตอบคำเชิญเข้าร่วม “%(title)s”") % {"title": row.cycle.title},
        reverse("cycles:enrolment", args=[row.cycle.number]),
        icon="user-plus",
        detail=row.cycle.question,
        minutes=1,
        action=_("ตอบสามข้อ"),
        refuse=_("ไม่เข้าร่วม"),
        refuse_url=reverse("cycles:refusal", args=[row.cycle.number]),
    )


def _naming(row: Expert) -> Work:
    return Work(
        _("ตอบรับเป็นผู้เชี่ยวชาญ “%(title)s”") % {"title": row.cycle.title},
        reverse("cycles:experts", args=[row.cycle.number]),
        icon="user-check",
        detail=_("เล่าให้กลุ่มฟัง และเรียนรู้จากคนอื่นด้วย"),
        minutes=1,
        action=_("รับทั้งสองบทบาท"),
        post_url=reverse("cycles:consent", args=[row.cycle.number, row.pk]),
        refuse=_("ไม่สะดวก"),
        refuse_url=reverse("cycles:expert_refusal", args=[row.cycle.number, row.pk]),
    )


def plans_to_read(person: Any) -> list[Work]:
    """Plans of one's cycles whose newest version waits for one's word."""
    places = places_of(person)
    mine = places.participant_of | places.expert_of
    cycles = list(Cycle.objects.open().filter(pk__in=mine)) if mine else []
    plans = current_plans(cycles) if cycles else {}
    if not plans:
        return []
    said = set(
        Endorsement.objects.filter(version__in=list(plans.values()), person=person).values_list(
            "version_id", flat=True
        )
    )
    return [
        Work(
            _("อ่านแผน “%(title)s” ฉบับที่ %(number)s")
            % {"title": cycle.title, "number": plans[cycle.pk].number},
            reverse("cycles:plan", args=[cycle.number]),
            icon="list-checks",
            minutes=3,
            action=_("อ่านแล้วบอกความเห็น"),
        )
        for cycle in cycles
        if cycle.pk in plans and plans[cycle.pk].pk not in said
    ]


def cycles_i_care_for(person: Any) -> list[Work]:
    """For facilitators: who waits to be let in, and what the current step lacks."""
    mine = [pk for pk, roles in standing_of(person).roles.items() if Role.FACILITATOR in roles]
    cycles = list(Cycle.objects.open().filter(community__in=mine)) if mine else []
    if not cycles:
        return []
    waiting = Enrolment.objects.filter(cycle__in=cycles, status=EnrolmentStatus.WAITING)
    counts = dict(
        waiting.exclude(person=person)
        .values_list("cycle_id")
        .annotate(n=Count("pk"))
        .values_list("cycle_id", "n")
    )
    steps = steppers(cycles)
    lines = [_queue(cycle, counts[cycle.pk]) for cycle in cycles if cycle.pk in counts]
    for cycle in cycles:
        step = current_step(steps[cycle.pk])
        if step is None:
            lines.append(_closing(cycle))
        elif step.missing:
            lines.append(
                Work(
                    _("ขั้นที่ %(n)s %(name)s ขาด %(count)s อย่าง")
                    % {
                        "n": step.ordinal,
                        "name": step.name,
                        "count": len(step.missing),
                    },
                    step.missing[0].url or step.url,
                    icon="flag",
                    detail=f"{cycle.title} · {step.missing[0].label}",
                    action=_("ทำต่อ"),
                )
            )
    return lines


def _closing(cycle: Cycle) -> Work:
    return Work(
        _("“%(title)s” ครบเจ็ดขั้นแล้ว ปิดรอบได้") % {"title": cycle.title},
        reverse("cycles:closure", args=[cycle.number]),
        icon="flag",
        minutes=2,
        action=_("ปิดรอบ"),
    )


def _queue(cycle: Cycle, count: int) -> Work:
    return Work(
        _("%(count)s คนขอเข้าร่วม “%(title)s”") % {"count": count, "title": cycle.title},
        reverse("cycles:people", args=[cycle.number]) + "#queue",
        icon="users",
        minutes=1,
        action=_("ดูและรับ"),
    )


work_sources.add(
    WorkSource("cycles.answers", 20, my_answers),
    WorkSource("cycles.care", 40, cycles_i_care_for),
    WorkSource("cycles.plans", 60, plans_to_read),
)
