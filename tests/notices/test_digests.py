"""One mail with what is new, on chosen days, never empty, each item answerable."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from sala.communities.actions import leave
from sala.communities.models import Membership
from sala.core.clock import tick
from sala.mail.models import Delivery
from sala.mail.tokens import read_reply
from sala.notices.actions import choose, set_rhythm
from sala.notices.digests import send_digests
from sala.notices.models import Notice
from sala.talk.actions.posts import reply
from sala.talk.actions.threads import Opening, start_thread
from tests.factories.communities import CommunityFactory, MembershipFactory

pytestmark = pytest.mark.django_db
BANGKOK = ZoneInfo("Asia/Bangkok")
TALK = Opening("talk", "ลองตรวจรับแบบใหม่", "ใช้ใบเดียวแทนสามใบ")
ASK = Opening("question", "ตรวจรับไม่ครบทำอย่างไร", "ส่งของไม่ครบ", "use")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026; the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BANGKOK)


def letters(person):
    rows = Delivery.objects.filter(person_id=person.pk, subject__contains="สรุปจากกลุ่ม")
    return list(rows.order_by("made_at"))


@pytest.fixture
def reader(community):
    with time_machine.travel(at(2, 9), tick=False):
        return MembershipFactory(community=community, mail="digest").person


@pytest.mark.req("R119")
def test_a_day_of_many_posts_is_one_letter_next_morning(community, boon, anong, reader):
    with time_machine.travel(at(17, 10), tick=False):
        thread = start_thread(community, TALK, by=boon)
        start_thread(community, ASK, by=boon)
        for number in range(3):
            reply(thread, text=f"ต่อ {number}", by=anong)
        tick()
    assert not letters(reader), "nothing at once"
    with time_machine.travel(at(18, 8), tick=False):
        tick()
        tick()
    with time_machine.travel(at(18, 8, 40), tick=False):
        tick()

    (letter,) = letters(reader)
    assert letter.sent_at
    assert TALK.title in letter.text
    assert ASK.title in letter.text
    assert "2" in letter.subject
    assert community.name in letter.text
    with time_machine.travel(at(19, 8), tick=False):
        tick()
    assert len(letters(reader)) == 1, "nothing new, no letter"


def test_each_item_has_an_address_of_its_own(community, boon, reader):
    with time_machine.travel(at(17, 10), tick=False):
        threads = {start_thread(community, one, by=boon).pk for one in (TALK, ASK)}
    with time_machine.travel(at(18, 8), tick=False):
        send_digests(at(18, 8))
        (letter,) = letters(reader)
        words = [word for word in letter.text.split() if word.startswith("reply+")]
        tokens = [read_reply(word.partition("@")[0]) for word in words]
    assert {token.target_id for token in tokens} == threads
    assert {(token.person_id, token.purpose) for token in tokens} == {(reader.pk, "digest_item")}
    assert all(f"mailto:{word}" in letter.html for word in words)


def test_what_needs_the_reader_stands_first_and_places_are_headings(
    agency, community, boon, reader
):
    other = CommunityFactory(agency=agency, name="คนไอทีคุยกัน", founded_by=boon)
    for person in (boon, reader):
        MembershipFactory(community=other, person=person, mail="digest", joined_at=at(2, 9))
    with time_machine.travel(at(17, 10), tick=False):
        mine = start_thread(community, ASK, by=reader)
    with time_machine.travel(at(17, 11), tick=False):
        reply(mine, text="ทำบันทึกแจ้งก่อน", by=boon)
    with time_machine.travel(at(17, 12), tick=False):
        start_thread(other, TALK, by=boon)
    with time_machine.travel(at(18, 8), tick=False):
        send_digests(at(18, 8))
    (letter,) = letters(reader)
    needed, rest = letter.text.index(f"* {ASK.title}"), letter.text.index(f"* {TALK.title}")
    assert letter.text.index("== รอคุณ ==") < needed < letter.text.index("== คนไอทีคุยกัน ==") < rest
    assert letter.subject.startswith("รอคุณ 1 เรื่อง")


def test_days_and_hours_are_the_reader_s_own_and_days_off_are_kept(community, boon, reader):
    set_rhythm(reader, digest_days="25", digest_hour=13)
    with time_machine.travel(at(17, 10), tick=False):
        start_thread(community, TALK, by=boon)
    sent = []
    for day in range(17, 25):
        for hour in (8, 13):
            with time_machine.travel(at(day, hour), tick=False):
                send_digests(at(day, hour))
                if len(letters(reader)) > len(sent):
                    sent.append((day, hour))
    assert sent == [(17, 13)], "Tuesday and Friday at one; by Friday nothing is new"


def test_no_digest_on_a_public_holiday_and_the_next_one_has_it_all(community, boon, reader):
    # 10 December 2026, a Thursday, is Constitution Day.
    def december(day, hour):
        return datetime(2026, 12, day, hour, tzinfo=BANGKOK)

    with time_machine.travel(december(9, 10), tick=False):
        start_thread(community, TALK, by=boon)
    for day, count in ((10, 0), (11, 1)):
        with time_machine.travel(december(day, 8), tick=False):
            send_digests(december(day, 8))
        assert len(letters(reader)) == count, day


def test_web_only_and_who_left_get_none(community, boon, reader):
    silent = MembershipFactory(community=community, mail="none", joined_at=at(2, 9)).person
    with time_machine.travel(at(17, 10), tick=False):
        start_thread(community, TALK, by=boon)
        leave(community, by=reader)
    with time_machine.travel(at(18, 8), tick=False):
        send_digests(at(18, 8))
    assert not letters(silent)
    assert not letters(reader)


@pytest.mark.req("R119", part="a kind set to digest")
def test_a_kind_of_notice_set_to_digest_waits_for_it(community, boon, reader):
    Membership.objects.filter(person=reader).update(mail="mentions")
    choose(reader, "talk.mentioned", mail="digest")
    with time_machine.travel(at(17, 10), tick=False):
        for _ in range(2):
            words = TALK._replace(text=f"@{reader.handle} ช่วยดูหน่อย")
            start_thread(community, words, by=boon)
        assert not letters(reader)
        assert Notice.objects.filter(person=reader, waits_for_digest=True).count() == 2
    with time_machine.travel(at(18, 8), tick=False):
        send_digests(at(18, 8))
        send_digests(at(18, 8))
    assert len(letters(reader)) == 1
    assert not Notice.objects.filter(person=reader, waits_for_digest=True).exists()


@pytest.mark.req("I08")
def test_a_notice_one_may_no_longer_see_is_in_no_digest(community, boon, reader):
    choose(reader, "talk.mentioned", mail="digest")
    Membership.objects.filter(person=reader).update(mail="mentions")
    with time_machine.travel(at(17, 10), tick=False):
        start_thread(community, TALK._replace(text=f"@{reader.handle} ดูหน่อย"), by=boon)
        leave(community, by=reader)
    with time_machine.travel(at(18, 8), tick=False):
        send_digests(at(18, 8))
    assert not letters(reader)


def test_thirty_readers_cost_no_query_each(community, boon, django_assert_max_num_queries):
    for _ in range(30):
        MembershipFactory(community=community, mail="digest", joined_at=at(2, 9))
    with time_machine.travel(at(17, 10), tick=False):
        start_thread(community, TALK, by=boon)
    with time_machine.travel(at(18, 8), tick=False), django_assert_max_num_queries(25):
        assert send_digests(at(18, 8)) == 30


@pytest.mark.req("R119")
@pytest.mark.parametrize("mode", ["digest", "mentions"])
def test_a_call_by_name_is_on_the_web_at_once_and_in_the_mail_within_a_minute(
    community, boon, reader, mode
):
    Membership.objects.filter(person=reader).update(mail=mode)
    with time_machine.travel(at(17, 10), tick=False):
        start_thread(community, TALK._replace(text=f"@{reader.handle} ช่วยดู"), by=boon)
        assert Notice.objects.filter(person=reader, kind="talk.mentioned").count() == 1
    with time_machine.travel(at(17, 10) + timedelta(seconds=59), tick=False):
        tick()
    calls = [letter.to for letter in mail.outbox if "เอ่ยถึงคุณ" in letter.subject]
    assert calls == [[reader.email]]
