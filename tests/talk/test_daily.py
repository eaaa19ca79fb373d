"""KM วันละนิด: working days only, one a day, no text twice within a year (R118)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from django.core import mail
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sala.communities.models import Membership
from sala.core.clock import run_due
from sala.core.permissions import Refused
from sala.core.registries import work_sources
from sala.core.thai import is_working_day
from sala.core.thai.calendar import BANGKOK
from sala.mail.fanout import fan_out
from sala.mail.models import Delivery, Mailing
from sala.mail.outgoing import send_waiting
from sala.mail.tokens import message_id, reply_address
from sala.notices.actions import choose
from sala.notices.digests import send_digests
from sala.notices.models import Mail, Notice
from sala.people.models import AgencySettings
from sala.talk.actions.daily import (
    Timing,
    add_piece,
    edit_piece,
    move_piece,
    remove_piece,
    send_piece,
    set_daily,
)
from sala.talk.clock import send_pieces
from sala.talk.models import Daily, Piece, Thread
from sala.talk.pieces import fingerprint
from tests.factories.communities import MembershipFactory
from tests.factories.mail import arrive, proven, raw_mail, to_list, verify

WEEK = (0, 1, 2, 3, 4)
TEXTS = ("ถ่ายรูปของที่ตรวจรับไว้ทุกครั้ง", "โทรถามก่อนส่งหนังสือ", "ตั้งชื่อแฟ้มด้วยวันที่")


def at(day, hour=8, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BANGKOK)


def run_days(first, days, hours=(7, 8, 9, 16)):
    """Let the clock come by at some hours of each day."""
    for number in range(days):
        for hour in hours:
            moment = at(first + timedelta(days=number), hour)
            with time_machine.travel(moment, tick=False):
                run_due(moment)


def sent_days():
    return list(Piece.objects.sent().order_by("sent_on").values_list("sent_on", flat=True))


@pytest.fixture
def daily(community, anong):
    return set_daily(community, Timing(True, 8, WEEK), seen=0, by=anong)


@pytest.fixture
def queue(daily, community, anong):
    return [
        add_piece(community, title=f"เรื่องที่ {n}", text=text, by=anong)
        for n, text in enumerate(TEXTS)
    ]


@pytest.mark.req("R118")
def test_three_pieces_go_out_on_three_working_days_and_on_no_holiday(queue, agency, boon):
    """Thursday 3 December 2026; Saturday the 5th is Father's Day, its substitute Monday the 7th;
    the agency is closed on Tuesday the 8th; the 10th is Constitution Day."""
    AgencySettings.objects.update_or_create(
        agency=agency, defaults={"extra_holidays": ["2026-12-08"]}
    )
    run_days(date(2026, 12, 3), 12)

    assert sent_days() == [date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 9)]
    assert not is_working_day(date(2026, 12, 7))
    told = Notice.objects.filter(person=boon, kind="talk.daily").order_by("pk")
    assert [row.data["title"] for row in told] == ["เรื่องที่ 0", "เรื่องที่ 1", "เรื่องที่ 2"]


@pytest.mark.req("R118")
def test_it_waits_for_its_hour_and_sends_once_however_often_the_clock_runs(queue):
    day = date(2026, 12, 3)
    run_days(day, 1, hours=(7,))
    assert sent_days() == []

    run_days(day, 1, hours=(8, 8, 9, 12, 17))
    for _ in range(3):
        with time_machine.travel(at(day, 9), tick=False):
            send_pieces(at(day, 9))  # a clock killed half-way takes its slot up again

    assert sent_days() == [day]


@pytest.mark.req("R118")
def test_a_clock_that_stood_all_day_does_not_send_at_night(queue):
    run_days(date(2026, 12, 3), 1, hours=(18, 23))
    assert sent_days() == []


@pytest.mark.req("R118")
def test_the_same_text_does_not_go_out_twice_within_a_year(queue, community, anong):
    first = date(2026, 12, 3)
    run_days(first, 12, hours=(8,))
    again = add_piece(community, title="ชื่อใหม่", text="  ถ่ายรูปของ ที่ตรวจรับไว้, ทุกครั้ง! ", by=anong)

    run_days(first + timedelta(days=355), 10, hours=(8,))
    assert again not in Piece.objects.sent()

    run_days(first + timedelta(days=365), 8, hours=(8,))
    again.refresh_from_db()
    assert again.sent_on >= first + timedelta(days=366)


@pytest.mark.req("R118")
def test_a_text_that_must_wait_lets_the_next_one_pass(community, daily, anong):
    day = date(2026, 12, 3)
    Piece.objects.create(
        agency=community.agency,
        community=community,
        audience=community.key,
        title="เก่า",
        text=TEXTS[0],
        fingerprint=fingerprint(TEXTS[0]),
        place=1,
        made_by=anong,
        sent_on=day - timedelta(days=30),
    )
    add_piece(community, title="ซ้ำ", text=TEXTS[0], by=anong)
    other = add_piece(community, title="ใหม่", text=TEXTS[1], by=anong)

    assert send_piece(daily, day) == other


@pytest.mark.req("R118")
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    begins=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    texts=st.lists(st.sampled_from([*TEXTS, "ก", "ข"]), min_size=1, max_size=6, unique=True),
    days=st.sets(st.sampled_from(WEEK), min_size=1),
    closed=st.sets(st.integers(0, 20), max_size=4),
)
def test_whatever_the_calendar_no_rule_is_broken(
    community, anong, agency, begins, texts, days, closed
):
    Piece.objects.all().delete()
    Daily.objects.all().delete()
    off = [(begins + timedelta(days=number)).isoformat() for number in closed]
    AgencySettings.objects.update_or_create(agency=agency, defaults={"extra_holidays": off})
    daily = set_daily(community, Timing(True, 8, sorted(days)), seen=0, by=anong)
    for text in texts:
        add_piece(community, title="เรื่อง", text=text, by=anong)

    for number in range(25):
        for _twice in range(2):
            send_pieces(at(begins + timedelta(days=number), 9))

    sent = sent_days()
    assert len(sent) == len(set(sent))
    assert len(sent) <= len(texts)
    for day in sent:
        assert is_working_day(day)
        assert day.weekday() in days
        assert day.isoformat() not in off
    possible = [
        day
        for number in range(25)
        if is_working_day(day := begins + timedelta(days=number))
        and day.weekday() in daily.weekdays
        and day.isoformat() not in off
    ]
    assert sent == possible[: len(texts)]


@given(st.text(max_size=80), st.sampled_from(["", " ", "  \n", "!", " … "]))
def test_a_fingerprint_passes_over_spaces_and_signs(text, noise):
    assert fingerprint("เรื่อง" + text + noise) == fingerprint("เรื่อง" + text)
    assert fingerprint("กิน" + text) != fingerprint("กัน" + text)


@pytest.mark.req("R118")
def test_mail_goes_to_those_whose_choice_allows_it(queue, community, daily):
    members = {
        mail: MembershipFactory(community=community, mail=mail).person
        for mail in ("each", "digest", "mentions", "none")
    }
    for way in (Mail.DIGEST, Mail.NONE):
        members[f"each, {way}"] = MembershipFactory(community=community, mail="each").person
        choose(members[f"each, {way}"], "talk.daily", mail=way)
    piece = send_piece(daily, date(2026, 12, 3))
    fan_out()

    told = set(Notice.objects.filter(kind="talk.daily").values_list("person_id", flat=True))
    posted = set(Delivery.objects.values_list("person_id", flat=True))
    later = Notice.objects.filter(waits_for_digest=True).values_list("person_id", flat=True)
    assert {person.pk for person in members.values()} <= told
    assert {mail for mail, person in members.items() if person.pk in posted} == {"each"}
    waiting = {mail for mail, person in members.items() if person.pk in set(later)}
    assert waiting == {"digest", "each, digest"}
    letter = Delivery.objects.get(person_id=members["each"].pk)
    assert (letter.mailing.text, letter.text) == (TEXTS[0], "")
    fan_out()
    assert Delivery.objects.filter(person_id=members["each"].pk).count() == 1
    assert Mailing.objects.get(subject_label="talk.piece").subject_id == piece.pk


@pytest.mark.req("R118")
def test_it_is_a_letter_of_the_group_and_an_answer_opens_a_thread_about_it(
    queue, community, daily, boon, settings
):
    settings.MAIL_DOMAIN, settings.MAIL_AUTHSERV_ID = "km.example.go.th", "mx.test"
    Membership.objects.filter(person=boon, community=community).update(mail="each")
    malee = MembershipFactory(community=community, mail="each").person
    piece = send_piece(daily, date(2026, 12, 3))
    fan_out()
    while send_waiting():
        pass
    letters = {one.to[0]: one.message() for one in mail.outbox}
    letter = letters[boon.email]
    assert f"<{community.handle}.km.example.go.th>" in letter["List-Id"]
    assert "List-Unsubscribe=One-Click" in letter["List-Unsubscribe-Post"]
    assert "/u/" in letter["List-Unsubscribe"]

    first = arrive(raw_mail(boon.email, "x@y", "Re: KM"), own_address(letter))
    thread = Thread.objects.get(about_label="talk.piece", about_id=piece.pk)
    assert (first.state, thread.title, thread.posts.get().author) == ("posted", piece.title, boon)
    sent = Mailing.objects.get(kind="talk.post")
    assert sent.references == letter["Message-ID"], "it stands under the piece in a mail program"

    arrive(raw_mail(malee.email, "x@y", "Re: KM", "เห็นด้วยค่ะ"), own_address(letters[malee.email]))
    verify(boon)
    headers = [("In-Reply-To", letter["Message-ID"])]
    raw = raw_mail(boon.email, to_list(community), text="เสริม", proof=proven(), headers=headers)
    arrive(raw, to_list(community))
    assert Thread.objects.get(about_label="talk.piece").posts.count() == 3


def own_address(letter):
    return parseaddr(str(letter["Reply-To"]))[1]


@pytest.mark.req("R118")
def test_a_piece_that_waits_takes_no_answer(queue, community, boon, settings):
    settings.MAIL_DOMAIN, settings.MAIL_AUTHSERV_ID = "km.example.go.th", "mx.test"
    verify(boon)
    headers = [("In-Reply-To", message_id("piece", queue[2].pk))]
    raw = raw_mail(boon.email, to_list(community), "เรื่องอื่น", proof=proven(), headers=headers)
    arrive(raw, to_list(community))
    assert Thread.objects.get().about_label == ""


@pytest.mark.req("R118")
def test_a_digest_holds_the_piece_once_and_takes_answers_to_it(queue, community, daily):
    person = MembershipFactory(community=community, mail="digest").person
    with time_machine.travel(at(date(2026, 12, 3)), tick=False):
        piece = send_piece(daily, date(2026, 12, 3))
    with time_machine.travel(at(date(2026, 12, 4), 8), tick=False):
        send_digests(at(date(2026, 12, 4), 8))
        (letter,) = Delivery.objects.filter(person_id=person.pk)
        assert letter.text.count(TEXTS[0]) == 1
        assert reply_address(person.pk, "piece", piece.pk) in letter.text


@pytest.mark.req("R118")
def test_nothing_is_counted_until_the_agency_asks_and_then_nobody_in_particular(
    client, queue, daily, agency, boon
):
    AgencySettings.objects.get_or_create(agency=agency)
    piece = send_piece(daily, date(2026, 12, 3))
    assert "?m=" not in Notice.objects.get(person=boon, kind="talk.daily").url
    client.force_login(boon)
    client.get(f"/daily/{piece.pk}/?m=1")
    piece.refresh_from_db()
    assert piece.opens == 0

    AgencySettings.objects.update(counts_daily_opens=True)
    for _ in range(2):
        client.get(f"/daily/{piece.pk}/?m=1")
    client.get(f"/daily/{piece.pk}/")
    piece.refresh_from_db()
    assert piece.opens == 2
    second = send_piece(daily, date(2026, 12, 4))
    assert Notice.objects.filter(subject_id=second.pk).first().url.endswith("?m=1")
    tables = connection.introspection.table_names()
    assert not [name for name in tables if "open" in name and name.startswith("talk_")]
    page = client.get(f"/daily/{piece.pk}/").content.decode()
    assert "<img" not in page


def test_the_queue_is_put_in_order_mended_and_emptied(queue, community, anong, boon):
    first, second, third = queue
    move_piece(third, is_up=True, by=anong)
    move_piece(first, is_up=True, by=anong)
    assert list(Piece.objects.queued()) == [first, third, second]

    with pytest.raises(Refused) as refused:
        edit_piece(third, title="ก", text=TEXTS[0] + "!", seen=1, by=anong)
    assert refused.value.decision.code == "value.text"
    edit_piece(third, title="ก", text="ข้อความใหม่", seen=1, by=anong)
    remove_piece(second, by=anong)
    assert list(Piece.objects.queued()) == [first, third]
    with pytest.raises(Refused):
        add_piece(community, title="ก", text="ข", by=boon)


def test_what_went_out_stays_as_it_was_read(queue, daily, anong):
    piece = send_piece(daily, date(2026, 12, 3))
    for act in (
        lambda: edit_piece(piece, title="ก", text="ข", seen=1, by=anong),
        lambda: remove_piece(piece, by=anong),
        lambda: move_piece(piece, is_up=True, by=anong),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.decision.code == "state.sent"


def test_the_last_piece_tells_who_fills_the_queue(queue, daily, anong, boon):
    lines = work_sources.get("talk.daily").lines
    assert lines(anong) == []
    for number in (3, 4, 9):
        send_piece(daily, date(2026, 12, number))

    assert Notice.objects.filter(kind="talk.daily_empty", person=anong).count() == 1
    assert not Notice.objects.filter(kind="talk.daily_empty", person=boon).exists()
    assert [line.what for line in lines(anong)] == ["เพิ่มเรื่องในคิว KM วันละนิด"]
    assert lines(boon) == []


def test_who_changed_the_hour_first_is_not_written_over(client, daily, community, anong):
    client.force_login(anong)
    data = {"version": 0, "hour": 9, "weekdays": [0], "is_on": "on"}
    page = client.post(f"/c/{community.number}/daily/timing/", data, follow=True)

    assert "มีคนเปลี่ยนเวลาส่งก่อนหน้านี้" in page.content.decode()
    assert Daily.objects.get().hour == 8


def test_the_archive_is_read_by_members_and_what_waits_is_not(
    client, queue, daily, community, boon
):
    piece = send_piece(daily, date(2026, 12, 3))
    client.force_login(boon)
    page = client.get(f"/c/{community.number}/daily/").content.decode()
    assert piece.title in page
    assert queue[1].title not in page
    assert client.get(f"/daily/{queue[1].pk}/").status_code == 403
    assert client.get(f"/c/{community.number}/daily/?before=x").status_code == 200
