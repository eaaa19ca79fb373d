"""What a mail allows without signing in, and what waits in งานของฉัน."""

import re

import pytest

from sala.communities.actions import invite, make_link, offer_role, request_membership
from sala.communities.rules import forget_roles, is_member, roles_in
from sala.communities.work import answers, requests, reviews
from sala.mail.models import Delivery
from tests.communities.test_views import queries_of
from tests.factories.people import PersonFactory


def link_in_mail_to(person):
    text = Delivery.objects.filter(person_id=person.pk).latest("pk").text
    return re.search(r"/l/\S+/", text).group()


def test_an_invitation_is_accepted_by_mail_alone(client, community, anong, chai):
    invite(community, [chai], by=anong)
    address = link_in_mail_to(chai)

    page = client.get(address).content.decode()
    assert "ตอบในนามของ ชัย นอกวง" in page
    assert "ไม่ใช่ฉัน" in page
    assert not is_member(chai, community.pk)

    client.post(address, {"agreed": "yes"})

    forget_roles(chai)
    assert is_member(chai, community.pk)
    assert "_auth_user_id" not in client.session


def test_declining_by_mail_joins_nobody(client, community, anong, chai):
    invite(community, [chai], by=anong)

    client.post(link_in_mail_to(chai), {"decline": "1"})

    forget_roles(chai)
    assert not is_member(chai, community.pk)


def test_a_role_is_accepted_by_mail_alone(client, community, anong, boon):
    offer_role(community, boon, "recorder", by=anong)
    address = link_in_mail_to(boon)
    assert "คุณลิขิต" in client.get(address).content.decode()
    assert roles_in(boon, community.pk) == frozenset()

    client.post(address)

    forget_roles(boon)
    assert roles_in(boon, community.pk) == {"recorder"}


def test_a_shared_link_opens_the_door_of_a_hidden_community(client, community, anong, chai):
    link = make_link(community, by=anong)
    client.force_login(chai)

    door = client.get(f"/join/{link.token}/").content.decode()
    assert community.purpose in door
    client.post(f"/c/{community.number}/membership/", {"agreed": "yes", "token": link.token})

    forget_roles(chai)
    assert is_member(chai, community.pk)


def test_a_stranger_with_the_link_is_shown_the_way_to_sign_in(client, community, anong):
    link = make_link(community, by=anong)

    page = client.get(f"/join/{link.token}/").content.decode()

    assert f"next=/join/{link.token}/" in page
    assert "อนงค์" not in page


def test_the_qr_page_prints_the_link(client, community, anong):
    link = make_link(community, by=anong)
    client.force_login(anong)

    page = client.get(f"/c/{community.number}/links/{link.pk}/qr/").content.decode()

    assert f"/join/{link.token}/" in page
    assert "<path" in page


def test_what_waits_is_listed_for_who_can_answer(community, anong, boon, chai):
    invite(community, [chai], by=anong)
    offer_role(community, boon, "recorder", by=anong)
    request_membership(community, by=PersonFactory(agency=community.agency), agreed=True)

    assert len(answers(chai)) == len(answers(boon)) == 1
    assert len(requests(anong)) == 1
    assert requests(boon) == []
    assert reviews(anong) == []


@pytest.mark.parametrize("answer", ["post_url", "refuse_url"])
def test_a_request_is_answered_in_place(client, community, anong, chai, answer):
    request_membership(community, by=chai, agreed=True)
    (line,) = requests(anong)
    client.force_login(anong)

    client.post(getattr(line, answer))

    forget_roles(chai)
    assert bool(is_member(chai, community.pk)) is (answer == "post_url")
    assert requests(anong) == []


def test_a_long_list_of_requests_costs_the_same(client, community, anong, chai):
    request_membership(community, by=chai, agreed=True)
    client.force_login(anong)
    address = f"/c/{community.number}/people/"
    few = queries_of(client, address)

    for _ in range(30):
        request_membership(community, by=PersonFactory(agency=community.agency), agreed=True)

    assert queries_of(client, address) == few
