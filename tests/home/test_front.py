from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.utils.timezone import now

from sala.communities.actions.membership import join
from sala.core.thai.calendar import BANGKOK
from sala.cycles.actions.enrolments import Answers, answer
from sala.cycles.actions.enrolments import invite as invite_to_cycle
from sala.cycles.actions.plans import comment_plan
from sala.meetings.actions.presence import commit, keep_note, sign_in
from tests.factories.communities import CommunityFactory, GroupFactory
from tests.factories.cycles import PlanVersionFactory
from tests.factories.meetings import AttendanceFactory, SessionFactory


@pytest.mark.req("R026")
def test_a_visitor_finds_a_public_community_from_the_front_in_one_click(client, agency):
    shown = CommunityFactory(agency=agency, name="สารบรรณก้าวไปด้วยกัน", audience="public")
    hidden = CommunityFactory(agency=agency, name="วงลับของผู้บริหาร")

    page = client.get("/").content.decode()

    assert hidden.name not in page
    link = re.search(rf'href="(/c/{shown.number}/[^"]*)"', page)
    assert link
    assert shown.name in client.get(link[1], follow=True).content.decode()


@pytest.mark.req("R026", part="an imported community shows its own date")
def test_an_imported_community_of_2549_shows_its_year(client, agency):
    founded = datetime(2006, 6, 1, tzinfo=BANGKOK)
    shown = CommunityFactory(
        agency=agency, audience="public", happened_at=founded, starts_on=founded.date()
    )

    page = client.get(f"/c/{shown.number}/about/", follow=True).content.decode()

    assert "2549" in page


@pytest.mark.req("R125", part="take part, comment, note, commit", open="note, ask, answer, try-out")
def test_a_new_member_takes_part_without_any_further_grant(cycle, community, anong, chai):
    PlanVersionFactory(cycle=cycle)
    session = SessionFactory(cycle=cycle, starts_at=datetime.now(tz=BANGKOK))
    community.audience = f"agency:{community.agency_id}"
    community.save()

    join(community, by=chai, agreed=True)
    invite_to_cycle(cycle, [chai], by=anong)
    enrolment = answer(cycle, Answers(True, True, True), by=chai)

    assert enrolment.is_participant
    assert comment_plan(cycle, part="content", text="เพิ่มเรื่องสัญญา", by=chai).by == chai
    assert sign_in(session, by=chai).person == chai
    assert keep_note(session, text="จดไว้", hands_over=True, by=chai)
    assert commit(session, text="จะลองใช้", by=chai).person == chai


def test_the_first_page_costs_the_same_for_one_community_and_for_many(
    client, agency, django_assert_max_num_queries
):
    CommunityFactory.create_batch(20, agency=agency, audience="public")

    with django_assert_max_num_queries(12):
        client.get("/")


@pytest.mark.req("R026", part="groups of two agencies stand under their agency")
def test_a_visitor_sees_of_which_agency_a_group_is(client, agency, other_agency):
    for one in (agency, other_agency):
        group = GroupFactory(agency=one, name="สารบรรณ")
        standing = CommunityFactory(agency=one, audience="public", standing_of=group)
        standing.groups.add(group)

    page = client.get("/").content.decode()

    for one in (agency, other_agency):
        assert f">{one.name}</h3>" in page


def test_a_day_that_has_passed_is_called_late(client, cycle, participant, boon):
    session = SessionFactory(cycle=cycle, starts_at=now() - timedelta(days=12))
    AttendanceFactory(session=session, person=boon)
    client.force_login(boon)

    assert "เลยกำหนด" in client.get("/").content.decode()


def test_a_day_to_come_is_not_called_late(client, cycle, participant, boon):
    session = SessionFactory(cycle=cycle, starts_at=now() - timedelta(days=2))
    AttendanceFactory(session=session, person=boon)
    client.force_login(boon)

    page = client.get("/").content.decode()
    assert session.title in page
    assert "เลยกำหนด" not in page


def test_the_next_session_of_ones_own_group_stands_on_the_first_page(client, cycle, anong, chai):
    session = SessionFactory(cycle=cycle, starts_at=now() + timedelta(days=2))

    client.force_login(anong)
    assert session.get_absolute_url() in client.get("/").content.decode()
    client.force_login(chai)
    assert session.get_absolute_url() not in client.get("/").content.decode()
