import pytest

from sala.communities.actions import (
    accept_invitation,
    answer_request,
    decline_invitation,
    end_link,
    end_membership,
    invite,
    join,
    leave,
    make_link,
    request_membership,
    set_own_membership,
    withdraw_request,
)
from sala.communities.models import Community, Invitation
from sala.communities.rules import forget_roles, is_member
from sala.core.permissions import Refused
from sala.mail.models import Delivery
from sala.notices.models import Notice
from tests.factories.people import PostingFactory


@pytest.mark.req("R012", part="agreement accepted on joining")
def test_joining_without_the_agreement_is_refused(community, chai):
    with pytest.raises(Refused, match="ข้อตกลง") as refusal:
        join(community, by=chai, agreed=False)

    assert refusal.value.decision.status == 422
    assert not is_member(chai, community.pk)


def test_joining_twice_is_joining_once(community, chai):
    first = join(community, by=chai, agreed=True)

    assert join(community, by=chai, agreed=True) == first
    community.refresh_from_db()
    assert community.member_count == 2


@pytest.mark.req("R040")
def test_nobody_is_asked_for_skill_or_position(community, chai):
    PostingFactory(person=chai, position="พนักงานขับรถยนต์")

    assert join(community, by=chai, agreed=True)


def test_a_stranger_of_another_agency_needs_an_invitation(community, duangjai, boon):
    with pytest.raises(Refused, match="มีสมาชิกเชิญ"):
        join(community, by=duangjai, agreed=True)

    (invitation,) = invite(community, [duangjai], by=boon)
    accept_invitation(invitation, by=duangjai, agreed=True)

    assert is_member(duangjai, community.pk)


@pytest.mark.req("R020")
def test_an_invitation_makes_nobody_a_member(community, anong, chai):
    (invitation,) = invite(community, [chai], by=anong)

    assert not is_member(chai, community.pk)
    with pytest.raises(Refused, match="ได้รับเชิญ"):
        accept_invitation(invitation, by=anong, agreed=True)
    assert not is_member(chai, community.pk)


def test_inviting_twice_asks_once_and_tells_once(community, anong, chai):
    invite(community, [chai], by=anong, words="มาด้วยกันนะ")

    assert invite(community, [chai], by=anong) == []
    assert Notice.objects.filter(person=chai, kind="communities.invited").count() == 1
    assert "มาด้วยกันนะ" in Delivery.objects.get(person_id=chai.pk).text


def test_an_outsider_invites_nobody(community, chai, duangjai):
    with pytest.raises(Refused, match="สมาชิก"):
        invite(community, [duangjai], by=chai)


def test_a_declined_invitation_stays_declined(community, anong, chai):
    (invitation,) = invite(community, [chai], by=anong)
    decline_invitation(invitation, by=chai)

    with pytest.raises(Refused, match="มีคำตอบแล้ว"):
        accept_invitation(invitation, by=chai, agreed=True)
    assert not is_member(chai, community.pk)


def test_a_request_is_answered_by_the_facilitator_alone(community, anong, boon, chai):
    Community.objects.filter(pk=community.pk).update(joins_by_request=True)
    with pytest.raises(Refused, match="แจ้งความประสงค์"):
        join(community, by=chai, agreed=True)
    asked = request_membership(community, by=chai, agreed=True, words="อยากเรียนรู้")
    assert Notice.objects.filter(person=anong, kind="communities.requested").count() == 1

    with pytest.raises(Refused, match="คุณอำนวย"):
        answer_request(asked, by=boon, accept=True)
    answer_request(asked, by=anong, accept=True)
    forget_roles(chai)

    assert is_member(chai, community.pk)
    assert Notice.objects.filter(person=chai, kind="communities.request_answered").exists()


def test_a_request_may_be_withdrawn_and_made_again(community, chai, boon):
    asked = request_membership(community, by=chai, agreed=True)
    with pytest.raises(Refused):
        withdraw_request(asked, by=boon)
    withdraw_request(asked, by=chai)

    assert request_membership(community, by=chai, agreed=True) != asked


@pytest.mark.req("R020")
def test_leaving_is_immediate(community, boon, anong):
    set_own_membership(community, by=boon, mail="each")

    leave(community, by=boon)

    assert not is_member(boon, community.pk)
    assert not community.memberships.filter(person=boon, left_at=None).exists()
    asked = request_membership(community, by=boon, agreed=True)
    assert not Notice.objects.filter(person=boon).exists()
    assert Notice.objects.filter(person=anong, subject_id=asked.community_id).exists()


def test_the_last_facilitator_chooses_who_takes_care(community, anong, boon):
    with pytest.raises(Refused, match="ส่งต่อ") as refusal:
        leave(community, by=anong)
    assert refusal.value.decision.code == "state.last_facilitator"

    leave(community, by=anong, hands_to_office=True)

    assert not is_member(anong, community.pk)


def test_who_is_alone_may_always_leave(chai, community, boon, anong):
    leave(community, by=boon)

    leave(community, by=anong)

    assert Community.objects.get(pk=community.pk).member_count == 0


def test_ending_a_membership_needs_a_reason_that_is_told(community, anong, boon, chai):
    membership = community.memberships.get(person=boon)
    with pytest.raises(Refused, match="คุณอำนวย"):
        end_membership(community.memberships.get(person=anong), by=boon, reason="x")
    with pytest.raises(Refused, match="เหตุผล"):
        end_membership(membership, by=anong, reason=" ")

    end_membership(membership, by=anong, reason="ย้ายไปอีกกลุ่มตามที่คุยกัน")
    forget_roles(boon)

    assert not is_member(boon, community.pk)
    told = Delivery.objects.get(person_id=boon.pk)
    assert "ย้ายไปอีกกลุ่ม" in told.text


def test_a_live_link_opens_the_door_to_who_holds_it(community, anong, duangjai):
    link = make_link(community, by=anong)

    with pytest.raises(Refused):
        join(community, by=duangjai, agreed=True, token="another")
    join(community, by=duangjai, agreed=True, token=link.token)

    assert is_member(duangjai, community.pk)


def test_an_ended_link_opens_nothing(community, anong, duangjai):
    link = make_link(community, by=anong)
    end_link(link, by=anong)

    with pytest.raises(Refused):
        join(community, by=duangjai, agreed=True, token=link.token)


def test_joining_answers_an_open_invitation(community, anong, chai):
    invite(community, [chai], by=anong)

    join(community, by=chai, agreed=True)

    assert Invitation.objects.get(person=chai).is_accepted
