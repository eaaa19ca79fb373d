from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils.timezone import get_current_timezone, now

from sala.core.clock import run_due
from sala.evaluation.actions.follow_ups import answer_follow_up
from sala.evaluation.answers import UseAnswer
from sala.evaluation.clock import issue_due, remind
from sala.evaluation.models import FollowUp
from sala.evaluation.steps import use_gaps
from sala.journal.models import Line
from sala.mail.models import Delivery
from tests.factories.cycles import EnrolmentFactory
from tests.factories.meetings import SessionFactory

START = datetime(2026, 10, 5, 13, 30, tzinfo=get_current_timezone())


@pytest.fixture
def clock(cycle, participant):
    """Frozen at the last session, held with Boon and two others."""
    with time_machine.travel(START, tick=False) as clock:
        SessionFactory(cycle=cycle, starts_at=START, held_at=START)
        EnrolmentFactory.create_batch(2, cycle=cycle)
        yield clock


@pytest.mark.req("R077")
def test_ninety_days_later_everyone_has_been_asked(clock, cycle):
    cycle.follow_up_days = [30, 90]
    cycle.save()
    clock.move_to(START + timedelta(days=90))
    run_due()

    rounds = FollowUp.objects.values_list("days", "enrolment")
    assert sorted(days for days, _person in rounds) == [30] * 3 + [90] * 3
    (gap,) = use_gaps([cycle])[cycle.pk]
    assert gap.detail.count(",") == 2, "the three who have not answered are named"


def test_the_day_before_nobody_is_asked(clock):
    issue_due(START + timedelta(days=29, hours=23))
    assert not FollowUp.objects.exists()
    issue_due(START + timedelta(days=30))
    assert FollowUp.objects.count() == 3


def test_a_session_still_to_come_holds_the_round_back(clock, cycle):
    SessionFactory(cycle=cycle, starts_at=START + timedelta(days=60))
    issue_due(START + timedelta(days=31))
    assert not FollowUp.objects.exists()


def test_the_clock_runs_twice_and_asks_once(clock):
    clock.move_to(START + timedelta(days=31))
    for _time in range(2):
        issue_due(now())
    assert FollowUp.objects.count() == 3
    assert Line.objects.filter(verb="evaluation.follow_ups_issued").count() == 1


def test_who_joins_later_is_asked_too(clock, cycle):
    issue_due(START + timedelta(days=31))
    late = EnrolmentFactory(cycle=cycle)
    issue_due(START + timedelta(days=32))
    assert FollowUp.objects.filter(enrolment=late).count() == 1


def test_a_closed_cycle_asks_nobody(clock, cycle):
    cycle.closed_at = now()
    cycle.save()
    issue_due(START + timedelta(days=90))
    assert not FollowUp.objects.exists()


@pytest.mark.req("R077", part="reminders")
def test_reminders_come_weekly_and_end_after_three(clock, boon):
    clock.move_to(START + timedelta(days=30))
    issue_due(now())
    answer_follow_up(FollowUp.objects.get(enrolment__person=boon), UseAnswer(is_used=True), by=boon)
    for _day in range(60):
        clock.shift(timedelta(days=1))
        remind(now())

    rows = FollowUp.objects.filter(answered_at__isnull=True)
    assert [row.reminder_count for row in rows] == [3, 3]
    assert Delivery.objects.filter(address=boon.email).count() == 1, "who answered is left alone"
    assert Delivery.objects.count() == 3 + 2 * 3
