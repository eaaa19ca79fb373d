"""Whom to ask about use at work, when, and with which words of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Max

from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus
from sala.evaluation.models import Excuse, FollowUp, Lack
from sala.evaluation.rounds import DEFAULT_DAYS, due_at, may_remind, rounds
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


def due_rounds(moment: datetime) -> list[tuple[Cycle, int]]:
    """Open cycles whose last session is behind them, with each round that is due."""
    cycles = list(Cycle.objects.open().filter(enrolments__status="participant").distinct())
    ahead = set(
        Session.objects.filter(
            cycle__in=cycles, starts_at__gt=moment, cancelled_at__isnull=True
        ).values_list("cycle_id", flat=True)
    )
    held, plan = last_held_at(cycles), rounds_of(cycles)
    return [
        (cycle, days)
        for cycle in cycles
        if cycle.pk in held and cycle.pk not in ahead
        for days in plan[cycle.pk]
        if due_at(held[cycle.pk], days) <= moment
    ]


def waiting_in(cycles: Sequence[Cycle]) -> list[FollowUp]:
    """Forms in the hands of participants of these cycles, not answered and not excused."""
    excused = Excuse.objects.filter(enrolment__cycle__in=cycles, what=Lack.USE)
    rows = FollowUp.objects.filter(
        enrolment__cycle__in=cycles,
        enrolment__status=EnrolmentStatus.PARTICIPANT,
        issued_at__isnull=False,
        answered_at__isnull=True,
    ).exclude(enrolment__in=excused.values("enrolment"))
    return list(rows.select_related("enrolment__person").order_by("enrolment__person__sort_key"))


def is_reminder_due(follow_up: FollowUp, moment: datetime) -> bool:
    """The first reminder comes a week after the form itself."""
    last = follow_up.reminded_at or follow_up.issued_at
    return may_remind(last, follow_up.reminder_count, moment)


def _participants(cycle: Cycle) -> list[Enrolment]:
    excused = Excuse.objects.filter(enrolment__cycle=cycle, what=Lack.USE)
    return list(
        Enrolment.objects.filter(cycle=cycle, status=EnrolmentStatus.PARTICIPANT)
        .exclude(pk__in=excused.values("enrolment_id"))
        .select_related("person")
        .order_by("pk")
    )
