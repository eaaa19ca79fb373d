"""Notices, signed links, work lines and panels of a cycle."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sala.communities.models import Membership
from sala.core.registries import evidence_parts, panels_of
from sala.cycles.actions import accept_enrolment, answer, invite, name_expert
from sala.cycles.models import Enrolment, Expert
from sala.cycles.rules import forget_places
from sala.cycles.telling import ENROL, EXPERT
from sala.cycles.work import cycles_i_care_for, my_answers, plans_to_read
from sala.mail.links import token_for
from sala.mail.models import Delivery
from sala.notices.models import Notice
from tests.factories.cycles import EnrolmentFactory, PlanVersionFactory


def link(purpose, person, thing):
    return f"/l/{token_for(purpose, person.pk, thing.pk)}/"


ALL_YES = {"interest": "yes", "need": "yes", "readiness": "yes"}


@pytest.mark.req("R039")
def test_request_reaches_the_facilitator_and_acceptance_mails_the_person(cycle, anong, boon, yes):
    waiting = answer(cycle, yes, by=boon)
    assert Notice.objects.get(person=anong).kind == "cycles.waiting"

    accept_enrolment(waiting, by=anong)

    assert Notice.objects.get(person=boon).kind == "cycles.accepted"
    assert Delivery.objects.filter(person_id=boon.pk, subject__contains=cycle.title).exists()


def test_yes_by_mail_makes_a_participant_and_a_member(cycle, anong, chai):
    (enrolment,) = invite(cycle, [chai], by=anong)
    assert Delivery.objects.get(person_id=chai.pk).text.count("/l/") == 1
    url, client = link(ENROL, chai, enrolment), Client()

    page = client.get(url).content.decode()
    assert "ตอบในนามของ ชัย นอกวง" in page
    assert Enrolment.objects.get().status == "invited"

    client.post(url, ALL_YES)

    enrolment.refresh_from_db()
    assert (enrolment.status, enrolment.via) == ("participant", "link")
    assert Membership.objects.filter(community=cycle.community, person=chai).exists()
    assert client.post(url, ALL_YES | {"need": "no"}).status_code == 409
    assert Enrolment.objects.get().status == "participant"


def test_no_by_mail_and_half_an_answer(cycle, anong, chai):
    (enrolment,) = invite(cycle, [chai], by=anong)
    url, client = link(ENROL, chai, enrolment), Client()
    assert client.post(url, {"interest": "yes"}).status_code == 422
    client.post(url, {"decline": "1"})
    assert Enrolment.objects.get().status == "declined"


def test_link_of_one_person_opens_nothing_of_another(cycle, anong, chai, boon):
    (enrolment,) = invite(cycle, [chai], by=anong)
    assert Client().get(link(ENROL, boon, enrolment)).status_code == 404


def test_expert_answers_by_mail(cycle, anong, chai):
    expert = name_expert(cycle, person=chai, by=anong)
    url, client = link(EXPERT, chai, expert), Client()
    assert "รับทั้งสองบทบาท" in client.get(url).content.decode()
    client.post(url, {"answer": "yes"})
    assert Expert.objects.get().consented_at


def test_work_lines_for_the_invited_the_expert_and_the_facilitator(cycle, anong, boon, chai, yes):
    invite(cycle, [chai], by=anong)
    name_expert(cycle, person=chai, by=anong)
    answer(cycle, yes, by=boon)

    assert len(my_answers(chai)) == 2
    assert my_answers(boon) == []
    lines = [line.what for line in cycles_i_care_for(anong)]
    assert any("ขอเข้าร่วม" in line for line in lines)
    assert any("ขั้นที่ ๑" in line for line in lines)
    assert cycles_i_care_for(boon) == []


def test_plan_waits_for_the_participant(cycle, participant, boon):
    plan = PlanVersionFactory(cycle=cycle)
    assert "ฉบับที่ 1" in plans_to_read(boon)[0].what
    plan.endorsements.create(person=boon, as_role="participant")
    assert plans_to_read(boon) == []


def test_panel_shows_steps_to_members_and_nothing_to_outsiders(cycle, boon, chai):
    shown = panels_of("community", boon, cycle.community)["main"]
    data = next(panel["data"] for panel in shown if "cycles/" in panel["template"])
    assert len(data["rows"][0].steps) == 7
    hidden = panels_of("community", chai, cycle.community).get("main", [])
    assert not any("cycles/" in panel["template"] for panel in hidden)


def test_evidence_holds_figures_and_names_but_no_answers(cycle, lead):
    EnrolmentFactory(cycle=cycle, need_words="คำตอบส่วนตัว")
    PlanVersionFactory(cycle=cycle)
    tables = [part.table(cycle) for part in evidence_parts if part.name.startswith("cycles.")]
    assert len(tables) == 8
    assert all(len(row) == len(headers) for _title, headers, rows in tables for row in rows)
    assert "คำตอบส่วนตัว" not in str(tables)


def test_keys_follow_the_enrolment(cycle, anong, chai):
    invite(cycle, [chai], by=anong)
    forget_places(chai)
    client = Client()
    client.force_login(chai)
    assert client.get(f"/cycles/{cycle.number}/").status_code == 200
    Enrolment.objects.update(status="declined")
    assert client.get(f"/cycles/{cycle.number}/").status_code == 404


def test_work_costs_the_same_for_one_and_for_many(cycle, anong):
    def cost():
        for name in ("_standing", "_places", "_keys"):
            anong.__dict__.pop(name, None)
        with CaptureQueriesContext(connection) as caught:
            my_answers(anong)
            cycles_i_care_for(anong)
            plans_to_read(anong)
        return len(caught)

    EnrolmentFactory(cycle=cycle, status="waiting")
    few = cost()
    EnrolmentFactory.create_batch(20, cycle=cycle, status="waiting")
    assert cost() == few
