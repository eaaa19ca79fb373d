from __future__ import annotations

from sala.evaluation.panels import cycle_panel
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import FollowUpFactory, LearningEvaluationFactory


def test_the_facilitator_sees_how_complete_it_is(cycle, participant, anong):
    LearningEvaluationFactory(enrolment=participant)
    FollowUpFactory(enrolment__cycle=cycle, answered=True)
    assert cycle_panel(anong, cycle)["counts"] == {"people": 2, "learned": 1, "used": 1}


def test_a_participant_sees_no_counts_and_a_sponsor_no_panel(cycle, participant, boon, uea, likhit):
    LearningEvaluationFactory(enrolment=participant)
    assert cycle_panel(boon, cycle)["counts"] is None
    assert cycle_panel(uea, cycle) is None
    assert cycle_panel(likhit, cycle) is None


def test_a_panel_costs_two_queries_for_one_and_fifty(cycle, anong, django_assert_max_num_queries):
    cycle.follow_up_days = [30]
    cycle_panel(anong, cycle)  # roles are looked up once
    EnrolmentFactory.create_batch(50, cycle=cycle)
    with django_assert_max_num_queries(2):
        assert cycle_panel(anong, cycle)["counts"]["people"] == 50
