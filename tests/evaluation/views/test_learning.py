from __future__ import annotations

import pytest
from django.urls import reverse

from sala.evaluation.models import Excuse, GroupImprovement, LearningEvaluation
from sala.notices.models import Notice
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import (
    AssessorFactory,
    InstrumentFactory,
    ItemFactory,
    LearningEvaluationFactory,
)
from tests.factories.people import OfficeFactory, PersonFactory

SECRET = "ยังสับสนเรื่องใบส่งของมาก"


def url(name, cycle, *more):
    return reverse(f"evaluation:{name}", args=[cycle.number, *more])


@pytest.fixture
def judged(participant):
    return LearningEvaluationFactory(enrolment=participant, feedback=SECRET)


@pytest.mark.req("R076")
def test_a_participant_reads_the_own_result(client, cycle, judged, boon):
    client.force_login(boon)
    page = client.get(url("learning", cycle)).content.decode()
    assert SECRET in page


@pytest.mark.req("R076", part="feedback is private")
def test_another_participant_reads_neither_result_nor_name(client, cycle, judged, boon, likhit):
    EnrolmentFactory(cycle=cycle, person=likhit)
    client.force_login(likhit)
    for name in ("learning", "results", "use"):
        page = client.get(url(name, cycle)).content.decode()
        assert SECRET not in page
        if name == "learning":
            assert boon.full_name not in page


@pytest.mark.req("R123")
def test_the_sponsor_finds_nothing(client, cycle, judged, uea):
    """คุณเอื้อ is a member and sees the cycle, but nobody's answers: no page, count or title."""
    InstrumentFactory(cycle=cycle, title="แบบทดสอบลับ")
    client.force_login(uea)
    for name in ("learning", "results", "use", "sheets"):
        assert client.get(url(name, cycle)).status_code == 404
    assert client.get(url("evaluating", cycle, judged.enrolment_id)).status_code == 404
    page = client.get(reverse("cycles:cycle", args=[cycle.number])).content.decode()
    assert SECRET not in page
    assert "แบบทดสอบลับ" not in page
    assert "evaluation-panel" not in page


@pytest.mark.req("R127", part="see individual test and follow-up answers")
def test_the_facilitator_sees_that_and_not_what(client, cycle, participant, anong, chai):
    AssessorFactory(enrolment=participant, person=chai)
    LearningEvaluationFactory(enrolment=participant, feedback=SECRET, evaluated_by=chai)
    client.force_login(anong)
    page = client.get(url("learning", cycle)).content.decode()

    assert participant.person.full_name in page
    assert SECRET not in page
    assert client.get(url("evaluating", cycle, participant.pk)).status_code == 404


def test_the_assessor_sees_own_assessees_only(client, cycle, judged, likhit):
    other = LearningEvaluationFactory(enrolment__cycle=cycle, feedback="ของอีกคน")
    AssessorFactory(enrolment=judged.enrolment, person=likhit)
    client.force_login(likhit)
    page = client.get(url("learning", cycle)).content.decode()

    assert judged.enrolment.person.full_name in page
    assert other.enrolment.person.full_name not in page
    assert SECRET in client.get(url("evaluating", cycle, judged.enrolment_id)).content.decode()
    assert client.get(url("evaluating", cycle, other.enrolment_id)).status_code == 404


def test_the_unit_manager_finds_nothing(client, cycle, judged, agency):
    head = PersonFactory(agency=agency)
    OfficeFactory(person=head, kind="unit_manager")
    client.force_login(head)
    assert client.get(url("learning", cycle)).status_code == 404


def test_evaluating_keeps_what_was_typed_when_refused(client, cycle, participant, anong):
    client.force_login(anong)
    form = {"method": "test", "score": "12", "max_score": "10", "feedback": "ตั้งใจดี"}
    answer = client.post(url("evaluating", cycle, participant.pk), form)

    assert answer.status_code == 422
    assert "คะแนนที่ได้มากกว่าคะแนนเต็ม" in answer.content.decode()
    assert "ตั้งใจดี" in answer.content.decode()
    assert not LearningEvaluation.objects.exists()


def test_two_evaluators_at_once_lose_nothing(client, cycle, participant, anong):
    client.force_login(anong)
    address = url("evaluating", cycle, participant.pk)
    client.post(address, {"method": "observation", "feedback": "คนแรก", "version": "0"})
    client.post(address, {"method": "observation", "feedback": "คนที่สอง", "version": "1"})
    late = client.post(address, {"method": "observation", "feedback": "มาช้า", "version": "1"})

    assert late.status_code == 409
    assert "คนที่สอง" in late.content.decode()
    assert "มาช้า" in late.content.decode()


def test_the_same_improvement_posted_twice_is_one(client, cycle, anong):
    client.force_login(anong)
    form = {"text": "เริ่มด้วยงานจริง", "once": "0f0e1f5e-5f52-4c38-9a55-0d5a3c2f1b11"}
    for _time in range(2):
        assert client.post(url("improvements", cycle), form).status_code == 302
    assert GroupImprovement.objects.count() == 1


def test_an_excuse_without_its_sentence_is_refused(client, cycle, participant, anong):
    client.force_login(anong)
    form = {"what": "use", "kind": "leave", "sentence": " "}
    answer = client.post(url("excusing", cycle, participant.pk), form)
    assert answer.status_code == 422
    assert not Excuse.objects.exists()


def test_excuses_stand_beside_the_share(client, cycle, participant, anong):
    client.force_login(anong)
    client.post(
        url("excusing", cycle, participant.pk),
        {"what": "learning", "kind": "leave", "sentence": "ลาศึกษาต่อถึงสิ้นปี"},
    )
    page = client.get(url("results", cycle)).content.decode()
    assert "100.00 %" in page
    assert "ลาศึกษาต่อถึงสิ้นปี" in page


@pytest.mark.parametrize("name", ["learning", "results", "use", "sheets", "assessors"])
def test_pages_cost_the_same_for_one_and_fifty(client, cycle, anong, held, name, count_queries):
    EnrolmentFactory(cycle=cycle)
    client.force_login(anong)
    one = count_queries(lambda: client.get(url(name, cycle)))
    for enrolment in EnrolmentFactory.create_batch(49, cycle=cycle):
        LearningEvaluationFactory(enrolment=enrolment)

    assert count_queries(lambda: client.get(url(name, cycle))) == one


def test_what_was_typed_wrongly_is_objected_to_and_typed_anew(
    client, cycle, participant, boon, likhit
):
    made = InstrumentFactory(cycle=cycle, learned=True)
    item = ItemFactory(instrument=made)
    where = reverse("evaluation:typing_test", args=[made.pk, "after", participant.pk])
    client.force_login(likhit)
    client.post(where, {f"item_{item.pk}": "0"})
    assert client.get(where).status_code == 409

    client.force_login(boon)
    assert "ไม่ตรงกับที่ตอบ" in client.get(url("learning", cycle)).content.decode()
    client.post(url("objecting", cycle), {"words": "เลือกข้อสอง"})
    assert Notice.objects.get(person=likhit).kind == "evaluation.objected"

    client.force_login(likhit)
    client.post(where, {f"item_{item.pk}": "1"})
    made_anew = LearningEvaluation.objects.get()
    assert (made_anew.score, made_anew.objected_at) == (1, None)


def test_an_objection_needs_its_words(client, cycle, participant, boon):
    LearningEvaluationFactory(enrolment=participant, via="paper")
    client.force_login(boon)
    assert client.post(url("objecting", cycle), {"words": ""}).status_code == 422


def test_the_file_of_completeness_holds_no_results(client, cycle, judged, anong, boon):
    client.force_login(anong)
    rows = client.get(url("completeness", cycle)).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert boon.full_name in rows[1]
    assert SECRET not in rows[1]
    assert "7" not in rows[1]
