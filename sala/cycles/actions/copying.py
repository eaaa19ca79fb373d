"""On to the next year: the plan is kept, dates are cleared, everyone is asked again (R053)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sala.core.locking import locked
from sala.core.numbers import next_number
from sala.core.permissions import require
from sala.core.thai.display import shown_year
from sala.cycles.actions.enrolments import invite
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus, Expert, PlanVersion
from sala.cycles.queries.plans import plan_of
from sala.cycles.rules import can_copy_cycle, forget_places
from sala.cycles.telling import tell_expert_named
from sala.journal.actions import record
from sala.people.models import Person

ASKED_AGAIN = (EnrolmentStatus.PARTICIPANT, EnrolmentStatus.OBSERVER)


@transaction.atomic
def copy_cycle(cycle: Cycle, *, by: Person) -> Cycle:
    """A cycle of the next fiscal year. Copying twice gives the same copy."""
    source = locked(cycle, "community")
    require(can_copy_cycle(by, source))
    copy = Cycle.objects.filter(copied_from=source).first()
    if copy is not None:
        return copy
    copy = Cycle.objects.create(
        number=next_number("cycle"),
        agency_id=source.agency_id,
        community=source.community,
        audience=source.audience,
        fiscal_year=source.fiscal_year + 1,
        title=source.title,
        question=source.question,
        benefit=source.benefit,
        work_process=source.work_process,
        copied_from=source,
        starts_on=None,
        ends_on=None,
        planned_sessions=source.planned_sessions,
        follow_up_days=source.follow_up_days,
        made_by=by,
    )
    copy.areas.set(source.areas.all())
    copy.strategies.set(source.strategies.all())
    record("cycles.copied", copy, by=by, source=source.pk, fiscal_year=copy.fiscal_year)
    _copy_plan(source, copy, by)
    _ask_experts(source, copy, by)
    asked = Enrolment.objects.filter(cycle=source, status__in=ASKED_AGAIN)
    invite(copy, [row.person for row in asked.select_related("person")], by=by)
    return copy


def _copy_plan(source: Cycle, copy: Cycle, by: Person) -> None:
    """The words of the plan; its part on dates is left empty, so step 4 asks for it."""
    plan = plan_of(source)
    if plan is None:
        return
    PlanVersion.objects.create(
        cycle=copy,
        number=1,
        parts=plan.parts | {"duration": ""},
        made_by=by,
        note=_("นำแผนปีงบประมาณ %(year)s มาตั้งต้น") % {"year": shown_year(source.fiscal_year)},
    )


def _ask_experts(source: Cycle, copy: Cycle, by: Person) -> None:
    """The same names, each asked anew for consent."""
    for expert in Expert.objects.filter(cycle=source, declined_at__isnull=True).order_by(
        "-is_internal", "pk"
    ):
        named = Expert.objects.create(
            cycle=copy,
            person=expert.person,
            outside_name=expert.outside_name,
            outside_organisation=expert.outside_organisation,
            topics=expert.topics,
            evidence=expert.evidence,
            is_internal=expert.is_internal,
            is_lead=expert.is_lead,
            named_by=by,
        )
        if named.person:
            forget_places(named.person)
        tell_expert_named(named, by=by)
