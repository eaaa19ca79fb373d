from __future__ import annotations

from sala.evaluation.work import follow_ups, open_tests, to_evaluate
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import (
    AssessorFactory,
    FollowUpFactory,
    InstrumentFactory,
    LearningEvaluationFactory,
)


def test_open_tests_wait_for_participants(cycle, participant, boon, anong):
    InstrumentFactory(cycle=cycle)
    InstrumentFactory(cycle=cycle, opens_before_at=None)
    InstrumentFactory()  # of another community
    assert len(open_tests(boon)) == 1
    assert open_tests(anong) == []


def test_forms_in_hand_wait_and_answered_ones_do_not(participant, boon, chai):
    FollowUpFactory(enrolment=participant, days=30, answered=True)
    asked = FollowUpFactory(enrolment=participant, days=90)
    (line,) = follow_ups(boon)
    assert line.url.endswith(f"/follow-ups/{asked.pk}/")
    assert follow_ups(chai) == []


def test_who_runs_the_round_and_who_assesses_are_asked(cycle, participant, held, anong, chai, uea):
    EnrolmentFactory(cycle=cycle)
    EnrolmentFactory(cycle=cycle, person=anong)
    AssessorFactory(enrolment=participant, person=chai)
    assert "2 คน" in to_evaluate(anong)[0].what, "oneself is not counted"
    assert "1 คน" in to_evaluate(chai)[0].what
    assert to_evaluate(uea) == []

    LearningEvaluationFactory(enrolment=participant)
    assert to_evaluate(chai) == []


def test_work_costs_the_same_for_one_and_fifty(
    cycle, participant, held, anong, boon, django_assert_max_num_queries
):
    EnrolmentFactory.create_batch(49, cycle=cycle)
    InstrumentFactory.create_batch(10, cycle=cycle)
    to_evaluate(anong)
    for source, person in ((to_evaluate, anong), (open_tests, boon), (follow_ups, boon)):
        with django_assert_max_num_queries(2):
            source(person)
