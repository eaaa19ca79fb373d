"""Experts (actions/experts.py)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sala.core.permissions import Refused
from sala.cycles.actions import consent, name_expert, refuse, remove_expert, set_lead
from sala.cycles.models import Expert
from sala.cycles.steps import expert_gaps
from tests.factories.people import PersonFactory


@pytest.mark.req("R044")
def test_outsider_as_only_expert_is_refused_until_one_from_inside_is_named(cycle, anong, chai):
    with pytest.raises(Refused) as refusal:
        name_expert(cycle, outside_name="รศ.ปรีชา ดีงาม", by=anong)
    assert refusal.value.decision.code == "value.inside_first"

    lead = name_expert(cycle, person=chai, by=anong)
    guest = name_expert(cycle, outside_name="รศ.ปรีชา ดีงาม", by=anong)

    assert lead.is_lead
    assert (guest.is_internal, guest.is_lead) == (False, False)


@pytest.mark.req("R044")
def test_outsider_never_leads(cycle, anong, chai, duangjai):
    name_expert(cycle, person=chai, by=anong)
    for other in ({"outside_name": "รศ.ปรีชา ดีงาม"}, {"person": duangjai}):
        with pytest.raises(Refused) as refusal:
            name_expert(cycle, is_lead=True, by=anong, **other)
        assert refusal.value.decision.code == "value.lead_inside"


@pytest.mark.req("R043")
def test_step_three_fails_without_expert_and_passes_with_two(cycle, anong, boon, chai):
    assert expert_gaps([cycle])[cycle.pk]
    first = name_expert(cycle, person=chai, by=anong)
    name_expert(cycle, person=boon, by=anong)

    consent(first, by=chai)

    assert expert_gaps([cycle])[cycle.pk] == []


@pytest.mark.req("R045", part="consent to both roles by the person alone")
def test_only_the_expert_consents(cycle, anong, chai):
    expert = name_expert(cycle, person=chai, by=anong)
    with pytest.raises(Refused) as refusal:
        consent(expert, by=anong)
    assert refusal.value.decision.code == "right.own_consent"
    assert "รัตนา" not in str(expert_gaps([cycle]))
    assert "ชัย" in expert_gaps([cycle])[cycle.pk][0].detail

    assert consent(expert, by=chai).consented_at


def test_expert_who_says_no_frees_the_lead(cycle, anong, chai, boon):
    expert = name_expert(cycle, person=chai, by=anong)
    refuse(expert, by=chai)
    second = name_expert(cycle, person=boon, by=anong)
    assert second.is_lead

    again = name_expert(cycle, person=chai, by=anong)
    assert (again.consented_at, again.declined_at) == (None, None)


def test_lead_moves(cycle, anong, chai, boon):
    first = name_expert(cycle, person=chai, by=anong)
    second = name_expert(cycle, person=boon, by=anong)
    set_lead(second, by=anong)
    assert list(Expert.objects.filter(is_lead=True)) == [second]
    assert Expert.objects.get(pk=first.pk).is_lead is False


def test_last_one_from_inside_stays_while_outsiders_are_named(cycle, anong, chai):
    inside = name_expert(cycle, person=chai, by=anong)
    outside = name_expert(cycle, outside_name="รศ.ปรีชา ดีงาม", by=anong)
    with pytest.raises(Refused) as refusal:
        remove_expert(inside, by=anong)
    assert refusal.value.decision.code == "state.last_inside"

    remove_expert(outside, by=anong)
    remove_expert(inside, by=anong)
    assert not Expert.objects.exists()


def test_member_names_nobody(cycle, boon, chai):
    with pytest.raises(Refused) as refusal:
        name_expert(cycle, person=chai, by=boon)
    assert refusal.value.decision.code == "right.facilitator"


@pytest.mark.req("I02")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["inside", "outside", "remove", "refuse", "lead"]),
            st.integers(0, 3),
            st.booleans(),
        ),
        max_size=10,
    )
)
def test_outsiders_never_lead_and_never_pass_alone(cycle, anong, agency, steps):
    Expert.objects.filter(cycle=cycle).delete()
    people = PersonFactory.create_batch(4, agency=agency)
    for kind, place, is_lead in steps:
        try:
            _do(kind, place, is_lead, cycle, anong, people)
        except Refused:
            continue
    standing = Expert.objects.filter(cycle=cycle, declined_at__isnull=True)
    inside = [expert for expert in standing if expert.is_internal]
    outside = [expert for expert in standing if not expert.is_internal]
    assert inside or not outside or expert_gaps([cycle])[cycle.pk]
    assert not any(expert.is_lead for expert in outside)


def _do(kind, place, is_lead, cycle, anong, people):
    experts = list(Expert.objects.filter(cycle=cycle).order_by("pk"))
    if kind == "inside":
        name_expert(cycle, person=people[place], is_lead=is_lead, by=anong)
    elif kind == "outside":
        name_expert(cycle, outside_name=f"ผู้รู้ {place}", is_lead=is_lead, by=anong)
    elif experts:
        expert = experts[place % len(experts)]
        if kind == "remove":
            remove_expert(expert, by=anong)
        elif kind == "lead":
            set_lead(expert, by=anong)
        elif expert.person_id:
            refuse(expert, by=expert.person)
