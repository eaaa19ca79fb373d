from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sala.evaluation.models import FollowUp, LearningEvaluation
from sala.evaluation.models.own import people_in
from sala.people.keys import keys_of
from tests.factories.communities import CommunityFactory, MembershipFactory, RoleHoldingFactory
from tests.factories.cycles import CycleFactory, EnrolmentFactory
from tests.factories.evaluation import (
    AssessorFactory,
    FollowUpFactory,
    LearningEvaluationFactory,
)
from tests.factories.people import OfficeFactory, PersonFactory

ROLES = ("facilitator", "recorder", "sponsor", "expert", "coordinator")
OFFICES = ("km_team", "executive", "unit_manager", "it_office", "auditor")


@pytest.mark.req("R123", part="roles and offices open no one's answers")
class TestOnlyOwnAndAssessed(TestCase):
    """Whatever a person holds, only own rows and those of own assessees are seen."""

    @settings(max_examples=20)
    @given(
        st.sets(st.sampled_from(ROLES)),
        st.sets(st.sampled_from(OFFICES)),
        st.lists(st.sampled_from(["own", "assessed", "foreign"]), min_size=1, max_size=4),
    )
    def test_what_is_seen_is_own_or_assessed(self, roles, offices, kinds):
        community = CommunityFactory()
        reader = PersonFactory(agency=community.agency)
        MembershipFactory(community=community, person=reader)
        for role in roles:
            RoleHoldingFactory(community=community, person=reader, role=role)
        for office in offices:
            OfficeFactory(person=reader, kind=office)
        expected = {self.build(community, reader, kind) for kind in kinds} - {None}
        keys = keys_of(reader)

        seen = FollowUp.objects.visible_to(keys).values_list("enrolment", flat=True)
        judged = LearningEvaluation.objects.visible_to(keys).values_list("enrolment", flat=True)
        assert set(seen) == expected
        assert sorted(judged) == sorted(expected), "no row twice"

    def build(self, community, reader, kind):
        cycle = CycleFactory(community=community)
        person = {"person": reader} if kind == "own" else {}
        enrolment = EnrolmentFactory(cycle=cycle, **person)
        if kind == "assessed":
            AssessorFactory(enrolment=enrolment, person=reader)
        FollowUpFactory(enrolment=enrolment, answered=True)
        LearningEvaluationFactory(enrolment=enrolment)
        return None if kind == "foreign" else enrolment.pk


def test_a_key_of_anything_else_is_no_person():
    assert people_in({"public", "agency:7", "community:12:steward", "person:9"}) == [9]


def test_who_wrote_an_evaluation_reads_it(participant, anong, uea):
    made = LearningEvaluationFactory(enrolment=participant, evaluated_by=anong)
    assert list(LearningEvaluation.objects.visible_to(keys_of(anong))) == [made]
    assert not LearningEvaluation.objects.visible_to(keys_of(uea)).exists()
