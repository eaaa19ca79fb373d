"""Evaluating the learning of each participant (R075)."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now

from sala.core.locking import locked, require_version
from sala.core.permissions import require
from sala.cycles.models import Cycle, Enrolment
from sala.evaluation.answers import Judgement
from sala.evaluation.models import Assessor, GroupImprovement, LearningEvaluation
from sala.evaluation.post import tell_assessor, tell_of_evaluation, tell_of_objection
from sala.evaluation.rules import (
    can_evaluate,
    can_improve,
    can_name_assessor,
    can_object,
    can_rewrite_evaluation,
    forget_assessments,
    is_another,
    is_not_naming_oneself,
    is_participant,
)
from sala.journal.actions import record
from sala.people.models import Person


@transaction.atomic
def evaluate(
    enrolment: Enrolment, judgement: Judgement, *, by: Person, via: str = "web", seen: int = 0
) -> LearningEvaluation:
    """Write down how one participant learned, or write over one's own evaluation of version
    `seen`. The journal says that it was done, never with what result."""
    enrolment = locked(enrolment, "cycle", "person")
    require(can_evaluate(by, enrolment))
    require(judgement.check())
    held = LearningEvaluation.objects.select_for_update().filter(enrolment=enrolment).first()
    evaluation = held or LearningEvaluation(enrolment=enrolment, version=0)
    if held:
        require(can_rewrite_evaluation(by, held))
        require_version(held, seen, {"feedback": judgement.feedback})
    for field in ("method", "score", "max_score", "has_passed", "feedback"):
        setattr(evaluation, field, getattr(judgement, field))
    evaluation.evaluated_by, evaluation.via, evaluation.at = by, via, now()
    evaluation.version += 1
    evaluation.save()
    _record("evaluation.evaluated", evaluation, by=by, via=via)
    tell_of_evaluation(evaluation)
    return evaluation


@transaction.atomic
def object_to_evaluation(
    evaluation: LearningEvaluation, words: str, *, by: Person
) -> LearningEvaluation:
    """The person evaluated says that what was typed in is not right; the words stay private."""
    evaluation = locked(evaluation, "enrolment", "enrolment__cycle")
    require(can_object(by, evaluation.enrolment, evaluation.via))
    evaluation.objected_at, evaluation.objection = now(), words
    evaluation.save(update_fields=["objected_at", "objection"])
    _record("evaluation.objected", evaluation, by=by)
    typist = evaluation.attempt.entered_by if evaluation.attempt else evaluation.evaluated_by
    tell_of_objection(typist, evaluation.enrolment, "learning")
    return evaluation


def _record(verb: str, evaluation: LearningEvaluation, *, by: Person, via: str = "web") -> None:
    enrolment = evaluation.enrolment
    record(
        verb,
        evaluation,
        place=enrolment.cycle,
        by=by,
        via=via,
        on_behalf_of=enrolment.person if by.pk != enrolment.person_id else None,
        audience=f"person:{enrolment.person_id}",
        method=evaluation.method,
    )


@transaction.atomic
def name_assessor(enrolment: Enrolment, person: Person, *, by: Person) -> Assessor:
    """Name a person to assess one participant. Naming twice changes nothing."""
    enrolment = locked(enrolment, "cycle")
    require(can_name_assessor(by, enrolment.cycle))
    require(is_not_naming_oneself(by, person))
    require(is_participant(enrolment))
    require(is_another(person, enrolment))
    named, is_new = Assessor.objects.get_or_create(
        enrolment=enrolment, person=person, defaults={"named_by": by}
    )
    if is_new:
        forget_assessments(person)
        _record_naming("evaluation.assessor_named", named, by=by)
        tell_assessor(person, enrolment.cycle)
    return named


@transaction.atomic
def release_assessor(assessor: Assessor, *, by: Person) -> None:
    """Take a naming back: the person sees no more of that participant's answers."""
    assessor = locked(assessor, "enrolment", "enrolment__cycle", "person")
    require(can_name_assessor(by, assessor.enrolment.cycle))
    _record_naming("evaluation.assessor_released", assessor, by=by)
    forget_assessments(assessor.person)
    assessor.delete()


def _record_naming(verb: str, assessor: Assessor, *, by: Person) -> None:
    cycle = assessor.enrolment.cycle
    record(
        verb,
        assessor,
        place=cycle,
        by=by,
        audience=f"community:{cycle.community_id}:steward",
        assessor=assessor.person_id,
        enrolment=assessor.enrolment_id,
    )


@transaction.atomic
def add_improvement(cycle: Cycle, text: str, *, by: Person) -> GroupImprovement:
    """What the next round will do better, seen from the results (R076)."""
    cycle = locked(cycle)
    require(can_improve(by, cycle))
    improvement = GroupImprovement.objects.create(cycle=cycle, text=text, by=by)
    record("evaluation.improvement_added", improvement, place=cycle, by=by)
    return improvement
