"""What participants are told: each about their own matter, with a link that needs no sign-in."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sala.cycles.models import Cycle, Enrolment
from sala.evaluation.models import FollowUp, LearningEvaluation
from sala.mail.links import link_for
from sala.notices.actions import tell
from sala.people.models import Person

LINK = "evaluation.follow_up"


def ask(follow_ups: Sequence[FollowUp], cycle: Cycle, kind: str = "evaluation.follow_up") -> None:
    """Send each participant the own form by notice and signed link; one round at a time."""
    people = [follow_up.enrolment.person for follow_up in follow_ups]
    links = {
        follow_up.enrolment.person_id: link_for(LINK, follow_up.enrolment.person_id, follow_up.pk)
        for follow_up in follow_ups
    }
    url = reverse("evaluation:use", args=[cycle.number])
    tell(people, kind, cycle, url=url, audience="personal", links=links, title=cycle.title)


def tell_of_typing(follow_up: FollowUp) -> None:
    """The person is told that another typed in the answer, and may object."""
    tell(
        [follow_up.enrolment.person],
        "evaluation.follow_up_typed",
        follow_up,
        url=reverse("evaluation:follow_up", args=[follow_up.pk]),
        audience="personal",
        title=follow_up.enrolment.cycle.title,
    )


def tell_of_evaluation(evaluation: LearningEvaluation) -> None:
    cycle = evaluation.enrolment.cycle
    tell(
        [evaluation.enrolment.person],
        "evaluation.evaluated",
        evaluation,
        url=reverse("evaluation:learning", args=[cycle.number]),
        audience="personal",
        title=cycle.title,
    )


def tell_assessor(person: Person, cycle: Cycle) -> None:
    tell(
        [person],
        "evaluation.assessor",
        cycle,
        url=reverse("evaluation:learning", args=[cycle.number]),
        audience="personal",
        title=cycle.title,
    )


def tell_of_objection(typist: Person | None, enrolment: Enrolment, page: str) -> None:
    """Who typed in is told that the person objects; the words stay with the person."""
    if typist is None:
        return
    cycle = enrolment.cycle
    url = reverse(f"evaluation:{page}", args=[cycle.number])
    kind, name = "evaluation.objected", str(enrolment.person)
    tell([typist], kind, enrolment, url=url, audience="personal", title=cycle.title, name=name)
