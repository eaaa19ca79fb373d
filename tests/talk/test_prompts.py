"""A topic set for discussion closes on its day and is summed up (R068)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils.timezone import localdate, now

from sala.core.clock import run_due
from sala.core.permissions import Refused
from sala.core.registries import work_sources
from sala.core.thai.calendar import BANGKOK
from sala.notices.models import Notice
from sala.talk.actions.posts import reply
from sala.talk.actions.prompts import Topic, extend_prompt, set_prompt, summarise
from sala.talk.actions.threads import close_thread, reopen_thread
from sala.talk.models import Prompt, Thread
from sala.talk.queries import summaries_in
from tests.factories.communities import MembershipFactory, RoleHoldingFactory
from tests.factories.people import OfficeFactory


@pytest.fixture
def prompt(community, anong):
    """A topic of Anong that closes at the end of the third day from now."""
    topic = Topic("จะลดงานซ้ำเรื่องใดได้บ้าง", "เล่างานหนึ่งอย่าง", localdate() + timedelta(days=3))
    return set_prompt(community, topic, by=anong)


@pytest.fixture
def after():
    return now() + timedelta(days=4)


def lines(person):
    return [line.what for line in work_sources.get("talk.prompts").lines(person)]


@pytest.mark.req("R068")
@pytest.mark.parametrize("via", ["web", "mail"])
def test_after_the_closing_date_replies_are_refused_by_every_way(prompt, boon, after, via):
    reply(prompt, text="รายงานซ้ำสามที่", by=boon, via=via)

    with time_machine.travel(after), pytest.raises(Refused) as refused:
        reply(prompt, text="ช้าไป", by=boon, via=via)

    assert refused.value.decision.code == "state.prompt_closed"
    assert "ปิดรับความเห็น" in refused.value.decision.reason


@pytest.mark.req("R068")
def test_the_last_minute_of_the_day_still_counts(prompt, boon):
    day = localdate() + timedelta(days=3)
    with time_machine.travel(datetime(day.year, day.month, day.day, 23, 59, tzinfo=BANGKOK)):
        assert reply(prompt, text="ทันเวลา", by=boon).pk


@pytest.mark.req("R068")
def test_the_clock_closes_once_and_the_summary_stands_on_the_thread(
    client, prompt, community, anong, boon, after
):
    reply(prompt, text="รายงานซ้ำสามที่", by=boon)
    assert lines(MembershipFactory(community=community).person) == [
        "แสดงความเห็น “จะลดงานซ้ำเรื่องใดได้บ้าง”"
    ]
    assert lines(boon) == []

    with time_machine.travel(after):
        run_due(now())
        run_due(now() + timedelta(hours=1))
        prompt.refresh_from_db()
        assert prompt.state == "closed"
        assert Notice.objects.filter(kind="talk.prompt_closed", person=anong).count() == 1
        assert lines(anong) == ["สรุปประเด็น “จะลดงานซ้ำเรื่องใดได้บ้าง”"]

        client.force_login(anong)
        data = {"version": 1, "summary": "รวมรายงานเป็นฉบับเดียว (บุญ)"}
        client.post(f"/t/{prompt.number}/summary/", data)

    assert Notice.objects.filter(kind="talk.prompt_summarised", person=boon).count() == 1
    (done,) = summaries_in(community)
    assert (done.thread, done.summarised_by) == (prompt, anong)
    client.force_login(boon)
    page = client.get(f"/t/{prompt.number}/").content.decode()
    assert "รวมรายงานเป็นฉบับเดียว (บุญ)" in page
    assert lines(anong) == []


@pytest.mark.req("R068")
def test_every_member_is_told_and_nobody_else(community, boon, chai, prompt):
    told = Notice.objects.filter(kind="talk.prompt_set").values_list("person_id", flat=True)
    assert list(told) == [boon.pk]


@pytest.mark.req("R068")
def test_recorder_and_manager_set_topics_and_a_member_does_not(community, boon, agency):
    day = localdate() + timedelta(days=1)
    recorder = MembershipFactory(community=community).person
    RoleHoldingFactory(community=community, person=recorder, role="recorder")
    assert set_prompt(community, Topic("ก", "ข", day), by=recorder).kind == "prompt"

    for purpose in ("", "manager"):
        with pytest.raises(Refused):
            set_prompt(community, Topic("ก", "ข", day, purpose), by=boon)
    OfficeFactory(person=boon, kind="unit_manager", unit=agency)
    del boon._offices
    assert set_prompt(community, Topic("ก", "ข", day, "manager"), by=boon).purpose == "manager"
    with pytest.raises(Refused):
        set_prompt(community, Topic("ก", "ข", day), by=boon)


def test_a_day_that_has_passed_is_no_closing_day(client, community, anong):
    yesterday = localdate() - timedelta(days=1)
    with pytest.raises(Refused) as refused:
        set_prompt(community, Topic("ก", "ข", yesterday), by=anong)
    assert refused.value.decision.code == "value.closes_on"
    client.force_login(anong)
    data = {"title": "ก", "text": "ข", "closes_on": yesterday.isoformat(), "purpose": ""}
    assert client.post(f"/c/{community.number}/talk/prompts/", data).status_code == 422
    assert not Thread.objects.exists()


def test_another_day_opens_a_closed_topic_again(prompt, anong, boon, after):
    with time_machine.travel(after):
        run_due(now())
        with pytest.raises(Refused):
            reopen_thread(prompt, by=anong)
        extend_prompt(prompt, localdate() + timedelta(days=2), by=anong)
        assert reply(prompt, text="ได้ตอบแล้ว", by=boon).pk
    with pytest.raises(Refused):
        extend_prompt(prompt, localdate() + timedelta(days=9), by=boon)


def test_a_summary_is_written_after_the_close_by_who_gathers(prompt, anong, boon):
    with pytest.raises(Refused) as refused:
        summarise(prompt, text="สรุป", seen=1, by=anong)
    assert refused.value.decision.code == "state.prompt_open"
    close_thread(prompt, by=anong)
    with pytest.raises(Refused):
        summarise(prompt, text="สรุป", seen=1, by=boon)
    with pytest.raises(Refused):
        summarise(prompt, text="  ", seen=1, by=anong)


def test_two_summaries_at_once_show_both_texts(client, prompt, anong):
    close_thread(prompt, by=anong)
    summarise(prompt, text="ของคนแรก", seen=1, by=anong)
    client.force_login(anong)

    answer = client.post(f"/t/{prompt.number}/summary/", {"version": 1, "summary": "ของคนหลัง"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "ของคนแรก" in page
    assert "ของคนหลัง" in page
    assert Prompt.objects.get().summary == "ของคนแรก"


def test_a_summary_being_typed_is_kept(client, prompt, anong):
    close_thread(prompt, by=anong)
    client.force_login(anong)
    client.post(f"/t/{prompt.number}/summary/draft/", {"summary": "ร่างที่ยังไม่จบ"})

    assert "ร่างที่ยังไม่จบ" in client.get(f"/t/{prompt.number}/summary/").content.decode()
