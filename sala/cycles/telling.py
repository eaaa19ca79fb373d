"""Who is told what about a cycle. Letters carry a signed link where one tap is enough."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sala.communities.telling import facilitators_of
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus, Expert, PlanVersion
from sala.mail.links import link_for
from sala.notices.actions import tell
from sala.people.models import Person

ENROL, EXPERT, DOOR = "cycles.enrol", "cycles.expert", "cycles.door"


def tell_invited(cycle: Cycle, enrolments: Sequence[Enrolment], *, by: Person) -> None:
    """Each invited person gets a link that opens the three questions."""
    tell(
        [enrolment.person for enrolment in enrolments if enrolment.person_id != by.pk],
        "cycles.invited",
        cycle,
        url=_page("enrolment", cycle),
        audience="personal",
        links={row.person_id: link_for(ENROL, row.person_id, row.pk) for row in enrolments},
        title=cycle.title,
        question=cycle.question,
        by=by.full_name,
    )


def tell_door(cycle: Cycle, person: Person) -> None:
    """The three questions by mail, for someone who gave an address at the cycle's door."""
    tell(
        [person],
        "cycles.door",
        cycle,
        url=_page("cycle", cycle),
        audience="personal",
        links={person.pk: link_for(DOOR, person.pk, cycle.pk)},
        title=cycle.title,
        question=cycle.question,
    )


def tell_waiting(enrolment: Enrolment) -> None:
    cycle = enrolment.cycle
    others = [one for one in facilitators_of(cycle.community) if one.pk != enrolment.person_id]
    tell(
        others,
        "cycles.waiting",
        cycle,
        url=_page("people", cycle) + "#queue",
        title=cycle.title,
        person=enrolment.person.full_name,
    )


def tell_accepted(enrolment: Enrolment) -> None:
    tell(
        [enrolment.person],
        "cycles.accepted",
        enrolment.cycle,
        url=_page("cycle", enrolment.cycle),
        audience="personal",
        title=enrolment.cycle.title,
    )


def tell_withdrawn(enrolment: Enrolment) -> None:
    tell(
        facilitators_of(enrolment.cycle.community),
        "cycles.withdrawn",
        enrolment.cycle,
        url=_page("people", enrolment.cycle),
        title=enrolment.cycle.title,
        person=enrolment.person.full_name,
        reason=enrolment.end_reason,
    )


def tell_expert_named(expert: Expert, *, by: Person) -> None:
    if expert.person is None or expert.person_id == by.pk:
        return
    tell(
        [expert.person],
        "cycles.expert_named",
        expert.cycle,
        url=_page("experts", expert.cycle),
        audience="personal",
        links={expert.person.pk: link_for(EXPERT, expert.person.pk, expert.pk)},
        title=expert.cycle.title,
        by=by.full_name,
    )


def tell_plan_saved(version: PlanVersion, *, by: Person) -> None:
    """Participants and experts are asked to read the plan and to say that they agree."""
    cycle = version.cycle
    tell(
        [one for one in people_of(cycle) if one.pk != by.pk],
        "cycles.plan_saved",
        cycle,
        url=_page("plan", cycle),
        audience="personal",
        title=cycle.title,
        number=version.number,
        by=by.full_name,
    )


def tell_closed(cycle: Cycle, *, by: Person) -> None:
    tell(
        [one for one in people_of(cycle) if one.pk != by.pk],
        "cycles.closed",
        cycle,
        url=_page("cycle", cycle),
        audience="personal",
        title=cycle.title,
    )


def tell_nudge(cycle: Cycle, *, step: str, by: Person) -> int:
    """One line for each facilitator; how many were told."""
    told = tell(
        facilitators_of(cycle.community),
        "cycles.nudge",
        cycle,
        url=_page("cycle", cycle),
        title=cycle.title,
        step=step,
        by=by.full_name,
    )
    return len(told)


def people_of(cycle: Cycle) -> list[Person]:
    """Participants, and experts who said yes."""
    enrolled = Enrolment.objects.filter(cycle=cycle, status=EnrolmentStatus.PARTICIPANT)
    experts = Expert.objects.filter(cycle=cycle, consented_at__isnull=False)
    pks = set(enrolled.values_list("person", flat=True)) | set(
        experts.exclude(person=None).values_list("person", flat=True)
    )
    return list(Person.objects.filter(pk__in=pks))


def _page(name: str, cycle: Cycle) -> str:
    return reverse(f"cycles:{name}", args=[cycle.number])
