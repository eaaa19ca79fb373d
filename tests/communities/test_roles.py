import pytest

from sala.communities.actions import (
    accept_role,
    answer_request,
    decline_role,
    join,
    lay_down_role,
    leave,
    offer_role,
    request_membership,
)
from sala.communities.models import RoleHolding
from sala.communities.queries.roles import roles_page
from sala.communities.roles import DUTIES, Role
from sala.communities.rules import forget_roles, is_member, roles_in
from sala.core.permissions import Refused
from sala.journal.models import Line
from sala.notices.models import Notice
from tests.factories.communities import CommunityFactory
from tests.factories.people import OfficeFactory, PersonFactory


@pytest.fixture
def km(agency):
    person = PersonFactory(agency=agency)
    OfficeFactory(person=person, kind="km_team", unit=agency)
    return person


def held(community, role="facilitator"):
    rows = RoleHolding.objects.filter(
        community=community, role=role, accepted_at__isnull=False, ended_at=None
    )
    return {row.person.given_name for row in rows}


def test_nobody_holds_a_role_before_saying_yes(community, anong, boon):
    offer = offer_role(community, boon, "recorder", by=anong)

    assert roles_in(boon, community.pk) == frozenset()
    with pytest.raises(Refused, match="ผู้ที่ได้รับคำเชิญ"):
        accept_role(offer, by=anong)
    accept_role(offer, by=boon)

    assert roles_in(boon, community.pk) == {Role.RECORDER}
    assert Notice.objects.filter(person=anong, kind="communities.role_answered").exists()


def test_a_declined_offer_leaves_nothing(community, anong, boon):
    offer = offer_role(community, boon, "recorder", by=anong)
    decline_role(offer, by=boon)

    assert held(community, "recorder") == set()
    with pytest.raises(Refused, match="สิ้นสุด"):
        accept_role(offer, by=boon)


def test_members_offer_no_roles(community, boon, chai):
    with pytest.raises(Refused, match="คุณอำนวย"):
        offer_role(community, chai, "recorder", by=boon)


@pytest.mark.req("R024")
def test_a_hand_over_waits_for_the_yes_and_is_kept(community, anong, boon):
    offer = offer_role(community, boon, "facilitator", by=anong, hands_over=True)
    assert held(community) == {"อนงค์"}

    accept_role(offer, by=boon)

    forget_roles(anong)
    assert held(community) == {"บุญ"}
    line = Line.objects.get(verb="communities.role_handed_over")
    assert (line.data["before"], line.data["after"]) == (anong.pk, boon.pk)
    page = roles_page(community, boon)
    assert [(row.person, word) for row, word in page.history] == [(anong, "คุณอำนวย")]


@pytest.mark.req("R024", part="every slot has a text of duties")
def test_each_slot_says_what_it_asks(community, boon):
    slots = roles_page(community, boon).slots

    assert [slot.role for slot in slots] == list(Role.values)
    assert all(slot.duties == str(DUTIES[Role(slot.role)]) and slot.duties for slot in slots)


def test_the_last_facilitator_does_not_simply_lay_down(community, anong, boon):
    own = RoleHolding.objects.get(person=anong)

    with pytest.raises(Refused, match="อย่างน้อยหนึ่งคน"):
        lay_down_role(own, by=anong)
    accept_role(offer_role(community, boon, "facilitator", by=anong), by=boon)
    lay_down_role(own, by=anong)

    assert held(community) == {"บุญ"}


def test_nobody_lays_down_the_role_of_another(community, anong, boon):
    own = RoleHolding.objects.get(person=anong)

    with pytest.raises(Refused, match="เจ้าตัว"):
        lay_down_role(own, by=boon)


@pytest.mark.req("R123", "R124", part="the KM team appoints only where no facilitator is left")
def test_the_office_appoints_only_where_nobody_is_left(community, anong, boon, km, chai):
    with pytest.raises(Refused, match="ยังมีคุณอำนวย"):
        offer_role(community, chai, "facilitator", by=km)
    leave(community, by=anong, hands_to_office=True)
    assert Notice.objects.filter(person=km, kind="communities.no_facilitator").exists()
    with pytest.raises(Refused):
        offer_role(community, chai, "recorder", by=km)

    offer = offer_role(community, chai, "facilitator", by=km)
    assert held(community) == set()
    with pytest.raises(Refused, match="ข้อตกลง"):
        accept_role(offer, by=chai)
    accept_role(offer, by=chai, agreed=True)

    assert held(community) == {"ชัย"}
    assert is_member(chai, community.pk)


def test_an_office_of_another_agency_appoints_nobody(community, anong, boon, other_agency, chai):
    stranger = PersonFactory(agency=other_agency)
    OfficeFactory(person=stranger, kind="km_team", unit=other_agency)
    leave(community, by=anong, hands_to_office=True)

    with pytest.raises(Refused):
        offer_role(community, chai, "facilitator", by=stranger)


def test_leaving_ends_every_role_and_offer(community, anong, boon):
    accept_role(offer_role(community, boon, "recorder", by=anong), by=boon)
    offer_role(community, boon, "expert", by=anong)

    leave(community, by=boon)

    assert not RoleHolding.objects.filter(person=boon, ended_at=None).exists()


@pytest.mark.req("R124", part="a facilitator has no rights in another community")
def test_a_facilitator_of_one_has_no_rights_in_another(community, anong, chai, other_agency):
    other = CommunityFactory(agency=community.agency)
    join(other, by=anong, agreed=True)
    asked = request_membership(other, by=chai, agreed=True)

    with pytest.raises(Refused, match="คุณอำนวย"):
        answer_request(asked, by=anong, accept=True)
    with pytest.raises(Refused, match="คุณอำนวย"):
        offer_role(other, chai, "recorder", by=anong)


def test_a_role_is_offered_to_a_colleague_found_by_name(client, community, anong, chai, duangjai):
    client.force_login(anong)
    url = f"/c/{community.number}/roles/?role=recorder&q="

    assert roles_page(community, anong, duangjai.given_name).people == []
    answer = client.post(f"{url}{chai.given_name}", {"person": chai.pk, "role": "recorder"})

    assert answer.status_code == 302
    offer = RoleHolding.objects.get(community=community, person=chai)
    accept_role(offer, by=chai, agreed=True)
    assert held(community, "recorder") == {"ชัย"}
    assert is_member(chai, community.pk)


def test_oneself_is_asked_last(community, anong, boon):
    assert [pk for pk, _name in roles_page(community, anong).people] == [boon.pk, anong.pk]
