"""Who is let in: a cycle, a participant, a form. Everybody else finds nothing there."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from sala.cycles.models import Cycle, Enrolment
from sala.evaluation.models import FollowUp
from sala.evaluation.queries.standing import Standing, standing_in
from sala.people.http import Request
from sala.people.keys import keys_of


class Place(NamedTuple):
    cycle: Cycle
    standing: Standing

    def context(self, **more: Any) -> dict[str, Any]:
        return {"cycle": self.cycle, "standing": self.standing, **more}


def place_of(request: Request, number: int) -> Place:
    """The cycle, for participants and those with a duty in its evaluation."""
    cycles = Cycle.objects.visible_to(keys_of(request.user)).select_related("community", "agency")
    cycle = get_object_or_404(cycles, number=number)
    standing = standing_in(request.user, cycle)
    if not standing.is_any:
        raise Http404
    return Place(cycle, standing)


def overseen(request: Request, number: int, enrolment_id: int) -> tuple[Place, Enrolment]:
    """A participant, for the facilitator and the assessor named; for oneself nothing here."""
    place = place_of(request, number)
    enrolments = Enrolment.objects.filter(cycle=place.cycle).select_related("person")
    enrolment = get_object_or_404(enrolments, pk=enrolment_id)
    standing = place.standing
    if not (standing.is_facilitator or enrolment.pk in standing.assesses):
        raise Http404
    enrolment.cycle = place.cycle
    return place, enrolment


def own_follow_up(request: Request, follow_up_id: int) -> FollowUp:
    """A form that was sent to this very person."""
    rows = _follow_ups().filter(enrolment__person=request.user)
    return get_object_or_404(rows, pk=follow_up_id)


def typed_follow_up(request: Request, follow_up_id: int) -> tuple[Place, FollowUp]:
    """Another's form, for the recorder and the assessor named."""
    follow_up = get_object_or_404(_follow_ups(), pk=follow_up_id)
    place = place_of(request, follow_up.enrolment.cycle.number)
    standing = place.standing
    if not (standing.is_recorder or follow_up.enrolment_id in standing.assesses):
        raise Http404
    return place, follow_up


def _follow_ups() -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(issued_at__isnull=False).select_related(
        "enrolment__person", "enrolment__cycle__community", "entered_by"
    )
