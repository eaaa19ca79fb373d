"""Ask a senior for advice, and once more (R047)."""

from __future__ import annotations

import re

import pytest

from sala.core.permissions import Refused
from sala.core.registries import work_sources
from sala.journal.models import Line
from sala.mail.models import Delivery
from sala.notices.models import Notice
from sala.talk.actions.advice import (
    Asking,
    accept_advice,
    ask_advice,
    ask_again,
    decline_advice,
    name_another,
)
from sala.talk.actions.posts import remove_post, reply
from sala.talk.actions.threads import close_thread
from sala.talk.models import Advice, Post, Thread
from tests.factories.communities import MembershipFactory
from tests.factories.people import PersonFactory
from tests.factories.talk import AdviceFactory, ThreadFactory
from tests.talk.test_views import queries_of

ASKING = Asking("ผู้ขายขอขยายเวลา ควรดูอะไรก่อน", "สัญญาเหลือสิบวัน ผู้ขายแจ้งน้ำท่วมโรงงาน")


@pytest.fixture
def advice(community, boon, anong):
    return ask_advice(community, ASKING, anong, by=boon)


def lines(person, name="talk.advice"):
    source = work_sources.get(name)
    return [line.what for line in source.lines(person)]


def letters(person):
    return list(Delivery.objects.filter(person_id=person.pk).order_by("pk"))


@pytest.mark.req("R047")
def test_ask_reply_and_a_second_round_in_one_thread(client, advice, community, boon, anong):
    thread = advice.thread
    reply(thread, text="ดูเงื่อนไขเหตุสุดวิสัยในสัญญาก่อน", by=anong)
    Notice.objects.all().delete()

    client.force_login(boon)
    client.post(f"/t/{thread.number}/advice/rounds/", {"text": "ดูแล้วไม่มีข้อนี้ ทำอย่างไรต่อ"})

    told = Notice.objects.get(person=anong)
    assert (told.kind, told.data["round"]) == ("talk.advice_asked", 2)
    page = client.get(f"/t/{thread.number}/").content.decode()
    assert [word for word in ("รอบที่ 1", "รอบที่ 2", "รอบที่ 3") if word in page] == [
        "รอบที่ 1",
        "รอบที่ 2",
    ]
    assert "รอคำแนะนำรอบที่ 2" in page

    reply(thread, text="ขอหนังสือรับรองจากจังหวัดก่อน", by=anong)
    advice.refresh_from_db()
    assert [one.answer is not None for one in advice.rounds.all()] == [True, True]
    assert (advice.round_count, advice.is_waiting) == (2, False)
    assert Notice.objects.filter(person=boon, kind="talk.advice_answered").count() == 1


@pytest.mark.req("R047")
def test_words_of_others_are_no_advice(advice, community, boon):
    other = MembershipFactory(community=community).person
    reply(advice.thread, text="ผมว่าต่อให้", by=other)
    reply(advice.thread, text="ขอบคุณครับ รอพี่อนงค์ด้วย", by=boon)

    advice.refresh_from_db()
    assert advice.is_waiting
    with pytest.raises(Refused) as refused:
        ask_again(advice, text="ขอรอบสอง", by=boon)
    assert refused.value.decision.code == "state.round_waits"


@pytest.mark.req("R047")
def test_a_colleague_outside_answers_by_the_letter_s_link_alone(
    client, community, boon, chai, settings
):
    """The one asked need not belong to the community: one page, and nothing else of it."""
    community.audience = f"agency:{community.agency_id}"
    community.save(update_fields=["audience"])
    chai.email = "chai@example.go.th"
    chai.save()
    advice = ask_advice(community, ASKING, chai, by=boon)
    path = re.search(r"/l/\S+", letters(chai)[-1].text).group()

    before = Post.objects.count()
    page = client.get(path)
    assert ASKING.text in page.content.decode()
    assert Post.objects.count() == before
    client.post(path, {"text": "ตรวจวันที่แจ้งเหตุก่อน ต้องภายในสิบห้าวัน"})

    advice.refresh_from_db()
    assert not advice.is_waiting
    assert Line.objects.get(verb="talk.replied").via == "link"
    assert advice.rounds.get().answer.author == chai
    assert "รอบนี้ให้คำแนะนำแล้ว" in client.get(path).content.decode()
    client.force_login(chai)
    assert client.get(f"/t/{advice.thread.number}/").status_code == 404
    assert client.get(f"/t/{advice.thread.number}/advice/").status_code == 200
    assert not Thread.objects.visible_to(set()).exists()


@pytest.mark.req("R047")
def test_who_is_asked_may_say_no_and_another_is_asked(client, advice, community, boon, anong):
    decline_advice(advice, words="ไปราชการถึงสิ้นเดือน", by=anong)

    assert lines(boon) == [f"เลือกคนอื่นให้คำปรึกษา “{ASKING.title}”"]
    with pytest.raises(Refused):
        accept_advice(advice, by=anong)
    other = MembershipFactory(community=community).person
    client.force_login(boon)
    page = client.get(f"/t/{advice.thread.number}/").content.decode()
    assert "ไปราชการถึงสิ้นเดือน" in page

    client.post(f"/t/{advice.thread.number}/advice/adviser/", {"to": other.pk})

    advice.refresh_from_db()
    assert (advice.adviser, advice.declined_at) == (other, None)
    assert lines(other) == [f"ให้คำแนะนำรอบที่ 1 เรื่อง “{ASKING.title}”"]
    assert lines(anong) == []


def test_only_who_can_be_reached_and_sees_the_community_is_asked(community, boon, duangjai, agency):
    community.audience = f"agency:{agency.pk}"
    community.save(update_fields=["audience"])
    silent = PersonFactory(agency=agency, email="")
    silent.set_unusable_password()
    silent.save()
    gone = PersonFactory(agency=agency, is_active=False)

    for person in (boon, duangjai, silent, gone):
        with pytest.raises(Refused) as refused:
            ask_advice(community, ASKING, person, by=boon)
        assert refused.value.decision.code == "value.adviser"
    assert not Thread.objects.exists()


def test_an_outsider_asks_nobody_and_names_nobody(advice, community, chai, anong):
    with pytest.raises(Refused):
        ask_advice(community, ASKING, anong, by=chai)
    with pytest.raises(Refused):
        name_another(advice, anong, by=chai)
    with pytest.raises(Refused):
        decline_advice(advice, by=chai)


def test_a_round_whose_answer_is_taken_out_waits_again(advice, boon, anong):
    answer = reply(advice.thread, text="ลองดู", by=anong)
    remove_post(answer, why="", by=anong)

    advice.refresh_from_db()
    assert advice.is_waiting
    assert advice.rounds.get().answer is None


def test_a_matter_that_is_over_asks_for_no_more(advice, boon, anong):
    reply(advice.thread, text="ลองดู", by=anong)
    close_thread(advice.thread, by=boon)

    with pytest.raises(Refused) as refused:
        ask_again(advice, text="อีกรอบ", by=boon)
    assert refused.value.decision.code == "state.thread_closed"
    assert lines(boon) == []


def test_choosing_comes_first_and_what_was_typed_is_kept(client, community, boon, anong):
    client.force_login(boon)
    url = f"/c/{community.number}/talk/advice/"
    assert f"?to={anong.pk}" in client.get(url).content.decode()
    assert f"?to={boon.pk}" not in client.get(url).content.decode()

    client.post(f"{url}draft/", {"title": "เรื่องนี้", "text": "พิมพ์ค้างไว้"})

    assert "พิมพ์ค้างไว้" in client.get(f"{url}?to={anong.pk}").content.decode()
    data = {"to": anong.pk, "title": "เรื่องนี้", "text": "พิมพ์ค้างไว้"}
    assert client.post(url, data).status_code == 302
    assert Advice.objects.get().adviser == anong
    assert "พิมพ์ค้างไว้" not in client.get(f"{url}?to={anong.pk}").content.decode()


def test_a_thread_of_many_rounds_and_a_list_of_much_advice_cost_the_same(
    client, advice, community, boon, anong
):
    client.force_login(boon)
    page, listing = f"/t/{advice.thread.number}/", f"/c/{community.number}/talk/"
    one, many = queries_of(client, page), queries_of(client, listing)

    for number in range(6):
        reply(advice.thread, text=f"คำแนะนำ {number}", by=anong)
        ask_again(advice, text=f"ขออีก {number}", by=boon)
    for _ in range(20):
        AdviceFactory(thread__community=community, thread__made_by=boon, adviser=anong)
        ThreadFactory(community=community)

    assert queries_of(client, page) == one
    assert queries_of(client, listing) == many
