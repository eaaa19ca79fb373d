"""Who takes part, and by whose act (actions/enrolments.py)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sala.communities.models import Membership
from sala.core.permissions import Refused
from sala.cycles.actions import (
    Answers,
    accept_enrolment,
    answer,
    decline,
    enrol_by_attendance,
    invite,
    withdraw,
)
from sala.cycles.models import Enrolment, EnrolmentStatus
from sala.journal.models import Line
from tests.factories.people import PersonFactory, PostingFactory


@pytest.mark.req("R038")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(interest=st.booleans(), need=st.booleans(), ready=st.booleans(), was_invited=st.booleans())
def test_three_yes_make_a_participant_and_one_no_an_observer(
    cycle, anong, boon, interest, need, ready, was_invited
):
    Enrolment.objects.filter(cycle=cycle).delete()
    if was_invited:
        invite(cycle, [boon], by=anong)

    enrolment = answer(cycle, Answers(interest, need, ready), by=boon)

    are_all = interest and need and ready
    expected = "participant" if was_invited else "waiting"
    assert enrolment.status == (expected if are_all else "observer")


@pytest.mark.req("R038")
def test_facilitator_cannot_overrule_an_observer_only_invite_again(cycle, anong, boon, yes):
    observer = answer(cycle, Answers(has_interest=True, has_need=True, is_ready=False), by=boon)

    with pytest.raises(Refused) as refusal:
        accept_enrolment(observer, by=anong)
    assert refusal.value.decision.code == "state.observer"

    invite(cycle, [boon], by=anong)
    assert Enrolment.objects.get().status == "observer"
    assert answer(cycle, yes, by=boon).status == "participant"


@pytest.mark.req("R039", part="the queue and acceptance")
def test_request_waits_until_another_accepts(cycle, anong, boon, yes):
    waiting = answer(cycle, yes, by=boon)
    assert waiting.status == EnrolmentStatus.WAITING

    accepted = accept_enrolment(waiting, by=anong)

    assert (accepted.status, accepted.accepted_by) == ("participant", anong)
    assert Line.objects.filter(verb="cycles.enrolment_accepted").count() == 1


def test_nobody_accepts_oneself(cycle, anong, yes, second_facilitator):
    own = answer(cycle, yes, by=anong)
    with pytest.raises(Refused) as refusal:
        accept_enrolment(own, by=anong)
    assert refusal.value.decision.code == "right.not_oneself"

    assert accept_enrolment(own, by=second_facilitator).is_participant


def test_inviting_oneself_is_no_acceptance(cycle, anong, yes):
    invite(cycle, [anong], by=anong)
    assert answer(cycle, yes, by=anong).status == "waiting"


def test_member_may_not_accept(cycle, boon, anong, yes):
    with pytest.raises(Refused) as refusal:
        accept_enrolment(answer(cycle, yes, by=anong), by=boon)
    assert refusal.value.decision.code == "right.facilitator"


@pytest.mark.req("R040", part="no qualification asked of a participant")
def test_person_without_posting_or_position_joins(cycle, anong, boon, yes):
    invite(cycle, [boon], by=anong)
    assert answer(cycle, yes, by=boon).is_participant


def test_unit_and_position_are_those_of_the_day(cycle, anong, boon, yes):
    posting = PostingFactory(person=boon)
    invite(cycle, [boon], by=anong)
    answer(cycle, yes, by=boon)
    posting.position = "ย้ายแล้ว"
    posting.save()

    enrolment = Enrolment.objects.get()
    assert enrolment.position == "นักวิชาการพัสดุปฏิบัติการ"
    assert enrolment.unit_name == posting.unit.name


def test_outsider_may_not_enrol_but_an_invited_one_may(cycle, anong, chai, yes):
    with pytest.raises(Refused) as refusal:
        answer(cycle, yes, by=chai)
    assert refusal.value.decision.code == "right.member"

    invite(cycle, [chai], by=anong)
    assert answer(cycle, yes, by=chai).is_participant


def test_people_of_another_agency_are_not_invited(cycle, anong, duangjai):
    assert invite(cycle, [duangjai], by=anong) == []


def test_inviting_twice_asks_once(cycle, anong, boon):
    assert len(invite(cycle, [boon], by=anong)) == 1
    assert invite(cycle, [boon], by=anong) == []
    assert Enrolment.objects.count() == 1


def test_decline_and_be_invited_again(cycle, anong, boon, yes):
    invite(cycle, [boon], by=anong)
    assert decline(cycle, by=boon).status == "declined"
    invite(cycle, [boon], by=anong)
    assert Enrolment.objects.get().status == "invited"


def test_participant_leaves_with_a_reason_only(participant, boon, chai):
    with pytest.raises(Refused, match="เหตุผล"):
        withdraw(participant, reason=" ", by=boon)
    with pytest.raises(Refused, match="แทนผู้อื่น"):
        withdraw(participant, reason="ย้าย", by=chai)

    gone = withdraw(participant, reason="ย้ายหน่วยงาน", by=boon)
    assert (gone.status, gone.end_reason) == ("withdrawn", "ย้ายหน่วยงาน")


def test_participant_does_not_slip_out_by_changing_an_answer(cycle, participant, boon):
    with pytest.raises(Refused, match="ถอนตัว"):
        answer(cycle, Answers(has_interest=False, has_need=True, is_ready=True), by=boon)


def test_signing_the_list_enrols_and_says_who_typed(cycle, anong, chai):
    enrolment = enrol_by_attendance(cycle, chai, by=anong)

    line = Line.objects.get(verb="cycles.enrolled_by_signing")
    assert enrolment.is_participant
    assert enrolment.has_all_three
    assert (line.via, line.actor, line.on_behalf_of) == ("paper", anong, chai)


def test_signing_does_not_bring_back_who_withdrew(cycle, participant, boon):
    withdraw(participant, reason="ย้าย", by=boon)
    assert enrol_by_attendance(cycle, boon).status == "withdrawn"


@pytest.mark.req("I05", part="no participant without the person's own act")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.sampled_from(["invite", "accept", "answer_yes", "answer_no", "decline", "withdraw"]),
        max_size=8,
    )
)
def test_no_participant_without_own_three_answers(cycle, anong, boon, steps):
    Enrolment.objects.filter(cycle=cycle).delete()
    said_yes = False
    for step in steps:
        try:
            _do(step, cycle, anong, boon)
        except (Refused, Enrolment.DoesNotExist):
            continue
        if step == "answer_yes":
            said_yes = True
        elif step in {"answer_no", "decline", "withdraw"}:
            said_yes = False
    enrolment = Enrolment.objects.filter(cycle=cycle, person=boon).first()
    if enrolment and enrolment.is_participant:
        assert said_yes


def _do(step, cycle, anong, boon):
    if step == "invite":
        invite(cycle, [boon], by=anong)
    elif step == "accept":
        accept_enrolment(Enrolment.objects.get(cycle=cycle, person=boon), by=anong)
    elif step == "answer_yes":
        answer(cycle, Answers(has_interest=True, has_need=True, is_ready=True), by=boon)
    elif step == "answer_no":
        answer(cycle, Answers(has_interest=True, has_need=False, is_ready=True), by=boon)
    elif step == "decline":
        decline(cycle, by=boon)
    else:
        withdraw(Enrolment.objects.get(cycle=cycle, person=boon), reason="ย้าย", by=boon)


def test_an_invitation_makes_no_member(cycle, anong, agency):
    stranger = PersonFactory(agency=agency)
    invite(cycle, [stranger], by=anong)
    assert not Membership.objects.filter(person=stranger).exists()
