from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from sala.documents.calendar_file import Entry, Mailbox, Method, calendar_file, content_type

START = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
ENTRY = Entry(
    key="session-12",
    host="sala.example.go.th",
    sequence=0,
    title="แลกเปลี่ยนเรียนรู้ครั้งที่ 1: การจัดการน้ำในชุมชนและการถอดบทเรียนร่วมกันของเครือข่าย",
    starts_at=START,
    ends_at=START + timedelta(hours=1),
    changed_at=START - timedelta(days=3),
    place="ห้องประชุม 2, ชั้น 4; อาคาร \\ A",
    description="วาระ\n1. เล่าเรื่อง",
    url="https://sala.example.go.th/s/12/",
    organizer=Mailbox("อนงค์ ใจดี", "anong@example.go.th"),
    guests=(Mailbox("บุญ มีสุข", "boon@example.go.th"),),
)


def read(data):
    calendar = Calendar.from_ical(data)
    return calendar, calendar.walk("VEVENT")


def test_an_invitation_in_bangkok_time():
    data = calendar_file([ENTRY], Method.REQUEST)
    calendar, (event,) = read(data)
    assert calendar["METHOD"] == "REQUEST"
    assert b"DTSTART;TZID=Asia/Bangkok:20261124T133000\r\n" in data
    assert b"BEGIN:VTIMEZONE" in data
    assert event["UID"] == "session-12@sala.example.go.th"
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert event["SUMMARY"] == ENTRY.title
    assert event["LOCATION"] == ENTRY.place
    assert event["DESCRIPTION"] == "วาระ\n1. เล่าเรื่อง"
    assert event["ORGANIZER"] == "mailto:anong@example.go.th"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert event["ATTENDEE"].params["CN"] == "บุญ มีสุข"
    assert content_type(Method.REQUEST) == "text/calendar; charset=utf-8; method=REQUEST"


def test_lines_fold_at_75_octets_between_characters():
    for line in calendar_file([ENTRY]).split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_a_change_keeps_the_uid_and_raises_the_sequence():
    moved = replace(ENTRY, sequence=1, starts_at=START + timedelta(days=1),
                    ends_at=START + timedelta(days=1, hours=1))  # fmt: skip
    (before,), (after,) = read(calendar_file([ENTRY]))[1], read(calendar_file([moved]))[1]
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_cancelling():
    calendar, (event,) = read(calendar_file([replace(ENTRY, sequence=2)], Method.CANCEL))
    assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    feed, (listed,) = read(calendar_file([replace(ENTRY, is_cancelled=True)], name="ปฏิทินของฉัน"))
    assert (feed["METHOD"], listed["STATUS"]) == ("PUBLISH", "CANCELLED")
    assert feed["X-WR-CALNAME"] == "ปฏิทินของฉัน"


def test_the_same_entry_makes_the_same_bytes():
    assert calendar_file([ENTRY]) == calendar_file([ENTRY])


def test_an_invitation_needs_who_invites():
    with pytest.raises(ValueError, match="who invites"):
        calendar_file([replace(ENTRY, organizer=None)], Method.REQUEST)


hostile = st.text() | st.sampled_from(
    ["x\r\nATTENDEE:mailto:evil@x", 'a";X=1:b', "a\nBEGIN:VEVENT", "\\n;,:", "a@b\r\nX:y"]
)


@given(hostile, hostile, hostile)
def test_no_text_adds_a_line_of_its_own(title, name, address):
    entry = replace(ENTRY, title=title, place=title, description=title, url=address,
                    organizer=Mailbox(name, address), guests=(Mailbox(name, address),))  # fmt: skip
    data = calendar_file([entry], Method.REQUEST)
    _calendar, events = read(data)
    assert len(events) == 1
    event = events[0]
    assert not isinstance(event["ATTENDEE"], list)
    allowed = {
        "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "SUMMARY", "DTSTART", "DTEND", "STATUS",
        "TRANSP", "LOCATION", "DESCRIPTION", "URL", "ORGANIZER", "ATTENDEE",
    }  # fmt: skip
    assert set(event) <= allowed
    assert set(event["ATTENDEE"].params) == {"CN", "ROLE", "PARTSTAT", "RSVP"}
