"""Answers to an instrument: taken by the participant, typed in from paper, judged by rubric."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.drafts import drop_draft
from sala.core.locking import locked
from sala.core.permissions import denied, require
from sala.cycles.models import Enrolment
from sala.evaluation.models import Attempt, Instrument, LearningEvaluation, Phase
from sala.evaluation.post import tell_of_evaluation
from sala.evaluation.queries.instruments import taken
from sala.evaluation.rules import can_evaluate, can_take, can_type_in_test
from sala.evaluation.scoring import full_points, score
from sala.evaluation.statistics import percentage
from sala.journal.actions import record
from sala.people.models import Person

Answers = Mapping[str, object]


@transaction.atomic
def take_test(
    instrument: Instrument, enrolment: Enrolment, phase: str, answers: Answers, *, by: Person
) -> Attempt:
    """The participant's own answers, once in each phase. The one after learning evaluates."""
    instrument, enrolment = _held(instrument, enrolment)
    is_taken = Attempt.objects.filter(
        instrument=instrument, enrolment=enrolment, phase=phase
    ).exists()
    require(can_take(by, instrument, phase, enrolment, is_taken=is_taken))
    attempt = _keep(instrument, enrolment, phase, answers)
    drop_draft(by.pk, draft_key(instrument.pk, phase))
    _record("evaluation.test_taken", attempt, by=by)
    if phase == Phase.AFTER:
        _evaluate_by(attempt)
    return attempt


@transaction.atomic
def type_in_test(
    instrument: Instrument, enrolment: Enrolment, phase: str, answers: Answers, *, by: Person
) -> Attempt:
    """A test answered on paper, typed in by the recorder or the assessor."""
    instrument, enrolment = _held(instrument, enrolment)
    is_taken = taken(instrument, phase).filter(enrolment=enrolment).exists()
    require(can_type_in_test(by, instrument, enrolment, is_taken=is_taken))
    _drop_disputed(instrument, enrolment, phase)
    attempt = _keep(instrument, enrolment, phase, answers, by=by, via="paper")
    _record("evaluation.test_typed_in", attempt, by=by)
    if phase == Phase.AFTER:
        _evaluate_by(attempt)
    return attempt


@transaction.atomic
def judge(
    instrument: Instrument,
    enrolment: Enrolment,
    levels: Answers,
    feedback: str,
    *,
    by: Person,
) -> LearningEvaluation:
    """An observation or a work piece by the levels of its rubric, with words to the person."""
    instrument, enrolment = _held(instrument, enrolment)
    require(can_evaluate(by, enrolment))
    if LearningEvaluation.objects.filter(enrolment=enrolment).exists():
        require(denied("state.evaluated", _("คนนี้ได้รับการประเมินแล้ว")))
    attempt = _keep(instrument, enrolment, Phase.AFTER, levels, by=by)
    evaluation = _evaluate_by(attempt, by=by, feedback=feedback)
    _record("evaluation.evaluated", attempt, by=by)
    return evaluation


def draft_key(instrument_id: int, phase: str) -> str:
    return f"evaluation.test:{instrument_id}:{phase}"


def _held(instrument: Instrument, enrolment: Enrolment) -> tuple[Instrument, Enrolment]:
    """Both read again and locked; the participant must be of the instrument's own cycle."""
    enrolment = locked(enrolment, "cycle", "person")
    instrument = locked(instrument, "cycle")
    if enrolment.cycle_id != instrument.cycle_id:
        raise ValueError("an instrument serves the participants of its own cycle")
    return instrument, enrolment


def _drop_disputed(instrument: Instrument, enrolment: Enrolment, phase: str) -> None:
    """What was typed in wrongly goes, and the evaluation that followed from it."""
    disputed = Attempt.objects.filter(instrument=instrument, enrolment=enrolment, phase=phase)
    LearningEvaluation.objects.filter(attempt__in=disputed).delete()
    disputed.delete()


def _keep(
    instrument: Instrument,
    enrolment: Enrolment,
    phase: str,
    answers: Answers,
    *,
    by: Person | None = None,
    via: str = "web",
) -> Attempt:
    items = list(instrument.items.all())
    known = {str(item.pk) for item in items}
    points, total = score(items, answers)
    return Attempt.objects.create(
        instrument=instrument,
        enrolment=enrolment,
        phase=phase,
        answers={key: value for key, value in answers.items() if key in known},
        points=points,
        score=total,
        max_score=sum(map(full_points, items), Decimal(0)),
        entered_by=by,
        via=via,
    )


def _evaluate_by(
    attempt: Attempt, *, by: Person | None = None, feedback: str = ""
) -> LearningEvaluation:
    """The evaluation that follows from an attempt; one that is there already stays."""
    share = percentage(attempt.score or 0, attempt.max_score or 0)
    evaluation, is_new = LearningEvaluation.objects.get_or_create(
        enrolment=attempt.enrolment,
        defaults={
            "method": attempt.instrument.method,
            "attempt": attempt,
            "score": attempt.score,
            "max_score": attempt.max_score,
            "has_passed": share is not None and share >= attempt.instrument.pass_percent,
            "feedback": feedback,
            "evaluated_by": by,
            "via": attempt.via,
            "at": now(),
        },
    )
    if is_new and (by or attempt.via == "paper"):
        tell_of_evaluation(evaluation)
    return evaluation


def _record(verb: str, attempt: Attempt, *, by: Person) -> None:
    """Read by the person alone: that it was done, never the score."""
    enrolment = attempt.enrolment
    record(
        verb,
        attempt,
        place=enrolment.cycle,
        by=by,
        via=attempt.via,
        on_behalf_of=enrolment.person if by.pk != enrolment.person_id else None,
        audience=f"person:{enrolment.person_id}",
        phase=attempt.phase,
    )
