from __future__ import annotations

import pytest
from django.urls import reverse

from sala.evaluation.models import FollowUp
from sala.meetings.models import Commitment
from tests.factories.communities import MembershipFactory
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import AssessorFactory, FollowUpFactory

USED = {"is_used": "yes"}
SECRET = "หัวหน้าไม่ให้ใช้แบบใหม่"


def own(follow_up):
    return reverse("evaluation:follow_up", args=[follow_up.pk])


def typing(follow_up):
    return reverse("evaluation:typing", args=[follow_up.pk])


@pytest.mark.req("R077", part="self follow-up in the app")
def test_used_takes_one_choice_and_one_button(client, follow_up, boon):
    client.force_login(boon)
    assert client.post(own(follow_up), USED).status_code == 302
    follow_up.refresh_from_db()
    assert (follow_up.is_used, follow_up.via) == (True, "web")


def test_not_used_without_obstacle_keeps_what_was_typed(client, follow_up, boon):
    client.force_login(boon)
    answer = client.post(own(follow_up), {"is_used": "no", "how": "อ่านแล้วแต่ยังไม่ได้ทำ"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "ติดขัดเรื่องใด" in page
    assert "อ่านแล้วแต่ยังไม่ได้ทำ" in page
    follow_up.refresh_from_db()
    assert not follow_up.is_answered


def test_an_obstacle_may_be_one_tap(client, follow_up, boon):
    client.force_login(boon)
    client.post(own(follow_up), {"is_used": "no", "obstacle_kind": "time"})
    follow_up.refresh_from_db()
    assert (follow_up.is_used, follow_up.obstacle_kind) == (False, "time")


@pytest.mark.req("R078")
def test_thirty_minutes_become_twenty(client, follow_up, boon):
    client.force_login(boon)
    measured = {"measure": "เวลาตรวจรับ", "measure_before": "๓๐", "measure_after": "20"}
    client.post(own(follow_up), USED | measured | {"measure_unit": "นาที"})
    assert "-33.33 %" in client.get(own(follow_up)).content.decode().replace("−", "-")


@pytest.mark.req("R081")
def test_the_form_begins_with_the_promise(client, cycle, participant, held, anong, boon):
    Commitment.objects.create(session=held, person=boon, text="ลองใช้ปฏิทินกับงานเดือนหน้า")
    client.force_login(anong)
    client.post(reverse("evaluation:issuing", args=[cycle.number]))
    client.force_login(boon)
    page = client.get(own(FollowUp.objects.get())).content.decode()
    assert "ลองใช้ปฏิทินกับงานเดือนหน้า" in page


def test_nobody_opens_the_form_of_another(client, follow_up, anong, likhit, uea, chai, duangjai):
    for person in (anong, likhit, uea, chai, duangjai):
        client.force_login(person)
        assert client.get(own(follow_up)).status_code == 404


@pytest.mark.req("R127", part="the typist sees until saved, not after")
def test_the_typist_does_not_read_again(client, follow_up, likhit, boon):
    client.force_login(likhit)
    form = {"is_used": "no", "obstacle": SECRET, "via": "paper", "happened_on": "1 ต.ค. 2569"}
    assert client.post(typing(follow_up), form).status_code == 302

    again = client.get(typing(follow_up))
    assert again.status_code == 409
    assert SECRET not in again.content.decode()
    cycle = follow_up.enrolment.cycle
    for name in ("use", "results"):
        page = client.get(reverse(f"evaluation:{name}", args=[cycle.number])).content.decode()
        assert SECRET not in page
    client.force_login(boon)
    assert SECRET in client.get(own(follow_up)).content.decode()


def test_what_is_typed_in_is_kept_when_refused(client, follow_up, likhit):
    client.force_login(likhit)
    form = {"is_used": "yes", "how": "ใช้กับงานจ้าง", "via": "paper", "happened_on": "31 ก.พ. 2569"}
    answer = client.post(typing(follow_up), form)
    assert answer.status_code == 422
    assert "ใช้กับงานจ้าง" in answer.content.decode()


def test_a_day_to_come_is_refused(client, follow_up, likhit):
    client.force_login(likhit)
    form = {"is_used": "yes", "via": "paper", "happened_on": "1 ม.ค. 2600"}
    assert client.post(typing(follow_up), form).status_code == 422


def test_an_assessor_types_in_for_own_assessee_only(client, cycle, follow_up, boon, likhit):
    other = FollowUpFactory(enrolment__cycle=cycle)
    anyone = EnrolmentFactory(cycle=cycle)
    AssessorFactory(enrolment=other.enrolment, person=anyone.person)
    MembershipFactory(community=cycle.community, person=anyone.person)
    client.force_login(anyone.person)
    assert client.get(typing(other)).status_code == 200
    assert client.get(typing(follow_up)).status_code == 404


def test_the_person_objects_and_answers_anew(client, follow_up, likhit, boon):
    client.force_login(likhit)
    client.post(typing(follow_up), USED | {"via": "interview", "happened_on": "1 ต.ค. 2569"})
    client.force_login(boon)
    client.post(reverse("evaluation:objection", args=[follow_up.pk]), {"words": "ยังไม่ได้ใช้ต่างหาก"})
    client.post(own(follow_up), {"is_used": "no", "obstacle_kind": "time"})

    follow_up.refresh_from_db()
    assert (follow_up.is_used, follow_up.via, follow_up.entered_by) == (False, "web", None)


def test_a_facilitator_who_issues_twice_asks_once(client, cycle, participant, held, anong):
    client.force_login(anong)
    for _time in range(2):
        client.post(reverse("evaluation:issuing", args=[cycle.number]))
    assert FollowUp.objects.count() == 1


def test_issuing_without_a_session_is_refused_with_its_reason(client, cycle, participant, anong):
    client.force_login(anong)
    answer = client.post(reverse("evaluation:issuing", args=[cycle.number]))
    assert answer.status_code == 409
    assert "ยังไม่มีวงที่จัดแล้ว" in answer.content.decode()


@pytest.mark.req("R077", part="a paper form for every participant")
def test_every_participant_has_a_sheet(client, cycle, participant, anong):
    others = EnrolmentFactory.create_batch(3, cycle=cycle)
    client.force_login(anong)
    page = client.get(reverse("evaluation:sheets", args=[cycle.number])).content.decode()
    assert page.count('<article class="sheet">') == 4
    for enrolment in [participant, *others]:
        assert enrolment.person.official_name in page
