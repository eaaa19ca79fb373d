"""What of a session stands in งานของฉัน, and for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from sala.meetings.actions.presence import sign_in
from sala.meetings.actions.schedule import invite_people
from sala.meetings.work import approvals, arrivals, commitments, unannounced
from tests.factories.meetings import AttendanceFactory, RecordFactory, SessionFactory


@pytest.fixture
def going_on(cycle, anong, participant):
    return SessionFactory(cycle=cycle, made_by=anong, starts_at=now() - timedelta(minutes=10))


def test_who_takes_part_signs_in_with_one_tap_until_signed(going_on, boon, chai):
    (line,) = arrivals(boon)
    assert line.post_url == f"/s/{going_on.number}/attendance/"
    assert arrivals(chai) == []

    sign_in(going_on, by=boon)

    assert arrivals(boon) == []


def test_nobody_signs_in_to_a_session_days_away(session, boon):
    assert arrivals(boon) == []


def test_a_record_waits_for_who_approves_until_approved(past, anong, boon):
    record = RecordFactory(session=past, sent_at=now())

    assert [line.url for line in approvals(anong)] == [f"/s/{past.number}/record/"]
    assert approvals(boon) == []

    record.approved_at, record.approved_by = now(), anong
    record.save()
    assert approvals(anong) == []


def test_experts_are_not_asked_what_they_will_use(past, boon, expert):
    for person in (boon, expert):
        AttendanceFactory(session=past, person=person)

    assert len(commitments(boon)) == 1
    assert commitments(expert) == []


def test_the_facilitator_is_asked_to_invite_people_to_the_weeks_session(session, anong, boon):
    assert [line.post_url for line in unannounced(anong)] == [f"/s/{session.number}/invitation/"]
    assert unannounced(boon) == []

    invite_people(session, by=anong)

    assert unannounced(anong) == []
