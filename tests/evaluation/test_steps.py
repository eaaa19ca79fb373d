from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sala.cycles.models import Enrolment
from sala.evaluation.actions.excuses import excuse
from sala.evaluation.actions.follow_ups import answer_follow_up, issue_follow_ups
from sala.evaluation.actions.learning import add_improvement, evaluate
from sala.evaluation.answers import Judgement, UseAnswer
from sala.evaluation.models import FollowUp, GroupImprovement
from sala.evaluation.steps import learning_gaps, learning_progress, use_gaps, use_progress
from tests.factories.communities import CommunityFactory, RoleHoldingFactory
from tests.factories.cycles import CycleFactory, EnrolmentFactory
from tests.factories.evaluation import FollowUpFactory, LearningEvaluationFactory

WELL = Judgement("observation", feedback="ทำได้ครบทุกขั้น")


def words(gaps):
    return " / ".join(f"{gap.label} {gap.detail}" for gap in gaps)


@pytest.mark.req("R009", part="step 6 names the people")
@pytest.mark.req("R075")
def test_nineteen_of_twenty_evaluated_names_the_twentieth(cycle, anong):
    people = EnrolmentFactory.create_batch(20, cycle=cycle)
    GroupImprovement.objects.create(cycle=cycle, text="เพิ่มเวลาลองทำ", by=anong)
    for enrolment in people[:19]:
        evaluate(enrolment, WELL, by=anong)

    assert learning_progress([cycle])[cycle.pk] == 0.95
    (gap,) = learning_gaps([cycle])[cycle.pk]
    assert gap.detail == str(people[19].person)

    evaluate(people[19], WELL, by=anong)
    assert learning_progress([cycle])[cycle.pk] == 1
    assert learning_gaps([cycle])[cycle.pk] == []


@pytest.mark.req("R075", part="leavers need a recorded reason")
def test_who_left_after_being_accepted_needs_a_reason(cycle, anong, participant):
    Enrolment.objects.filter(pk=participant.pk).update(
        status="withdrawn", accepted_at=cycle.created_at, end_reason=""
    )
    participant.refresh_from_db()
    assert participant.person.full_name in words(learning_gaps([cycle])[cycle.pk])

    excuse(participant, "learning", "moved", "ย้ายไปอำเภออื่น", by=anong)
    assert participant.person.full_name not in words(learning_gaps([cycle])[cycle.pk])


@pytest.mark.req("R076", part="an improvement of the group is required")
def test_step_six_asks_for_an_improvement(cycle, anong, participant):
    LearningEvaluationFactory(enrolment=participant)
    assert "ปรับปรุง" in words(learning_gaps([cycle])[cycle.pk])

    add_improvement(cycle, "เริ่มวงด้วยงานจริง", by=anong)
    assert learning_gaps([cycle])[cycle.pk] == []


@pytest.mark.req("R077", part="gate names who has not answered")
def test_step_seven_tells_unasked_from_unanswered(cycle, anong, boon, participant, held):
    assert "ยังไม่ได้รับแบบ" in words(use_gaps([cycle])[cycle.pk])

    (follow_up,) = issue_follow_ups(cycle, by=anong)
    (gap,) = use_gaps([cycle])[cycle.pk]
    assert "ยังไม่ได้ตอบ" in gap.label
    assert boon.full_name in gap.detail

    answer_follow_up(follow_up, UseAnswer(is_used=True), by=boon)
    assert use_gaps([cycle])[cycle.pk] == []
    assert use_progress([cycle])[cycle.pk] == 1


def test_every_round_of_the_plan_is_asked_for(cycle, participant):
    cycle.follow_up_days = [30, 90]
    cycle.save()
    FollowUpFactory(enrolment=participant, days=30, answered=True)

    assert "ยังไม่ได้รับแบบ" in words(use_gaps([cycle])[cycle.pk])
    FollowUpFactory(enrolment=participant, days=90, answered=True)
    assert use_gaps([cycle])[cycle.pk] == []


def test_steps_cost_the_same_for_one_cycle_and_fifty(
    cycle, participant, django_assert_max_num_queries
):
    many = [cycle, *CycleFactory.create_batch(49, community=cycle.community)]
    for row in many:
        EnrolmentFactory.create_batch(2, cycle=row)
    for checked in (many[:1], many):
        with django_assert_max_num_queries(7):
            learning_gaps(checked)
        with django_assert_max_num_queries(7):
            use_gaps(checked)


STATES = st.fixed_dictionaries(
    {
        "is_evaluated": st.booleans(),
        "learning_excuse": st.booleans(),
        "use": st.sampled_from(["none", "issued", "answered"]),
        "use_excuse": st.booleans(),
        "status": st.sampled_from(["participant", "participant", "observer", "declined"]),
    }
)


@pytest.mark.req("I01")
class TestClosingNeedsEveryone(TestCase):
    """I01 over real models: no gap exactly when each participant has, or is excused from, both."""

    @given(st.lists(STATES, min_size=1, max_size=6))
    def test_gaps_vanish_only_when_nobody_lacks_anything(self, states):
        community = CommunityFactory()
        RoleHoldingFactory(community=community, person=community.founded_by)
        cycle = CycleFactory(community=community)
        GroupImprovement.objects.create(cycle=cycle, text="x", by=cycle.made_by)
        lacking: set[str] = set()
        for state in states:
            name = self.build(cycle, state)
            if name:
                lacking.add(name)

        gaps = learning_gaps([cycle])[cycle.pk] + use_gaps([cycle])[cycle.pk]
        named = {name for gap in gaps for name in gap.detail.split(", ") if name}
        counted = [state for state in states if state["status"] == "participant"]

        assert named == lacking
        assert (gaps == []) == (not lacking and bool(counted))

    def build(self, cycle, state):
        enrolment = EnrolmentFactory(cycle=cycle, status=state["status"])
        if state["is_evaluated"]:
            LearningEvaluationFactory(enrolment=enrolment)
        if state["learning_excuse"]:
            excuse(enrolment, "learning", "leave", "ลาคลอด", by=cycle.made_by)
        if state["use"] == "issued":
            FollowUpFactory(enrolment=enrolment)
        if state["use"] == "answered":
            FollowUpFactory(enrolment=enrolment, answered=True)
        if state["use_excuse"]:
            excuse(enrolment, "use", "leave", "ลาคลอด", by=cycle.made_by)
        learning = state["is_evaluated"] or state["learning_excuse"]
        use = state["use"] == "answered" or state["use_excuse"]
        is_lacking = state["status"] == "participant" and not (learning and use)
        return str(enrolment.person) if is_lacking else ""


def test_excusing_one_does_not_ask_that_one(cycle, anong, participant, held):
    EnrolmentFactory(cycle=cycle)
    excuse(participant, "use", "leave", "ลาศึกษาต่อ", by=anong)
    made = issue_follow_ups(cycle, by=anong)

    assert [row.enrolment_id for row in made] != []
    assert not FollowUp.objects.filter(enrolment=participant).exists()
