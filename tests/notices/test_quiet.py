"""Letters that can wait stay overnight and over days off; a session changed today does not."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from sala.core.clock import tick
from sala.core.registries import NoticeKind, notice_kinds
from sala.mail.models import Delivery
from sala.notices.actions import set_rhythm, tell
from sala.notices.quiet import Quiet, is_day_off, next_allowed
from sala.people.models import AgencySettings

BANGKOK = ZoneInfo("Asia/Bangkok")
NIGHT = Quiet(time(20), time(7))


def at(month, day, hour, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=BANGKOK)


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        (at(11, 17, 10), at(11, 17, 10)),  # a Tuesday
        (at(11, 17, 19, 59), at(11, 17, 19, 59)),
        (at(11, 17, 20), at(11, 18, 7)),
        (at(11, 18, 2), at(11, 18, 7)),
        (at(11, 20, 21), at(11, 23, 7)),  # Friday night: over the weekend
        (at(11, 21, 12), at(11, 23, 7)),
        (at(12, 4, 21), at(12, 8, 7)),  # the 5th is a Saturday, the 7th its substitute
        (at(12, 10, 9), at(12, 11, 7)),
    ],
)
def test_the_night_the_weekend_and_holidays_are_quiet(moment, goes):
    assert next_allowed(moment, NIGHT, frozenset()) == goes


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(BANGKOK)),  # noqa: DTZ001
    st.times(),
    st.times(),
    st.booleans(),
)
def test_it_never_goes_earlier_and_never_in_a_quiet_time(moment, begins, ends, on_days_off):
    quiet = Quiet(begins.replace(tzinfo=None), ends.replace(tzinfo=None), on_days_off)
    goes = next_allowed(moment, quiet, frozenset())
    assert goes >= moment
    assert not quiet.covers(goes.time())
    assert not (on_days_off and is_day_off(goes.date(), frozenset()))
    assert goes - moment < timedelta(days=21)


def test_who_wants_mail_at_any_hour_gets_it():
    assert next_allowed(at(11, 21, 23), None, frozenset()) == at(11, 21, 23)


@pytest.fixture
def kinds(settings):
    settings.MAIL_QUIET_HOURS = "20:00-07:00"
    for name, is_same_day in (("test.waits", False), ("test.today", True)):
        notice_kinds.add(
            NoticeKind(
                name, lambda: "", lambda data: "เรื่อง", lambda data: "", is_same_day=is_same_day
            )
        )
    yield
    for name in ("test.waits", "test.today"):
        notice_kinds._rows.pop(name)


@pytest.mark.django_db
def test_batches_wait_in_the_database_and_only_today_s_session_does_not(boon, anong, kinds):
    set_rhythm(anong, is_quiet=False)
    with time_machine.travel(at(11, 20, 22), tick=False):
        tell([boon, anong], "test.waits", boon, audience="personal")
        tell([boon], "test.today", boon, audience="personal")
        tick()
        assert sorted(address for letter in mail.outbox for address in letter.to) == sorted(
            [boon.email, anong.email]
        ), "his session of today, and her letter: she has no quiet hours"
    with time_machine.travel(at(11, 22, 12), tick=False):
        tick()
    assert len(mail.outbox) == 2
    assert Delivery.objects.waiting().get().person_id == boon.pk
    with time_machine.travel(at(11, 23, 7), tick=False):
        tick()
    assert len(mail.outbox) == 3


@pytest.mark.django_db
def test_an_agency_s_own_day_off_counts(agency, boon, kinds):
    AgencySettings.objects.filter(agency=agency).update(extra_holidays=["2026-11-18"])
    with time_machine.travel(at(11, 18, 9), tick=False):
        tell([boon], "test.waits", boon, audience="personal")
    assert Delivery.objects.get().not_before == at(11, 19, 7)
