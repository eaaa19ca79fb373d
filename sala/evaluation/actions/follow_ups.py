"""Asking each participant about use at work, and taking the answers in (R077, R078, R081)."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from sala.core.locking import locked
from sala.core.permissions import ALLOWED, Decision, denied, require
from sala.cycles.models import Cycle, Enrolment
from sala.evaluation.answers import Spoken, UseAnswer
from sala.evaluation.models import FollowUp
from sala.evaluation.post import ask, tell_of_objection, tell_of_typing
from sala.evaluation.queries.asking import (
    is_reminder_due,
    last_commitments,
    last_held_at,
    to_ask,
    waiting_in,
)
from sala.evaluation.rounds import DAYS_TO_ANSWER, due_at
from sala.evaluation.rules import (
    can_answer_follow_up,
    can_issue_follow_ups,
    can_object,
    can_type_in,
)
from sala.journal.actions import record
from sala.people.models import Person
from sala.people.queries import postings_on


@transaction.atomic
def issue_follow_ups(cycle: Cycle, *, by: Person | None, days: int | None = None) -> list[FollowUp]:
    """Send one round to every participant who has not got it; `by` None is the clock.

    Without `days` it is the next round of the plan. Sending twice asks nobody twice.
    """
    cycle = locked(cycle)
    if by is not None:
        require(can_issue_follow_ups(by, cycle))
    held_at = last_held_at([cycle]).get(cycle.pk)
    require(_something_held(held_at is not None))
    asked = to_ask(cycle, days)
    if held_at is None or not asked.enrolments:
        return []
    due = max(due_at(held_at, asked.days), now() + timedelta(days=DAYS_TO_ANSWER))
    made = _issue(cycle, asked.enrolments, FollowUp(days=asked.days, due_at=due, issued_by=by))
    via = "web" if by else "job"
    verb, count = "evaluation.follow_ups_issued", len(made)
    record(verb, cycle, by=by, via=via, days=asked.days, count=count)
    ask(made, cycle)
    return made


def _something_held(is_held: bool) -> Decision:
    if is_held:
        return ALLOWED
    return denied("state.no_session", _("ยังไม่มีวงที่จัดแล้ว จึงยังไม่มีเรื่องให้ติดตาม"))


def _issue(cycle: Cycle, enrolments: list[Enrolment], pattern: FollowUp) -> list[FollowUp]:
    commitments = last_commitments(cycle)
    rows = [
        FollowUp(
            enrolment=enrolment,
            days=pattern.days,
            due_at=pattern.due_at,
            issued_at=now(),
            issued_by=pattern.issued_by,
            commitment=commitments.get(enrolment.person_id, ""),
        )
        for enrolment in enrolments
    ]
    FollowUp.objects.bulk_create(rows)
    keys = [enrolment.pk for enrolment in enrolments]
    made = FollowUp.objects.filter(enrolment__in=keys, days=pattern.days)
    return list(made.select_related("enrolment__person").order_by("pk"))


@transaction.atomic
def remind_follow_ups(cycle: Cycle, *, by: Person | None) -> int:
    """Remind those who have not answered: at most three times, a week apart."""
    cycle = locked(cycle)
    if by is not None:
        require(can_issue_follow_ups(by, cycle))
    moment = now()
    due = [row for row in waiting_in([cycle]) if is_reminder_due(row, moment)]
    if due:
        for row in due:
            row.reminded_at, row.reminder_count = moment, row.reminder_count + 1
        FollowUp.objects.bulk_update(due, ["reminded_at", "reminder_count"])
        verb, via = "evaluation.follow_ups_reminded", "web" if by else "job"
        record(verb, cycle, by=by, via=via, count=len(due))
        ask(due, cycle, "evaluation.follow_up_reminder")
    return len(due)


@transaction.atomic
def answer_follow_up(
    follow_up: FollowUp, answer: UseAnswer, *, by: Person, via: str = "web"
) -> FollowUp:
    """The participant's own answer, in the app or by the signed link."""
    follow_up = locked(follow_up, "enrolment", "enrolment__cycle")
    require(can_answer_follow_up(by, follow_up))
    require(answer.check())
    follow_up.entered_by = None
    _write(follow_up, answer, Spoken(via, localdate()))
    _record("evaluation.follow_up_answered", follow_up, by=by, via=via)
    return follow_up


@transaction.atomic
def type_in_follow_up(
    follow_up: FollowUp, answer: UseAnswer, spoken: Spoken, *, by: Person
) -> FollowUp:
    """What a participant wrote on paper or said in a talk, typed in by another."""
    follow_up = locked(follow_up, "enrolment", "enrolment__cycle", "enrolment__person")
    require(can_type_in(by, follow_up))
    require(answer.check())
    follow_up.entered_by = by
    _write(follow_up, answer, spoken)
    _record("evaluation.follow_up_typed_in", follow_up, by=by, via=spoken.via)
    tell_of_typing(follow_up)
    return follow_up


def _write(follow_up: FollowUp, answer: UseAnswer, spoken: Spoken) -> None:
    """Keep the answer with the unit and position of this day."""
    follow_up.is_used = answer.is_used
    for field in ("how", "obstacle_kind", "obstacle", "evidence", "measure", "measure_unit"):
        setattr(follow_up, field, getattr(answer, field))
    follow_up.measure_before = answer.measure_before
    follow_up.measure_after = answer.measure_after
    follow_up.via, follow_up.answered_at = spoken.via, now()
    follow_up.happened_on = spoken.happened_on or localdate()
    enrolment = follow_up.enrolment
    person_id = enrolment.person_id
    posting = postings_on([person_id], follow_up.happened_on).get(person_id)
    follow_up.unit_id = posting.unit_id if posting else enrolment.unit_id
    follow_up.unit_name = posting.unit.name if posting else enrolment.unit_name
    follow_up.position = posting.position if posting else enrolment.position
    follow_up.save()


@transaction.atomic
def object_to_follow_up(follow_up: FollowUp, words: str, *, by: Person) -> FollowUp:
    """The participant says that what another typed in is not what was meant."""
    follow_up = locked(follow_up, "enrolment", "enrolment__cycle")
    require(can_object(by, follow_up.enrolment, follow_up.via))
    follow_up.objected_at, follow_up.objection = now(), words
    follow_up.save(update_fields=["objected_at", "objection"])
    _record("evaluation.follow_up_objected", follow_up, by=by)
    tell_of_objection(follow_up.entered_by, follow_up.enrolment, "use")
    return follow_up


def _record(verb: str, follow_up: FollowUp, *, by: Person, via: str = "web") -> None:
    """That it was answered is for the person alone to read; what was answered for nobody."""
    enrolment = follow_up.enrolment
    record(
        verb,
        follow_up,
        place=enrolment.cycle,
        by=by,
        via=via,
        on_behalf_of=enrolment.person if by.pk != enrolment.person_id else None,
        audience=f"person:{enrolment.person_id}",
        days=follow_up.days,
    )
