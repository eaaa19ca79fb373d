"""A list signed on paper: the signature is the person's own act, typed in by the recorder."""

from __future__ import annotations

import pytest

from sala.cycles.models import Enrolment
from sala.meetings.actions.presence import mark_attendance
from sala.meetings.queries import present_rows
from tests.factories.communities import MembershipFactory
from tests.factories.cycles import EnrolmentFactory
from tests.factories.people import PersonFactory


@pytest.fixture
def asked(cycle):
    """ปิ่นแก้ว was asked into the cycle and has not answered."""
    person = PersonFactory(agency=cycle.agency, given_name="ปิ่นแก้ว")
    MembershipFactory(community=cycle.community, person=person)
    EnrolmentFactory(cycle=cycle, person=person, status="invited", has_interest=None)
    return person


def status_of(cycle, person):
    return Enrolment.objects.filter(cycle=cycle, person=person).values_list("status", flat=True)


@pytest.mark.req("R039", part="signing the attendance list on paper")
def test_who_signed_for_the_cycle_on_paper_takes_part(client, past, cycle, pim, asked):
    assert [row.may_join for row in present_rows(past) if row.person == asked] == [True]
    client.force_login(pim)
    assert "☐" in client.get(f"/s/{past.number}/sign-sheet/").content.decode()

    mark_attendance(past, present=set(), spoke=set(), online=set(), joined={asked.pk}, by=pim)

    assert list(status_of(cycle, asked)) == ["participant"]
    assert past.attendances.filter(person=asked).exists()


def test_being_there_alone_enrols_nobody(past, cycle, pim, asked):
    mark_attendance(past, present={asked.pk}, spoke=set(), online=set(), by=pim)

    assert list(status_of(cycle, asked)) == ["invited"]


@pytest.mark.req("I05", part="the recorder enrols nobody who was not asked")
def test_who_was_not_asked_cannot_be_signed_in_by_another(past, cycle, pim, chai, boon):
    MembershipFactory(community=cycle.community, person=chai)

    mark_attendance(past, present=set(), spoke=set(), online=set(), joined={chai.pk}, by=pim)

    assert list(status_of(cycle, chai)) == []
    assert not past.attendances.filter(person=chai).exists()
