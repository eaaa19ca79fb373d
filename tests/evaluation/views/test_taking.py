from __future__ import annotations

import pytest
from django.urls import reverse

from sala.evaluation.models import Attempt
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import AssessorFactory, InstrumentFactory, ItemFactory


@pytest.fixture
def test_(cycle, participant):
    made = InstrumentFactory(cycle=cycle)
    ItemFactory(instrument=made)
    ItemFactory(
        instrument=made,
        kind="short",
        choices=[],
        answer={"accepted": ["คำตอบลับมาก"]},
        text="ชื่อเอกสาร",
    )
    ItemFactory(
        instrument=made,
        kind="numeric",
        choices=[],
        answer={"value": "987654", "tolerance": "0"},
        text="ภายในกี่วัน",
    )
    return made


def taking(instrument, phase="before", name="taking"):
    return reverse(f"evaluation:{name}", args=[instrument.pk, phase])


def filled(instrument, *values):
    items = instrument.items.all()
    return {f"item_{item.pk}": value for item, value in zip(items, values, strict=True)}


@pytest.mark.req("R075", part="a test is taken on one page")
def test_the_whole_test_is_one_post(client, test_, boon):
    client.force_login(boon)
    answer = client.post(taking(test_), filled(test_, "1", "คำตอบ ลับมาก", "๙๘๗,๖๕๔"))
    assert answer.status_code == 302
    assert Attempt.objects.get().score == 3


def test_right_answers_are_not_in_the_page(client, test_, boon):
    client.force_login(boon)
    page = client.get(taking(test_)).content.decode()
    assert "ส่งกลับให้ผู้ขายลงวันที่" in page  # a choice, right or not
    for secret in ("คำตอบลับมาก", "987654", "is_right", "True", "accepted"):
        assert secret not in page


def test_blanks_are_pointed_out_once_and_nothing_is_lost(client, test_, boon):
    client.force_login(boon)
    form = filled(test_, "1", "ใบตรวจรับ", "")
    first = client.post(taking(test_), form)
    assert first.status_code == 422
    assert "ใบตรวจรับ" in first.content.decode()
    assert "blank_ok" in first.content.decode()
    assert not Attempt.objects.exists()

    assert client.post(taking(test_), form | {"blank_ok": "1"}).status_code == 302
    assert Attempt.objects.get().score == 1


def test_a_draft_comes_back_on_another_phone(client, test_, boon):
    client.force_login(boon)
    draft = filled(test_, "1", "เขียนไว้ครึ่งหนึ่ง", "")
    assert client.post(taking(test_, name="drafting"), draft).status_code == 204
    page = client.get(taking(test_)).content.decode()
    assert "เขียนไว้ครึ่งหนึ่ง" in page
    assert "มีคำตอบที่ทำค้างไว้" in page


def test_the_same_test_sent_twice_is_one(client, test_, boon):
    client.force_login(boon)
    once = {"once": "0f0e1f5e-5f52-4c38-9a55-0d5a3c2f1b12"}
    for _time in range(2):
        answer = client.post(taking(test_), filled(test_, "1", "x", "1") | once)
        assert answer.status_code in {200, 302}
    assert Attempt.objects.count() == 1


def test_a_phase_not_opened_is_not_there(client, test_, boon):
    client.force_login(boon)
    assert client.get(taking(test_, "after")).status_code == 404
    assert client.get(taking(test_, "never")).status_code == 404


def test_a_phase_that_closed_says_so(client, test_, boon, anong):
    client.force_login(anong)
    client.post(reverse("evaluation:opening", args=[test_.pk, "after"]))
    client.force_login(boon)
    late = client.get(taking(test_))
    assert late.status_code == 409
    assert "ปิดไปแล้ว" in late.content.decode()


@pytest.mark.req("R123")
def test_who_takes_no_part_finds_no_test(client, test_, anong, likhit, uea, chai, duangjai):
    for person in (anong, likhit, uea, chai, duangjai):
        client.force_login(person)
        assert client.get(taking(test_)).status_code == 404


def test_the_result_shows_right_and_wrong_but_not_what_is_right(client, test_, boon, anong):
    client.force_login(anong)
    client.post(reverse("evaluation:opening", args=[test_.pk, "after"]))
    client.force_login(boon)
    client.post(taking(test_, "after"), filled(test_, "1", "ผิด", "1"))
    page = client.get(taking(test_, "after")).content.decode()

    assert "ได้ 1 จาก 3 คะแนน" in page
    assert "คำตอบลับมาก" not in page


def test_before_learning_no_item_is_marked(client, test_, boon):
    client.force_login(boon)
    client.post(taking(test_), filled(test_, "1", "ผิด", "1"))
    page = client.get(taking(test_)).content.decode()
    assert "ยังไม่ถูก" not in page


def test_paper_tests_are_typed_in_by_the_recorder(client, test_, participant, likhit, anong):
    client.force_login(likhit)
    names = client.get(reverse("evaluation:typists", args=[test_.pk, "before"])).content.decode()
    assert participant.person.full_name in names
    where = reverse("evaluation:typing_test", args=[test_.pk, "before", participant.pk])
    assert client.post(where, filled(test_, "1", "ลับของบุญ", "1")).status_code == 302

    again = client.get(where)
    assert again.status_code == 409
    assert "ลับของบุญ" not in again.content.decode()
    client.force_login(anong)
    assert client.get(where).status_code == 404


def test_an_assessor_types_in_tests_of_own_assessees(client, cycle, test_, participant, uea):
    other = EnrolmentFactory(cycle=cycle)
    AssessorFactory(enrolment=other, person=uea)
    client.force_login(uea)
    ours, theirs = (
        reverse("evaluation:typing_test", args=[test_.pk, "before", enrolment.pk])
        for enrolment in (other, participant)
    )
    assert client.get(ours).status_code == 200
    assert client.get(theirs).status_code == 404
