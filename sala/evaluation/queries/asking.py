"""Whom to ask about use at work, when, and with which words of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Max

from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus
from sala.evaluation.models import Excuse, FollowUp, Lack
from sala.evaluation.rounds import DEFAULT_DAYS, rounds
from sala.meetings.models import Commitment, Session
from sala.people.models import AgencySettings


class Asked(NamedTuple):
    """A round and the participants who have not got its form."""

    days: int
    enrolments: list[Enrolment]


def rounds_of(cycles: Sequence[Cycle]) -> dict[int, list[int]]:
    """The rounds of each cycle by its id: part 8 of its plan, or the agency's first round."""
    agencies = {cycle.agency_id for cycle in cycles if not cycle.follow_up_days}
    settings = AgencySettings.objects.filter(agency_id__in=agencies) if agencies else ()
    default = {row.agency_id: row.first_follow_up_days for row in settings}
    return {
        cycle.pk: rounds(cycle.follow_up_days, default.get(cycle.agency_id, DEFAULT_DAYS))
        for cycle in cycles
    }


def last_held_at(cycles: Sequence[Cycle]) -> dict[int, datetime]:
    """When the last session of each cycle was held; cycles without one are left out."""
    held = Session.objects.held().filter(cycle__in=cycles).order_by()
    rows = held.values("cycle_id").annotate(last=Max("starts_at"))
    return {row["cycle_id"]: row["last"] for row in rows}


def last_commitments(cycle: Cycle) -> dict[int, str]:
    """What each person last promised to do at work, by person id (R081)."""
    rows = Commitment.objects.filter(session__cycle=cycle).order_by("at")
    return dict(rows.values_list("person_id", "text"))


def to_ask(cycle: Cycle, days: int | None = None) -> Asked:
    """The first round (or the one named) that some participant has not got, and who."""
    enrolments = _participants(cycle)
    issued: dict[int, set[int]] = {}
    rows = FollowUp.objects.filter(enrolment__cycle=cycle, issued_at__isnull=False)
    for enrolment_id, round_days in rows.values_list("enrolment_id", "days"):
        issued.setdefault(round_days, set()).add(enrolment_id)
    for round_days in rounds_of([cycle])[cycle.pk] if days is None else [days]:
        left = [row for row in enrolments if row.pk not in issued.get(round_days, set())]
        if left:
            return Asked(round_days, left)
    return Asked(days or 0, [])


def _participants(cycle: Cycle) -> list[Enrolment]:
    excused = Excuse.objects.filter(enrolment__cycle=cycle, what=Lack.USE)
    return list(
        Enrolment.objects.filter(cycle=cycle, status=EnrolmentStatus.PARTICIPANT)
        .exclude(pk__in=excused.values("enrolment_id"))
        .select_related("person")
        .order_by("pk")
    )
