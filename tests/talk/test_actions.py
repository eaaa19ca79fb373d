from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils.timezone import now

from sala.communities.actions.founding import found_informal
from sala.communities.models import Community, Membership
from sala.core.permissions import Refused
from sala.journal.models import Line
from sala.mail.models import Delivery
from sala.notices.models import Notice
from sala.people.keys import keys_of
from sala.talk.actions.posts import (
    accept_answer,
    edit_post,
    remove_post,
    reply,
    withdraw_answer,
)
from sala.talk.actions.threads import (
    Opening,
    close_thread,
    pin_thread,
    reopen_thread,
    start_thread,
)
from sala.talk.models import Mention, Post, Thread, Wording
from sala.talk.queries import headline
from tests.factories.communities import MembershipFactory
from tests.factories.people import OfficeFactory, PersonFactory

QUESTION = Opening("question", "ใบส่งของไม่ลงวันที่", "ตรวจรับได้ไหม", "use")
TALK = Opening("talk", "แนะนำตัว", "สวัสดีทุกคน")


@pytest.mark.req("R018")
def test_an_ordinary_account_founds_a_community_and_writes_at_once(chai):
    community = found_informal(by=chai, name="คนชอบจัดแฟ้ม", purpose="จัดแฟ้มให้หาเจอ")

    thread = start_thread(community, TALK, by=chai)

    assert community.is_gathering
    assert list(Thread.objects.visible_to(keys_of(chai))) == [thread]
    assert thread.audience == community.key


@pytest.mark.req("R004")
def test_ask_answer_accept_changes_state_and_both_metrics(community, boon, anong):
    begun = now()
    with time_machine.travel(begun, tick=False):
        thread = start_thread(community, QUESTION, by=boon)
    assert headline(community, keys_of(boon)) == (1, 0, None)

    with time_machine.travel(begun + timedelta(minutes=20), tick=False):
        answer = reply(thread, text="ให้ผู้ขายลงวันที่ก่อน", by=anong)
    assert headline(community, keys_of(boon)) == (1, 0, 1200)

    thread = accept_answer(thread, answer, by=boon)
    found = headline(community, keys_of(boon))
    assert thread.get_state_display() == "แก้ได้แล้ว"
    assert (found.percent, found.median_seconds) == (100, 1200)

    withdraw_answer(thread, by=boon)
    assert headline(community, keys_of(boon)).solved == 0


@pytest.mark.req("R004")
def test_the_asker_s_own_words_are_no_first_answer(question, boon):
    reply(question, text="ลองถามเพิ่มอีกนิด", by=boon)

    question.refresh_from_db()
    assert question.first_answer_at is None
    assert question in Thread.objects.unanswered()


@pytest.mark.req("R004")
def test_nobody_chooses_an_answer_of_their_own(question, boon, anong):
    own, other = reply(question, text="แก้ได้เองแล้ว", by=boon), reply(question, text="x", by=anong)

    for post, by in ((own, boon), (other, anong)):
        with pytest.raises(Refused) as refused:
            accept_answer(question, post, by=by)
        assert refused.value.decision.code == "right.own_answer"

    assert accept_answer(question, own, by=anong).accepted_id == own.pk
    assert accept_answer(question, other, by=boon).accepted_id == other.pk


def test_another_member_does_not_choose(question, community, anong):
    answer = reply(question, text="ตอบ", by=anong)
    third = MembershipFactory(community=community).person

    with pytest.raises(Refused):
        accept_answer(question, answer, by=third)


def test_an_answer_of_another_thread_is_not_chosen(question, community, boon, anong):
    other = start_thread(community, QUESTION, by=boon)
    answer = reply(other, text="ตอบ", by=anong)

    with pytest.raises(Post.DoesNotExist):
        accept_answer(question, answer, by=boon)


@pytest.mark.req("R095")
def test_a_manager_s_question_is_asked_by_who_holds_the_office(community, boon, anong, agency):
    asked = QUESTION._replace(purpose="manager")
    with pytest.raises(Refused) as refused:
        start_thread(community, asked, by=boon)
    assert refused.value.decision.code == "right.unit_manager"

    OfficeFactory(person=anong, kind="unit_manager", unit=agency)
    assert start_thread(community, asked, by=anong).purpose == "manager"


def test_outsiders_write_nothing(question, community, chai):
    with pytest.raises(Refused):
        start_thread(community, TALK, by=chai)
    with pytest.raises(Refused):
        reply(question, text="แวะมา", by=chai)


def test_a_guest_asks_and_goes_on_in_that_question_only(question, community, guest):
    asked = start_thread(community, QUESTION, by=guest)
    reply(asked, text="ขอเพิ่มรายละเอียด", by=guest)

    with pytest.raises(Refused):
        start_thread(community, TALK, by=guest)
    with pytest.raises(Refused):
        reply(question, text="ตอบแทน", by=guest)


def test_a_closed_community_is_read_only(question, community, boon, anong):
    answer = reply(question, text="ตอบ", by=anong)
    Community.objects.filter(pk=community.pk).update(state="closed")
    community.refresh_from_db()

    acts = [
        lambda: start_thread(community, TALK, by=boon),
        lambda: reply(question, text="ต่อ", by=boon),
        lambda: accept_answer(question, answer, by=boon),
        lambda: edit_post(answer, text="แก้", by=anong),
        lambda: remove_post(answer, why="", by=anong),
        lambda: close_thread(question, by=boon),
        lambda: pin_thread(question, is_pinned=True, by=anong),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.decision.code == "state.community_closed"


def test_a_closed_thread_takes_no_more_until_opened_again(question, boon, anong):
    answer = reply(question, text="ตอบ", by=anong)
    accept_answer(question, answer, by=boon)
    close_thread(question, by=boon)
    with pytest.raises(Refused):
        reply(question, text="ต่อ", by=anong)

    assert reopen_thread(question, by=anong).state == "solved"


@pytest.mark.req("R105", part="edit window, removal with a trace")
def test_edited_words_stay_readable_and_never_change(question, anong):
    post = reply(question, text="หนึ่ง", by=anong)
    edit_post(post, text="สอง", by=anong)
    edit_post(post, text="สาม", by=anong)
    edit_post(post, text="สาม", by=anong)

    assert [one.text for one in Wording.objects.filter(post=post)] == ["หนึ่ง", "สอง"]
    with time_machine.travel(now() + timedelta(hours=25)), pytest.raises(Refused) as refused:
        edit_post(post, text="สี่", by=anong)
    assert refused.value.decision.code == "state.edit_window"


def test_only_the_author_edits(question, boon, anong):
    with pytest.raises(Refused):
        edit_post(reply(question, text="ของฉัน", by=boon), text="ของเธอ", by=anong)


@pytest.mark.req("R105", part="edit window, removal with a trace")
def test_removing_leaves_a_trace_and_counts_again(question, boon, anong):
    answer = reply(question, text="เลขบัตร 1 2345", by=anong)
    accept_answer(question, answer, by=boon)
    remove_post(answer, why="", by=anong)

    question.refresh_from_db()
    assert (question.reply_count, question.first_answer_at) == (0, None)
    assert (question.accepted_id, question.state) == (None, "open")
    assert Post.objects.get(pk=answer.pk).removed_by == anong


def test_the_facilitator_gives_a_reason_which_the_author_reads(question, boon, anong):
    post = reply(question, text="มีชื่อประชาชน", by=boon)
    with pytest.raises(Refused):
        remove_post(post, why=" ", by=anong)

    remove_post(post, why="มีชื่อประชาชน", by=anong)

    notice = Notice.objects.get(person=boon, kind="talk.removed")
    assert notice.data["why"] == "มีชื่อประชาชน"


def test_a_question_without_answers_goes_with_its_title(question, boon):
    remove_post(question.posts.get(is_opening=True), why="", by=boon)

    question.refresh_from_db()
    assert question.title == "เรื่องที่ลบแล้ว"
    assert not Thread.objects.live().exists()


def test_who_is_told(question, community, boon, anong):
    third, silent = (MembershipFactory(community=community).person for _ in range(2))
    reply(question, text="ตอบหนึ่ง", by=third)
    Membership.objects.filter(person=silent).update(mail="none")
    reply(question, text=f"ขอถาม @{silent.handle}", by=anong)

    told = {(row.person_id, row.kind) for row in Notice.objects.all()}
    assert (boon.pk, "talk.answered") in told
    assert (third.pk, "talk.replied") in told
    assert (silent.pk, "talk.mentioned") in told
    assert anong.pk not in {row.person_id for row in Notice.objects.filter(kind="talk.replied")}
    assert not Delivery.objects.filter(person_id=silent.pk).exists()
    assert Mention.objects.get().person == silent


def test_outsiders_cannot_be_called(question, chai, anong):
    reply(question, text=f"ลองถาม @{chai.handle}", by=anong)

    assert not Mention.objects.exists()
    assert not Notice.objects.filter(person=chai).exists()


def test_one_journal_line_an_act_and_the_community_is_awake(community, boon, anong):
    Community.objects.filter(pk=community.pk).update(last_active_at=now() - timedelta(days=90))
    thread = start_thread(community, QUESTION, by=boon)
    answer = reply(thread, text="ตอบ", by=anong)
    accept_answer(thread, answer, by=boon)

    verbs = list(Line.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["talk.question_asked", "talk.replied", "talk.answer_accepted"]
    assert {line.audience for line in Line.objects.all()} == {community.key}
    community.refresh_from_db()
    assert community.last_active_at > now() - timedelta(minutes=1)


def test_a_name_shared_by_two_calls_nobody(community, boon):
    for _ in range(2):
        person = PersonFactory(agency=community.agency, given_name="มาลี")
        MembershipFactory(community=community, person=person)

    start_thread(community, TALK._replace(text="@มาลี ว่าไง"), by=boon)

    assert not Mention.objects.exists()
