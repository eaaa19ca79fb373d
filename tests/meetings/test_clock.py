from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localtime, now

from sala.core.clock import run_due
from sala.mail.models import Delivery
from sala.meetings.actions.schedule import answer_invitation, invite_people

PART = "reminder the day before"


def morning_before(session):
    before = localtime(session.starts_at) - timedelta(days=1)
    return before.replace(hour=9, minute=5)


@pytest.mark.req("R054", part=PART)
def test_people_are_reminded_once_the_day_before(session, anong, boon, time_machine):
    invite_people(session, by=anong)
    time_machine.move_to(morning_before(session), tick=False)

    run_due()
    run_due(now() + timedelta(hours=2))

    reminders = Delivery.objects.filter(subject__startswith="พรุ่งนี้มีวง")
    assert [letter.address for letter in reminders] == [boon.email]


@pytest.mark.req("R054", part=PART)
def test_who_said_no_is_left_in_peace(session, anong, boon, time_machine):
    invite_people(session, by=anong)
    answer_invitation(session, is_coming=False, by=boon)
    time_machine.move_to(morning_before(session), tick=False)

    run_due()

    assert not Delivery.objects.filter(subject__startswith="พรุ่งนี้มีวง").exists()
