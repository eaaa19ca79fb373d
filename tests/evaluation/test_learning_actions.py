from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from sala.core.locking import Stale
from sala.core.permissions import Refused
from sala.cycles.models import Cycle
from sala.evaluation.actions.excuses import excuse, withdraw_excuse
from sala.evaluation.actions.learning import (
    add_improvement,
    evaluate,
    name_assessor,
    object_to_evaluation,
    release_assessor,
)
from sala.evaluation.answers import Judgement
from sala.evaluation.models import Excuse, LearningEvaluation
from sala.evaluation.rules import assessed_by
from sala.journal.models import Line
from sala.people.models import Person
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import AssessorFactory, LearningEvaluationFactory

WELL = Judgement("observation", Decimal(8), Decimal(10), feedback="ตรวจครบทุกใบ")


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.decision


def test_the_facilitator_evaluates_a_participant(participant, anong):
    made = evaluate(participant, WELL, by=anong)
    assert (made.score, made.evaluated_by, made.version) == (8, anong, 1)


def test_an_evaluation_says_something(participant, anong):
    empty = Judgement("observation", feedback=" ")
    too_much = Judgement("test", Decimal(11), Decimal(10))
    assert refusal(lambda: evaluate(participant, empty, by=anong)).code == "value.empty"
    assert refusal(lambda: evaluate(participant, too_much, by=anong)).code == "value.score"


def test_neither_member_nor_recorder_nor_sponsor_evaluates(participant, boon, likhit, uea, chai):
    for person in (boon, likhit, uea, chai):
        assert refusal(lambda p=person: evaluate(participant, WELL, by=p)).status == 403


def test_nobody_evaluates_oneself(cycle, anong):
    own = EnrolmentFactory(cycle=cycle, person=anong)
    assert refusal(lambda: evaluate(own, WELL, by=anong)).code == "right.own"


def test_a_closed_cycle_stays_as_it_is(cycle, participant, anong):
    Cycle.objects.filter(pk=cycle.pk).update(closed_at=cycle.created_at)
    assert refusal(lambda: evaluate(participant, WELL, by=anong)).code == "state.cycle_closed"


def test_what_an_assessor_wrote_the_facilitator_does_not_write_over(participant, anong, chai):
    AssessorFactory(enrolment=participant, person=chai)
    evaluate(participant, WELL, by=chai)
    assert refusal(lambda: evaluate(participant, WELL, by=anong, seen=1)).status == 403


def test_a_stale_evaluation_is_not_written_over(participant, anong):
    evaluate(participant, WELL, by=anong)
    evaluate(participant, Judgement("observation", feedback="ใหม่"), by=anong, seen=1)
    with pytest.raises(Stale) as stale:
        evaluate(participant, WELL, by=anong, seen=1)
    assert stale.value.current.feedback == "ใหม่"


@pytest.mark.req("R123", part="no result in the journal")
def test_the_journal_holds_neither_score_nor_words(participant, anong, boon):
    evaluate(participant, WELL, by=anong)
    line = Line.objects.get(verb="evaluation.evaluated")

    assert line.audience == f"person:{boon.pk}"
    assert line.data == {"method": "observation"}


def test_the_person_may_object_to_what_was_typed(participant, anong, boon):
    typed = LearningEvaluationFactory(enrolment=participant, via="paper")
    object_to_evaluation(typed, "ข้อ 3 ตอบอย่างอื่น", by=boon)

    typed.refresh_from_db()
    assert typed.objection == "ข้อ 3 ตอบอย่างอื่น"
    assert refusal(lambda: object_to_evaluation(typed, "x", by=anong)).code == "right.own"


def test_naming_an_assessor_opens_and_release_shuts(participant, anong, chai):
    named = name_assessor(participant, chai, by=anong)
    assert assessed_by(chai) == {participant.pk}
    assert name_assessor(participant, chai, by=anong) == named

    release_assessor(named, by=anong)
    tomorrow = Person.objects.get(pk=chai.pk)
    assert refusal(lambda: evaluate(participant, WELL, by=tomorrow)).status == 403


def test_nobody_is_named_to_assess_oneself(participant, anong, boon):
    assert refusal(lambda: name_assessor(participant, boon, by=anong)).code == "right.own"


@pytest.mark.req("R077", part="excused with reason")
def test_an_excuse_has_kind_and_sentence_and_is_never_ones_own(cycle, participant, anong, boon):
    given = excuse(participant, "use", "leave", "ลาศึกษาต่อถึงสิ้นปี", by=anong)
    assert (given.kind, given.sentence) == ("leave", "ลาศึกษาต่อถึงสิ้นปี")

    own = EnrolmentFactory(cycle=cycle, person=anong)
    assert refusal(lambda: excuse(own, "use", "leave", "ไม่ว่าง", by=anong)).code == "right.own"
    assert refusal(lambda: excuse(participant, "use", "ill", "ป่วย", by=boon)).status == 403


def test_the_sentence_of_an_excuse_is_not_in_the_journal(participant, anong):
    given = excuse(participant, "learning", "ill", "ผ่าตัด", by=anong)
    withdraw_excuse(given, by=anong)

    told = [str(line.data) + line.audience for line in Line.objects.all()]
    assert not Excuse.objects.exists()
    assert all("ผ่าตัด" not in words for words in told)
    assert all("steward" in words for words in told)


def test_only_who_runs_the_round_writes_improvements(cycle, boon, uea):
    for person in (boon, uea):
        assert refusal(lambda p=person: add_improvement(cycle, "x", by=p)).status == 403


def test_the_database_keeps_a_score_within_its_full_score(participant):
    with pytest.raises(IntegrityError), transaction.atomic():
        LearningEvaluation.objects.create(
            enrolment=participant, method="test", score=11, max_score=10
        )


def test_nobody_lets_oneself_in_to_what_others_answered(participant, anong):
    assert refusal(lambda: name_assessor(participant, anong, by=anong)).code == "right.self"
    assert not participant.assessors.exists()
