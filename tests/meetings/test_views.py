from __future__ import annotations

from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from sala.core.registries import link_purposes
from sala.mail.links import link_for
from sala.meetings.models import Commitment, Record, Rsvp, Session
from tests.factories.communities import MembershipFactory
from tests.factories.cycles import EnrolmentFactory, ExpertFactory
from tests.factories.meetings import AttendanceFactory, RecordFactory, SessionFactory
from tests.factories.people import PersonFactory
from tests.meetings.routes import plan_data, record_data


def queries_of(client, url):
    from django.db import connection  # noqa: PLC0415

    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.req("R035")
def test_the_question_of_the_cycle_stands_on_every_session_page(client, session, boon):
    client.force_login(boon)

    for path in ("", "record/"):
        page = client.get(f"/s/{session.number}/{path}").content.decode()
        assert session.cycle.question in page


@pytest.mark.parametrize("path", ["", "record/writing/", "sign-sheet/", "record/"])
def test_a_page_costs_the_same_for_one_and_for_fifty(client, past, anong, path):
    client.force_login(anong)
    url = f"/s/{past.number}/{path}"
    RecordFactory(session=past)
    few = queries_of(client, url)

    for person in PersonFactory.create_batch(49, agency=past.agency):
        EnrolmentFactory(cycle=past.cycle, person=person)
        AttendanceFactory(session=past, person=person, has_spoken=True, spoke_as="member")
        Rsvp.objects.create(session=past, person=person, is_coming=True)
        past.improvements.create(text="ปรับ", carried_to=past)
        ExpertFactory(cycle=past.cycle, person=person, is_lead=False)

    assert queries_of(client, url) <= few


def test_a_long_plan_is_given_back_with_its_reason_asked(client, cycle, anong):
    client.force_login(anong)
    data = {**plan_data(None), "minutes": "180"}

    response = client.post(f"/cycles/{cycle.number}/sessions/new/", data)

    assert response.status_code == 422
    page = response.content.decode()
    assert "180 นาที" in page
    assert "เอกสารที่มักขาด" in page
    assert not Session.objects.exists()


def test_the_same_form_posted_twice_makes_one_session(client, cycle, anong):
    client.force_login(anong)
    data = {**plan_data(None), "once": "7a0f6f0e-3f0e-4a64-9a53-0a1f0f1f2f3f"}

    first = client.post(f"/cycles/{cycle.number}/sessions/new/", data)
    second = client.post(f"/cycles/{cycle.number}/sessions/new/", data)

    assert first.url == second.url
    assert Session.objects.count() == 1


def test_a_stale_record_shows_both_texts(client, past, anong, pim):
    RecordFactory(session=past, learned="ของพิมพ์ใจ", version=3, written_by=pim)
    client.force_login(anong)

    response = client.post(
        f"/s/{past.number}/record/writing/", {**record_data(None), "learned": "ของอนงค์"}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "ของพิมพ์ใจ" in page
    assert "ของอนงค์" in page
    assert Record.objects.get().learned == "ของพิมพ์ใจ"


def test_what_was_typed_comes_back_as_a_draft(client, past, pim):
    client.force_login(pim)
    client.post(f"/s/{past.number}/record/writing/", {"learned": "เขียนค้างไว้", "version": "0"})

    page = client.get(f"/s/{past.number}/record/writing/").content.decode()

    assert "เขียนค้างไว้" in page
    assert "มีร่างที่เขียนค้างไว้" in page


class TestSignedLinks:
    def test_an_answer_by_mail_needs_no_sign_in_and_names_the_person(self, client, session, boon):
        url = link_for("rsvp", boon.pk, session.pk).removeprefix("http://127.0.0.1:8000")

        page = client.get(url).content.decode()
        assert "ตอบในนามของ บุญ แก้วกล้า" in page
        assert "ไม่ใช่ฉัน" in page
        assert not Rsvp.objects.exists()

        client.post(url, {"is_coming": "yes"})
        assert Rsvp.objects.get().via == "link"
        assert client.get("/").status_code in {302, 200, 404}
        assert "_auth_user_id" not in client.session

    @pytest.mark.req("R081", part="asked at the session")
    def test_a_commitment_by_mail(self, client, past, boon):
        url = link_for("commit", boon.pk, past.pk).removeprefix("http://127.0.0.1:8000")

        client.post(url, {"text": "ใช้แฟ้มใสแยกวัน"})

        assert Commitment.objects.get().text == "ใช้แฟ้มใสแยกวัน"

    def test_a_disowned_link_opens_nothing(self, client, session, boon):
        url = link_for("rsvp", boon.pk, session.pk).removeprefix("http://127.0.0.1:8000")

        client.post(f"{url}disowning/")

        assert client.get(url).status_code == 404
        assert client.post(url, {"is_coming": "yes"}).status_code == 404
        assert not Rsvp.objects.exists()

    def test_a_link_expires(self, client, session, boon, time_machine):
        url = link_for("rsvp", boon.pk, session.pk).removeprefix("http://127.0.0.1:8000")

        time_machine.move_to(now() + timedelta(days=link_purposes.get("rsvp").days + 1))

        assert client.get(url).status_code == 404

    def test_a_link_of_one_person_does_nothing_for_another_purpose(self, client, session, boon):
        token = link_for("rsvp", boon.pk, session.pk).rsplit("/", 2)[1]

        assert client.post(f"/l/{token[:-2]}xx/", {"is_coming": "yes"}).status_code == 404

    def test_an_outsiders_link_finds_nothing(self, client, session, chai):
        url = link_for("rsvp", chai.pk, session.pk).removeprefix("http://127.0.0.1:8000")

        for answer in (client.get(url), client.post(url, {"is_coming": "yes"})):
            assert answer.status_code == 404
            assert session.title not in answer.content.decode()
        assert not session.rsvps.exists()


@pytest.mark.req("I08", part="session pages")
def test_a_session_is_unknown_outside_its_community(client, chai, duangjai):
    hidden = SessionFactory(title="วงลับ")
    for person in (chai, duangjai):
        client.force_login(person)
        assert client.get(f"/s/{hidden.number}/").status_code == 404
        assert client.get(f"/s/{hidden.number}/calendar.ics").status_code == 404
        assert client.get(f"/here/{hidden.sign_in_code}/").status_code == 404


@pytest.mark.req("R038", part="signing in enrols who says yes to the three questions")
@pytest.mark.parametrize(("joins", "status"), [("yes", "participant"), ("", None)])
def test_signing_in_enrols_only_who_says_so(client, past, agency, joins, status):
    member = MembershipFactory(community=past.community).person
    client.force_login(member)
    url = f"/here/{past.sign_in_code}/"
    assert "เข้าร่วมรอบ" in client.get(url).content.decode()

    client.post(url, {"joins": joins})

    assert past.attendances.filter(person=member).exists()
    enrolment = past.cycle.enrolments.filter(person=member).first()
    assert (enrolment.status if enrolment else None) == status


def test_the_code_on_the_wall_is_for_who_runs_the_session(client, past, anong, boon):
    for person, sees in ((anong, True), (boon, False)):
        client.force_login(person)
        page = client.get(f"/here/{past.sign_in_code}/").content.decode()
        assert ("QR สำหรับลงชื่อเข้าวง" in page) is sees
        assert ("เข้าร่วมรอบ" in page) is (person == anong)


def test_the_seven_steps_stand_on_every_session_page(client, session, boon):
    client.force_login(boon)

    page = client.get(f"/s/{session.number}/").content.decode()

    strip = page[page.index('class="strip"') :].partition("</a>")[0]
    assert f'href="/cycles/{session.cycle.number}/"' in strip
    assert strip.count("<span data-state") == 7
    assert "ขั้นที่ ๕ จัดกิจกรรม" in strip


def test_who_has_answered_sees_the_answer_and_not_the_question_again(
    client, cycle, participant, boon
):
    session = SessionFactory(cycle=cycle, starts_at=now() + timedelta(days=2), invited_at=now())
    client.force_login(boon)

    asked = client.get(f"/s/{session.number}/").content.decode()
    assert "ไปวงนี้ไหม" in asked
    client.post(f"/s/{session.number}/coming/")
    answered = client.get(f"/s/{session.number}/").content.decode()

    assert "ไปวงนี้ไหม" not in answered
    assert "คุณตอบว่าไป" in answered
    assert "เปลี่ยนเป็นไปไม่ได้" in answered
