from __future__ import annotations

import pytest
from django.urls import reverse

from sala.evaluation.models import FollowUp
from sala.evaluation.post import LINK
from sala.journal.models import Line
from sala.mail.links import token_for


@pytest.fixture
def address(follow_up, boon):
    return reverse("notices:link", args=[token_for(LINK, boon.pk, follow_up.pk)])


@pytest.mark.req("R077", part="signed link without sign-in")
def test_the_link_names_the_person_and_takes_the_answer(client, address, follow_up, boon):
    page = client.get(address).content.decode()
    assert f"ตอบในนามของ {boon.full_name}" in page
    assert "ไม่ใช่ฉัน" in page

    assert client.post(address, {"is_used": "yes"}).status_code == 302
    follow_up.refresh_from_db()
    assert (follow_up.is_used, follow_up.via) == (True, "link")
    line = Line.objects.get(verb="evaluation.follow_up_answered")
    assert (line.actor, line.via) == (boon, "link")


def test_reading_the_link_changes_nothing(client, address):
    before = list(FollowUp.objects.values())
    for _time in range(2):
        client.get(address)
    assert list(FollowUp.objects.values()) == before
    assert not Line.objects.exists()
    assert "_auth_user_id" not in client.session


def test_the_link_does_not_read_the_answer_back(client, address):
    client.post(address, {"is_used": "no", "obstacle": "หัวหน้าไม่ให้ใช้"})
    page = client.get(address).content.decode()
    assert "ได้รับคำตอบแล้ว" in page
    assert "หัวหน้าไม่ให้ใช้" not in page


def test_not_used_without_obstacle_is_refused_by_link_too(client, address):
    answer = client.post(address, {"is_used": "no", "how": "ยังไม่ถึงรอบงาน"})
    assert answer.status_code == 422
    assert "ยังไม่ถึงรอบงาน" in answer.content.decode()


def test_a_link_of_another_person_opens_nothing(client, follow_up, chai):
    foreign = reverse("notices:link", args=[token_for(LINK, chai.pk, follow_up.pk)])
    assert client.get(foreign).status_code == 404
    assert client.post(foreign, {"is_used": "yes"}).status_code == 404


def test_it_is_not_me_closes_the_link(client, address, follow_up, boon):
    token = token_for(LINK, boon.pk, follow_up.pk)
    client.post(reverse("notices:disowning", args=[token]))
    assert client.get(address).status_code == 404
