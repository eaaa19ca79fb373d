from __future__ import annotations

from decimal import Decimal

import pytest

from sala.core.permissions import Refused
from sala.evaluation.actions.follow_ups import (
    answer_follow_up,
    issue_follow_ups,
    object_to_follow_up,
    type_in_follow_up,
)
from sala.evaluation.answers import Spoken, UseAnswer
from sala.evaluation.models import FollowUp
from sala.journal.models import Line
from sala.mail.models import Delivery
from sala.meetings.models import Commitment
from sala.notices.models import Notice
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import AssessorFactory
from tests.factories.people import PostingFactory

USED = UseAnswer(is_used=True, how="ใช้ปฏิทินตรวจรับ")


def test_issuing_asks_every_participant_once(cycle, participant, held, anong):
    EnrolmentFactory(cycle=cycle, status="observer")
    first = issue_follow_ups(cycle, by=anong)
    again = issue_follow_ups(cycle, by=anong)

    assert [row.enrolment for row in first] == [participant]
    assert again == []
    assert FollowUp.objects.count() == 1


@pytest.mark.req("R081")
def test_the_promise_of_the_session_stands_in_the_form(cycle, participant, held, anong, boon):
    Commitment.objects.create(session=held, person=boon, text="ลองใช้ปฏิทินกับงานเดือนหน้า")
    (asked,) = issue_follow_ups(cycle, by=anong)

    assert asked.commitment == "ลองใช้ปฏิทินกับงานเดือนหน้า"


def test_each_is_told_with_a_link_of_ones_own(cycle, participant, held, anong, boon):
    issue_follow_ups(cycle, by=anong)

    assert [notice.person for notice in Notice.objects.all()] == [boon]
    assert "/l/" in Delivery.objects.get().text


def test_nothing_to_follow_before_a_session_was_held(cycle, participant, anong):
    with pytest.raises(Refused) as refused:
        issue_follow_ups(cycle, by=anong)
    assert refused.value.decision.code == "state.no_session"


def test_a_member_may_not_issue(cycle, participant, held, boon):
    with pytest.raises(Refused) as refused:
        issue_follow_ups(cycle, by=boon)
    assert refused.value.decision.code == "right.facilitator"


@pytest.mark.req("R077", part="not used needs the obstacle")
def test_not_used_asks_for_the_obstacle(follow_up, boon):
    with pytest.raises(Refused) as refused:
        answer_follow_up(follow_up, UseAnswer(is_used=False, obstacle="  "), by=boon)
    assert refused.value.decision.status == 422

    answer_follow_up(follow_up, UseAnswer(is_used=False, obstacle="ยังไม่มีงานตรวจรับ"), by=boon)
    follow_up.refresh_from_db()
    assert follow_up.is_used is False


def test_a_measure_needs_both_numbers_and_a_unit(follow_up, boon):
    half = UseAnswer(is_used=True, measure_before=Decimal(30))
    bare = UseAnswer(is_used=True, measure_before=Decimal(30), measure_after=Decimal(20))
    for answer, code in ((half, "value.measure"), (bare, "value.unit")):
        with pytest.raises(Refused) as refused:
            answer_follow_up(follow_up, answer, by=boon)
        assert refused.value.decision.code == code


def test_an_answer_keeps_unit_and_position_of_its_day(follow_up, boon):
    posting = PostingFactory(person=boon, position="นักวิชาการพัสดุชำนาญการ")
    answered = answer_follow_up(follow_up, USED, by=boon)

    assert (answered.unit, answered.position) == (posting.unit, posting.position)


def test_nobody_answers_for_another_as_oneself(follow_up, anong):
    with pytest.raises(Refused):
        answer_follow_up(follow_up, USED, by=anong)


def test_an_answer_is_given_once(follow_up, boon):
    answer_follow_up(follow_up, USED, by=boon)
    with pytest.raises(Refused) as refused:
        answer_follow_up(follow_up, UseAnswer(is_used=True, how="อื่น"), by=boon)
    assert refused.value.decision.code == "state.answered"


@pytest.mark.req("R127", part="type in a paper or interview form")
def test_recorder_and_assessor_type_in_and_the_person_is_told(follow_up, likhit, boon):
    typed = type_in_follow_up(follow_up, USED, Spoken("paper"), by=likhit)

    assert (typed.via, typed.entered_by) == ("paper", likhit)
    assert Notice.objects.get(person=boon).kind == "evaluation.follow_up_typed"


def test_the_named_assessor_types_in_for_own_assessee(follow_up, chai):
    AssessorFactory(enrolment=follow_up.enrolment, person=chai)
    assert type_in_follow_up(follow_up, USED, Spoken("interview"), by=chai).entered_by == chai


def test_neither_facilitator_nor_sponsor_nor_self_types_in(follow_up, anong, uea, boon):
    for person in (anong, uea, boon):
        with pytest.raises(Refused):
            type_in_follow_up(follow_up, USED, Spoken("paper"), by=person)
    assert not FollowUp.objects.get().is_answered


def test_who_objects_may_answer_anew(follow_up, likhit, boon):
    type_in_follow_up(follow_up, USED, Spoken("paper"), by=likhit)
    object_to_follow_up(follow_up, "ไม่ได้เขียนอย่างนั้น", by=boon)
    answered = answer_follow_up(follow_up, UseAnswer(is_used=True, how="ใช้เอง"), by=boon)

    assert (answered.how, answered.via, answered.entered_by) == ("ใช้เอง", "web", None)


def test_own_words_cannot_be_objected_to(follow_up, boon):
    answer_follow_up(follow_up, USED, by=boon)
    with pytest.raises(Refused):
        object_to_follow_up(follow_up, "ไม่ใช่", by=boon)


@pytest.mark.req("R123", part="no answer in the journal")
def test_the_journal_tells_that_and_never_what(follow_up, likhit, boon):
    words = UseAnswer(is_used=False, obstacle="หัวหน้าไม่อนุมัติ", evidence="มท 0201/55")
    type_in_follow_up(follow_up, words, Spoken("interview"), by=likhit)
    line = Line.objects.get(verb="evaluation.follow_up_typed_in")

    assert line.audience == f"person:{boon.pk}"
    assert line.data == {"days": 30}
    assert (line.actor, line.on_behalf_of, line.via) == (likhit, boon, "interview")
