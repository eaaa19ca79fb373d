"""The offices' view of every cycle, nudges, copies and years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from sala.core.permissions import Refused
from sala.cycles.actions.copying import copy_cycle
from sala.cycles.actions.nudges import nudge
from sala.cycles.models import Cycle, Enrolment
from sala.cycles.queries.overview import overview
from sala.cycles.queries.plans import plan_of
from sala.cycles.queries.years import years
from sala.cycles.schedule import closing_day, due_days
from sala.cycles.steps import plan_gaps, topic_gaps
from sala.notices.models import Notice
from tests.factories.communities import CommunityFactory, MembershipFactory, RoleHoldingFactory
from tests.factories.cycles import CycleFactory, EnrolmentFactory, ExpertFactory, PlanVersionFactory
from tests.factories.people import OfficeFactory, PersonFactory


@pytest.fixture
def km(agency):
    person = PersonFactory(agency=agency, handle="km")
    OfficeFactory(person=person, kind="km_team", unit=agency)
    return person


@given(
    start=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    length=st.one_of(st.none(), st.integers(0, 400)),
    waits=st.lists(st.sampled_from([30, 90, 180]), max_size=3),
)
def test_days_of_the_steps_never_run_backwards(start, length, waits):
    end = None if length is None else start + timedelta(days=length)
    due = due_days(start, end, waits)
    assert list(due) == [1, 2, 3, 4, 5, 6, 7]
    assert due[1] <= due[2] == due[3] <= due[4] <= due[5] <= due[6] <= due[7]
    assert due[7] == (end or closing_day(start))
    assert start <= due[1]


def test_no_first_day_no_due_days():
    assert due_days(None, None, [30]) == {}


def test_overview_says_what_is_late_and_since_when(agency, cycle, km):
    Cycle.objects.filter(pk=cycle.pk).update(starts_on=date(2026, 10, 1), ends_on=date(2027, 9, 30))
    with time_machine.travel("2026-11-20 09:00 +0700"):
        (row,) = overview(agency.pk, km)
        assert (row.late.step.number, row.late.since) == (1, date(2026, 10, 15))
    with time_machine.travel("2026-10-10 09:00 +0700"):
        (row,) = overview(agency.pk, km)
        assert row.late is None


def test_an_office_sees_no_title_and_no_name_of_a_participant(client, cycle, participant, km):
    client.force_login(km)
    page = client.get("/manage/cycles/").content.decode()
    assert cycle.community.name in page
    assert cycle.title not in page
    assert participant.person.family_name not in page
    sheet = client.get("/manage/cycles/?csv=1").content.decode("utf-8-sig")
    assert cycle.title not in sheet
    assert len(sheet.splitlines()) == 2


def test_overview_shows_nothing_of_another_agency(client, cycle, other_agency):
    person = PersonFactory(agency=other_agency)
    OfficeFactory(person=person, kind="km_team", unit=other_agency)
    client.force_login(person)
    assert cycle.community.name not in client.get("/manage/cycles/").content.decode()
    assert client.post(f"/manage/cycles/{cycle.number}/nudge/").status_code == 404


def test_overview_costs_the_same_for_one_and_for_fifty(client, cycle, km):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/manage/cycles/").status_code == 200
        return len(caught)

    client.force_login(km)
    few = cost()
    for _number in range(49):
        CycleFactory(community=CommunityFactory(agency=cycle.agency))
    assert cost() == few


def test_nudge_reaches_the_facilitator_once_a_day(cycle, km, anong, boon):
    with time_machine.travel("2027-11-20 09:00 +0700", tick=False) as clock:
        assert nudge(cycle, by=km) == 1
        notice = Notice.objects.get(kind="cycles.nudge")
        assert notice.person == anong
        with pytest.raises(Refused) as refusal:
            nudge(cycle, by=km)
        assert refusal.value.decision.code == "state.nudged"
        clock.shift(timedelta(days=1, minutes=1))
        assert nudge(cycle, by=km) == 1
    with pytest.raises(Refused):
        nudge(cycle, by=boon)


@pytest.mark.req("R053")
def test_copy_clears_dates_and_asks_everyone_again(whole_topic, anong, boon, lead):
    source = whole_topic
    EnrolmentFactory(cycle=source, person=boon)
    gone = EnrolmentFactory(cycle=source, status="withdrawn")
    PlanVersionFactory(cycle=source)

    copy = copy_cycle(source, by=anong)

    assert copy_cycle(source, by=anong) == copy
    assert (copy.fiscal_year, copy.starts_on, copy.ends_on) == (2571, None, None)
    assert list(copy.areas.all()) == list(source.areas.all())
    assert Enrolment.objects.get(cycle=copy, person=boon).status == "invited"
    assert not Enrolment.objects.filter(cycle=copy, person=gone.person).exists()
    assert copy.experts.get().consented_at is None
    assert plan_of(copy).parts["duration"] == ""
    assert ["ระยะเวลา" in gap.label for gap in plan_gaps([copy])[copy.pk]] == [True]
    assert [gap.label for gap in topic_gaps([copy])[copy.pk]] == ["วันเริ่มรอบ"]


def test_member_copies_nothing(cycle, boon):
    with pytest.raises(Refused):
        copy_cycle(cycle, by=boon)


@pytest.mark.req("R053", part="year-on-year comparison")
def test_years_stand_side_by_side_with_those_who_came_back(client, cycle, anong, boon):
    before = CycleFactory(community=cycle.community, fiscal_year=2569, made_by=anong)
    for one in (before, cycle):
        EnrolmentFactory(cycle=one, person=boon)
    EnrolmentFactory(cycle=cycle, status="observer")
    ExpertFactory(cycle=cycle)

    rows = years(cycle, boon)

    assert [(row.cycle.fiscal_year, row.participants, row.returning) for row in rows] == [
        (2569, 1, 0),
        (2570, 1, 1),
    ]
    assert (rows[1].observers, rows[1].experts) == (1, 1)
    client.force_login(boon)
    assert "2569" in client.get(f"/cycles/{cycle.number}/years/").content.decode()


def test_expert_register_searches_and_hides_what_one_may_not_see(client, cycle, boon, lead, agency):
    lead.topics = "ตรวจรับพัสดุ"
    lead.save()
    hidden = ExpertFactory(
        cycle=CycleFactory(community=CommunityFactory(agency=agency)),
        topics="ตรวจรับลับ",
        consented_at=cycle.created_at,
    )
    client.force_login(boon)
    page = client.get("/experts/?q=ตรวจรับ").content.decode()
    assert "รัตนา" in page
    assert hidden.topics not in page
    assert "รัตนา" not in client.get("/experts/?q=ภาษา").content.decode()


def test_facilitator_of_one_community_has_no_rights_in_another(cycle, agency):
    other = PersonFactory(agency=agency)
    community = CommunityFactory(agency=agency, founded_by=other)
    MembershipFactory(community=community, person=other)
    RoleHoldingFactory(community=community, person=other, role="facilitator")
    with pytest.raises(Refused):
        copy_cycle(cycle, by=other)
