"""Whatever a browser sends, it gets an answer and never a fault."""

from __future__ import annotations

import uuid

import pytest

from sala.core.posted import number_in, numbers_in

pytestmark = pytest.mark.django_db
ODD = ("²", "abc", "-1", "9" * 30, "9" * 5000, "", "๕")


@pytest.mark.parametrize("text", ODD)
def test_what_is_no_number_is_none(text):
    assert number_in(text) is None


def test_numbers_keep_their_order():
    assert numbers_in(["12", "²", "7"]) == [12, 7]


@pytest.mark.parametrize("text", ODD)
def test_odd_numbers_name_nobody(client, anong, cycle, text):
    client.force_login(anong)
    naming = client.post(f"/cycles/{cycle.number}/experts/naming/", {"person": text, "topics": "x"})
    assert naming.status_code in {302, 404, 422}
    assert (
        client.post(f"/cycles/{cycle.number}/invitations/", {"person": [text]}).status_code == 302
    )
    asked = client.post(f"/c/{cycle.community.number}/invitations/", {"people": [text]})
    assert asked.status_code == 422
    assert not cycle.experts.exclude(person=None).exists()


@pytest.mark.parametrize("text", ODD)
def test_odd_facets_find_nothing(client, anong, community, text):
    client.force_login(anong)
    for facet in ("group", "scope"):
        assert client.get("/communities/", {facet: text}).status_code == 200


@pytest.mark.parametrize("path", ["/p/a%00b/", "/join/%00/", "/here/%00/"])
def test_a_nul_in_an_address_is_not_there(client, anong, path):
    client.force_login(anong)
    assert client.get(path).status_code == 404


def test_a_nul_in_a_question_is_refused_with_its_reason(client, anong):
    client.force_login(anong)
    answer = client.get("/people/?q=a%00b")
    assert answer.status_code == 422
    assert "อักขระ" in answer.content.decode()


def test_a_nul_in_a_post_is_refused_and_nothing_is_lost(client, anong):
    client.force_login(anong)
    about = "งานทะเบียนราษฎรที่อำเภอริมน้ำมาสิบสองปี ชอบสอนน้องใหม่"
    answer = client.post("/me/", {"about": about, "phone": "1\x00"})
    assert answer.status_code == 422
    assert about in answer.content.decode()


def test_a_refusal_leads_back_to_our_own_house_only(client, chai, community):
    client.force_login(chai)
    address = f"/c/{community.number}/invitations/"
    away = client.get(address, headers={"referer": "https://elsewhere.example/trap"})
    assert away.status_code in {403, 404}
    assert "elsewhere.example" not in away.content.decode()


def test_a_refusal_repeats_no_password(client):
    secret = "ประโยคที่จำง่ายแต่ยาวมากและไม่ควรปรากฏบนหน้าใดเลย"
    answer = client.post("/activation/", {"code": "A\x00", "password": secret})
    assert answer.status_code == 422
    assert secret not in answer.content.decode()


def test_the_key_of_anothers_form_tells_nothing_of_what_it_made(client, anong, chai):
    key = str(uuid.uuid4())
    form = {"name": "วงเงียบ", "purpose": "คุยเรื่องเงียบ", "audience": "agency", "once": key}
    client.force_login(anong)
    made = client.post("/communities/new/", form)
    assert made.status_code == 302
    client.force_login(chai)
    answer = client.post("/communities/new/", {**form, "name": "วงอื่น"})
    assert answer.status_code == 409
    assert made["Location"] not in answer.content.decode()


def test_a_text_of_megabytes_is_refused_and_not_kept(client, participant, cycle):
    client.force_login(participant.person)
    address = f"/cycles/{cycle.number}/plan/comments/"
    assert client.post(address, {"text": "ก" * 5001}).status_code == 422
    assert not cycle.plan_comments.exists()
    assert client.post(address, {"text": "ก" * 5000}).status_code == 302
    assert cycle.plan_comments.count() == 1
