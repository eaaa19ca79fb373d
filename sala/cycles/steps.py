"""What steps 1–4 still lack. Lists in, a dictionary by cycle out, constant queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import StepCheck, StepGap, step_checks
from sala.cycles.models import (
    Cycle,
    Endorsement,
    Enrolment,
    EnrolmentStatus,
    Expert,
    PlanVersion,
)
from sala.cycles.plan_parts import missing_parts
from sala.cycles.queries.plans import current_plans
from sala.people.models import AgencySettings

Gaps = dict[int, list[StepGap]]
Progress = dict[int, float | None]
Cycles = Sequence[Cycle]
Statuses = dict[int, dict[str, list[str]]]
Experts = list[tuple[Cycle, list[Expert]]]
Plans = dict[int, PlanVersion]


def _at(cycle: Cycle, page: str, fragment: str = "") -> str:
    return reverse(f"cycles:{page}", args=[cycle.number]) + (f"#{fragment}" if fragment else "")


# Step 1: the topic


def read_topics(cycles: Cycles) -> tuple[set[int], set[int]]:
    """Ids of the cycles that have areas, and of those that have strategies."""
    return (
        _cycles_with(Cycle.areas.through, cycles),
        _cycles_with(Cycle.strategies.through, cycles),
    )


def topic_gaps(cycles: Cycles, found: tuple[set[int], set[int]] | None = None) -> Gaps:
    with_areas, with_strategies = found or read_topics(cycles)
    return {
        cycle.pk: [
            StepGap(label, _at(cycle, "topic", field))
            for is_there, label, field in (
                (bool(cycle.question.strip()), _("คำถามของรอบ หนึ่งประโยค"), "id_question"),
                (bool(cycle.benefit.strip()), _("ประโยชน์ต่อคุณภาพงาน"), "id_benefit"),
                (cycle.pk in with_strategies, _("ยุทธศาสตร์ที่สอดคล้อง"), "id_strategies"),
                (cycle.pk in with_areas, _("ด้านที่พัฒนา จาก 10 ด้าน"), "id_areas"),
                (cycle.starts_on is not None, _("วันเริ่มรอบ"), "id_starts_on"),
            )
            if not is_there
        ]
        for cycle in cycles
    }


def _cycles_with(through: type, cycles: Cycles) -> set[int]:
    rows = through._default_manager.filter(cycle__in=[cycle.pk for cycle in cycles])  # type: ignore[attr-defined]
    return set(rows.values_list("cycle_id", flat=True))


def topic_progress(cycles: Cycles, found: tuple[set[int], set[int]] | None = None) -> Progress:
    gaps = topic_gaps(cycles, found)
    return {cycle.pk: 1 - len(gaps[cycle.pk]) / 5 for cycle in cycles}


# Step 2: the participants


def participant_gaps(cycles: Cycles, found: Statuses | None = None) -> Gaps:
    statuses = _statuses(cycles) if found is None else found
    gaps: Gaps = {}
    for cycle in cycles:
        people = statuses[cycle.pk]
        waiting = people[EnrolmentStatus.WAITING]
        gaps[cycle.pk] = []
        if not people[EnrolmentStatus.PARTICIPANT]:
            invited = len(people[EnrolmentStatus.INVITED])
            detail = _("เชิญแล้ว %(count)s คน รอคำตอบ") % {"count": invited} if invited else ""
            gaps[cycle.pk].append(StepGap(_("ยังไม่มีผู้เข้าร่วม"), _at(cycle, "people"), detail))
        if waiting:
            label = _("%(count)s คนขอเข้าร่วม รอรับ") % {"count": len(waiting)}
            gaps[cycle.pk].append(StepGap(label, _at(cycle, "people", "queue"), ", ".join(waiting)))
    return gaps


def _statuses(cycles: Cycles) -> Statuses:
    """Names of the enrolled of each cycle by status; one query."""
    found: Statuses = {c.pk: defaultdict(list) for c in cycles}
    rows = Enrolment.objects.filter(cycle__in=[cycle.pk for cycle in cycles])
    named = rows.values_list("cycle_id", "status", "person__given_name", "person__family_name")
    for cycle_id, status, given, family in named.order_by("person__sort_key", "pk"):
        found[cycle_id][status].append(f"{given} {family}".strip())
    return found


def participant_progress(cycles: Cycles, found: Statuses | None = None) -> Progress:
    far: Progress = {}
    for pk, people in (_statuses(cycles) if found is None else found).items():
        asked = sum(
            len(people[status])
            for status in (
                EnrolmentStatus.PARTICIPANT,
                EnrolmentStatus.WAITING,
                EnrolmentStatus.INVITED,
            )
        )
        far[pk] = len(people[EnrolmentStatus.PARTICIPANT]) / asked if asked else None
    return far


# Step 3: the experts


def expert_gaps(cycles: Cycles, found: Experts | None = None) -> Gaps:
    gaps: Gaps = {}
    for cycle, experts in _experts(cycles) if found is None else found:
        page = _at(cycle, "experts")
        lead = next((expert for expert in experts if expert.is_lead), None)
        if not any(expert.is_internal for expert in experts):
            gaps[cycle.pk] = [StepGap(_("ยังไม่มีผู้เชี่ยวชาญจากในหน่วยงาน"), page)]
        elif lead is None:
            gaps[cycle.pk] = [StepGap(_("ยังไม่ได้กำหนดวิทยากรหลัก"), page)]
        elif lead.consented_at is None:
            gaps[cycle.pk] = [StepGap(_("รอวิทยากรหลักตอบรับ"), page, str(lead))]
        else:
            gaps[cycle.pk] = []
    return gaps


def _experts(cycles: Cycles) -> Experts:
    found: dict[int, list[Expert]] = {cycle.pk: [] for cycle in cycles}
    rows = Expert.objects.filter(
        cycle__in=[cycle.pk for cycle in cycles], declined_at__isnull=True
    ).select_related("person")
    for expert in rows:
        found[expert.cycle_id].append(expert)
    return [(cycle, found[cycle.pk]) for cycle in cycles]


def expert_progress(cycles: Cycles, found: Experts | None = None) -> Progress:
    far: Progress = {}
    for cycle, experts in _experts(cycles) if found is None else found:
        consented = [expert for expert in experts if expert.consented_at]
        far[cycle.pk] = len(consented) / len(experts) if experts else None
    return far


# Step 4: the plan


def plan_gaps(cycles: Cycles, found: Plans | None = None) -> Gaps:
    plans = current_plans(cycles) if found is None else found
    gaps: Gaps = {}
    for cycle in cycles:
        plan = plans.get(cycle.pk)
        page = _at(cycle, "plan_editing")
        if plan is None:
            gaps[cycle.pk] = [StepGap(_("ยังไม่มีแผนปฏิบัติการ"), page, _("8 ส่วน กรอกไว้ให้บางส่วนแล้ว"))]
        else:
            gaps[cycle.pk] = [
                StepGap(
                    _("แผนขาดส่วน “%(part)s”") % {"part": part.name},
                    f"{page}#id_{part.code}",
                )
                for part in missing_parts(plan.parts)
            ]
    for pk, waiting in _demanded_endorsements(cycles, plans).items():
        gaps[pk].append(waiting)
    return gaps


def _demanded_endorsements(cycles: Cycles, plans: dict[int, PlanVersion]) -> dict[int, StepGap]:
    """Endorsements are shown and not demanded, unless the agency says so (R049)."""
    agencies = {cycle.agency_id for cycle in cycles}
    demanding = set(
        AgencySettings.objects.filter(agency__in=agencies, demands_endorsement=True).values_list(
            "agency_id", flat=True
        )
    )
    asked = {c.pk: c for c in cycles if c.agency_id in demanding and c.pk in plans}
    if not asked:
        return {}
    rows = Endorsement.objects.filter(version__in=[plans[pk] for pk in asked])
    given = set(rows.values_list("version__cycle_id", "as_role"))
    roles = {"participant": _("รอผู้เข้าร่วมเห็นชอบ"), "expert": _("รอผู้เชี่ยวชาญเห็นชอบ")}
    return {
        pk: StepGap(", ".join(lacking), _at(cycle, "plan", "endorsements"))
        for pk, cycle in asked.items()
        if (lacking := [word for role, word in roles.items() if (pk, role) not in given])
    }


def plan_progress(cycles: Cycles, found: Plans | None = None) -> Progress:
    plans = current_plans(cycles) if found is None else found
    return {
        cycle.pk: 1 - len(missing_parts(plans[cycle.pk].parts)) / 8 if cycle.pk in plans else None
        for cycle in cycles
    }


step_checks.add(
    StepCheck("cycles.topic", 1, 10, topic_gaps, topic_progress, read=read_topics),
    StepCheck("cycles.participants", 2, 10, participant_gaps, participant_progress, read=_statuses),
    StepCheck("cycles.experts", 3, 10, expert_gaps, expert_progress, read=_experts),
    StepCheck("cycles.plan", 4, 10, plan_gaps, plan_progress, read=current_plans),
)
