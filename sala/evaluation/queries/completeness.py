"""Who has been evaluated and followed up, and who has not: states only, no answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus
from sala.evaluation.models import (
    Excuse,
    FollowUp,
    GroupImprovement,
    Lack,
    LearningEvaluation,
)
from sala.evaluation.queries.asking import rounds_of


class Round(NamedTuple):
    """One round of one participant."""

    days: int
    follow_up_id: int | None
    is_answered: bool


class PersonRow(NamedTuple):
    """How far one participant is: never what was answered."""

    enrolment: Enrolment
    is_evaluated: bool
    learning_excuse: Excuse | None
    rounds: list[Round]
    use_excuse: Excuse | None

    @property
    def learning_done(self) -> bool:
        return self.is_evaluated or self.learning_excuse is not None

    @property
    def is_used_known(self) -> bool:
        return all(row.is_answered for row in self.rounds)

    @property
    def use_done(self) -> bool:
        return self.is_used_known or self.use_excuse is not None

    @property
    def is_waiting(self) -> bool:
        """Has a form in hand and has not answered."""
        return any(row.follow_up_id and not row.is_answered for row in self.rounds)


class Completeness(NamedTuple):
    """All participants of one cycle in dictionary order, leavers without a reason, improvements."""

    rows: list[PersonRow]
    unexplained: list[Enrolment]
    improvement_count: int

    def lacking_learning(self) -> list[PersonRow]:
        return [row for row in self.rows if not row.learning_done]

    def lacking_use(self) -> list[PersonRow]:
        return [row for row in self.rows if not row.use_done]


def excuses_that_count(found: Completeness) -> list[Excuse]:
    """Excuses in the place of an evaluation or an answer: what stands beside the 100 %."""
    pairs = [
        (excuse, is_done)
        for row in found.rows
        for excuse, is_done in (
            (row.learning_excuse, row.is_evaluated),
            (row.use_excuse, row.is_used_known),
        )
    ]
    return [excuse for excuse, is_done in pairs if excuse and not is_done]


def completeness_of(cycle: Cycle) -> Completeness:
    return completeness([cycle])[cycle.pk]


def completeness(cycles: Sequence[Cycle]) -> dict[int, Completeness]:
    """By cycle id, in a constant number of queries."""
    plan = rounds_of(cycles)
    excuses = _excuses(cycles)
    evaluated = set(
        LearningEvaluation.objects.filter(enrolment__cycle__in=cycles).values_list(
            "enrolment_id", flat=True
        )
    )
    issued = _issued(cycles)
    found: dict[int, Completeness] = {
        cycle.pk: Completeness([], [], count) for cycle, count in _improvements(cycles)
    }
    for enrolment in _enrolments(cycles):
        mine = found[enrolment.cycle_id]
        learning = excuses.get((enrolment.pk, Lack.LEARNING))
        use = excuses.get((enrolment.pk, Lack.USE))
        if enrolment.is_participant:
            rounds = [_round(enrolment.pk, days, issued) for days in plan[enrolment.cycle_id]]
            is_done = enrolment.pk in evaluated
            mine.rows.append(PersonRow(enrolment, is_done, learning, rounds, use))
        elif not (enrolment.end_reason or learning or use):
            mine.unexplained.append(enrolment)
    return found


def _round(enrolment_id: int, days: int, issued: dict[tuple[int, int], tuple[int, bool]]) -> Round:
    follow_up_id, is_answered = issued.get((enrolment_id, days), (None, False))
    return Round(days, follow_up_id, is_answered)


def _excuses(cycles: Sequence[Cycle]) -> dict[tuple[int, str], Excuse]:
    rows = Excuse.objects.filter(enrolment__cycle__in=cycles)
    return {(row.enrolment_id, row.what): row for row in rows}


def _issued(cycles: Sequence[Cycle]) -> dict[tuple[int, int], tuple[int, bool]]:
    rows = FollowUp.objects.filter(enrolment__cycle__in=cycles, issued_at__isnull=False)
    values = rows.values_list("enrolment_id", "days", "pk", "answered_at")
    return {(enrolment, days): (pk, at is not None) for enrolment, days, pk, at in values}


def _improvements(cycles: Sequence[Cycle]) -> list[tuple[Cycle, int]]:
    counts: dict[int, int] = {}
    rows = GroupImprovement.objects.filter(cycle__in=cycles).values_list("cycle_id", flat=True)
    for cycle_id in rows:
        counts[cycle_id] = counts.get(cycle_id, 0) + 1
    return [(cycle, counts.get(cycle.pk, 0)) for cycle in cycles]


def _enrolments(cycles: Sequence[Cycle]) -> list[Enrolment]:
    """Participants, and those who were accepted and left."""
    kept = (EnrolmentStatus.PARTICIPANT, EnrolmentStatus.WITHDRAWN)
    rows = Enrolment.objects.filter(cycle__in=cycles, status__in=kept)
    rows = rows.exclude(status=EnrolmentStatus.WITHDRAWN, accepted_at__isnull=True)
    return list(rows.select_related("person").order_by("person__sort_key", "pk"))


def completeness_table(cycle: Cycle) -> tuple[list[str], list[list[str]]]:
    """Headers and one line a participant, in dictionary order."""
    headers = [_("ชื่อ"), _("หน่วยงาน"), _("ประเมินผลการเรียนรู้"), _("ติดตามการนำไปใช้")]
    done, waiting = _("ครบ"), _("ยังไม่ครบ")
    lines = [
        [
            row.enrolment.person.full_name,
            row.enrolment.unit_name,
            _let_off(row.learning_excuse) or (done if row.is_evaluated else waiting),
            _let_off(row.use_excuse) or (done if row.is_used_known else waiting),
        ]
        for row in completeness_of(cycle).rows
    ]
    return headers, lines


def _let_off(excuse: Excuse | None) -> str:
    return _("ยกเว้น") if excuse else ""
