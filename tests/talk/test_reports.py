"""Words that harm are reported, decided about with a reason, and nobody learns who reported."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sala.core.models import Attachment
from sala.core.permissions import Refused
from sala.core.registries import work_sources
from sala.journal.models import Line
from sala.notices.models import Notice
from sala.people.keys import keys_of
from sala.talk.actions.comments import comment_on
from sala.talk.actions.posts import reply
from sala.talk.actions.reports import bring_back, decide, report
from sala.talk.models import Post, Report
from sala.talk.written import written_of
from tests.core.test_hostile_files import PDF
from tests.factories.communities import MembershipFactory, RoleHoldingFactory
from tests.factories.meetings import SessionFactory
from tests.factories.people import OfficeFactory, PersonFactory
from tests.factories.talk import CommentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def nok(community):
    """นก, a member who reports."""
    person = PersonFactory(agency=community.agency, given_name="นก", family_name="เฝ้าดู")
    return MembershipFactory(community=community, person=person).person


@pytest.fixture
def rude(question, boon):
    """An answer of Boon that somebody minds."""
    return reply(question, text="คนถามนี่โง่จริง", by=boon, files=[("ก.pdf", PDF)])


def words(post):
    return written_of("post", [post.pk])[post.pk]


def test_one_report_of_a_person_however_often(client, rude, nok):
    client.force_login(nok)
    url = f"/reports/post/{rude.pk}/"
    assert "คนถามนี่โง่จริง" in client.get(url).content.decode()

    for _ in range(2):
        assert client.post(url, {"harm": "rude", "why": "ดูถูกกัน"}).status_code == 302

    assert Report.objects.get().reporter == nok


def test_nobody_reads_who_reported(client, rude, nok, boon, anong):
    report(words(rude), harm="rude", why="ดูถูกกัน", by=nok)
    decide(words(rude), ruling="remove", why="ผิดข้อตกลงของกลุ่ม", by=anong)

    for person in (boon, anong):
        client.force_login(person)
        pages = [f"/t/{rude.thread.number}/", "/moderation/", "/notices/", "/"]
        assert not any("เฝ้าดู" in client.get(page).content.decode() for page in pages)
        lines = Line.objects.visible_to(keys_of(person)).filter(actor=nok)
        assert not lines.filter(verb="talk.reported").exists()
    notices = Notice.objects.exclude(person=nok).filter(kind__in=["talk.reported", "talk.removed"])
    assert notices.count() == 2
    assert not any("เฝ้าดู" in str(row.data) for row in notices)


def test_the_facilitator_s_queue_shows_the_reasons_and_keeps_the_words(client, rude, nok, anong):
    report(words(rude), harm="rude", why="ดูถูกกัน", by=nok)
    client.force_login(anong)
    page = client.get("/moderation/").content.decode()
    assert "ดูถูกกัน" in page
    assert "คนถามนี่โง่จริง" in page
    assert "ตรวจความเห็นและข้อความที่มีคนแจ้ง (1)" in str(
        [line.what for line in work_sources.get("talk.moderation").lines(anong)]
    )

    data = {"ruling": "keep", "why": "เป็นเรื่องเห็นต่าง"}
    client.post(f"/moderation/post/{rude.pk}/ruling/", data)

    assert Post.objects.get(pk=rude.pk).removed_at is None
    told = Notice.objects.get(kind="talk.report_decided")
    assert (told.person, told.data["why"]) == (nok, "เป็นเรื่องเห็นต่าง")
    assert work_sources.get("talk.moderation").lines(anong) == []


def test_hidden_words_come_back_with_their_files_and_count(client, rude, nok, boon, anong):
    report(words(rude), harm="rude", why="", by=nok)
    decide(words(rude), ruling="hide", why="ขออ่านก่อน", by=anong)
    assert "โง่จริง" not in client_page(client, nok, rude)
    rude.thread.refresh_from_db()
    assert rude.thread.reply_count == 0

    client.force_login(anong)
    client.post(f"/moderation/post/{rude.pk}/restoring/")

    assert "โง่จริง" in client_page(client, nok, rude)
    rude.thread.refresh_from_db()
    assert rude.thread.reply_count == 1
    assert Attachment.objects.get().audience == rude.thread.audience
    with pytest.raises(Refused):
        bring_back(words(rude), by=anong)


def client_page(client, person, post):
    client.force_login(person)
    return client.get(f"/t/{post.thread.number}/").content.decode()


def test_nobody_decides_about_own_words(client, question, anong, nok):
    own = reply(question, text="คำของผู้ดูแล", by=anong)
    report(words(own), harm="wrong", why="", by=nok)
    client.force_login(anong)

    assert "คำของผู้ดูแล" not in client.get("/moderation/").content.decode()
    data = {"ruling": "keep", "why": "ก็ถูกแล้ว"}
    assert client.post(f"/moderation/post/{own.pk}/ruling/", data).status_code == 403


def test_words_of_the_only_facilitator_go_to_the_km_team_and_nothing_else_does(
    client, question, rude, anong, nok, agency
):
    team = PersonFactory(agency=agency)
    OfficeFactory(person=team, kind="km_team", unit=agency)
    elsewhere = PersonFactory()
    OfficeFactory(person=elsewhere, kind="km_team", unit=elsewhere.agency)
    own = reply(question, text="คำของผู้ดูแล", by=anong)
    for post in (own, rude):
        report(words(post), harm="rude", why="", by=nok)

    assert Notice.objects.filter(kind="talk.reported", person=team).count() == 1
    client.force_login(team)
    page = client.get("/moderation/").content.decode()
    assert "คำของผู้ดูแล" in page
    assert rude.text not in page
    assert f"/t/{question.number}/" not in page
    assert client.get(f"/t/{question.number}/").status_code == 404
    data = {"ruling": "hide", "why": "ดูถูกกัน"}
    assert client.post(f"/moderation/post/{rude.pk}/ruling/", data).status_code == 404
    client.force_login(elsewhere)
    assert client.post(f"/moderation/post/{own.pk}/ruling/", data).status_code == 404
    client.force_login(team)
    assert client.post(f"/moderation/post/{own.pk}/ruling/", data).status_code == 302
    own.refresh_from_db()
    assert own.removed_by == team
    with pytest.raises(Refused):
        bring_back(words(own), by=anong)
    back = client.post(f"/moderation/post/{own.pk}/restoring/")
    own.refresh_from_db()
    assert (back.status_code, own.removed_at) == (302, None)
    assert client.post(f"/moderation/post/{own.pk}/restoring/").status_code == 404


def test_a_second_facilitator_decides_before_the_office(question, anong, nok, agency, community):
    team = PersonFactory(agency=agency)
    OfficeFactory(person=team, kind="km_team", unit=agency)
    second = MembershipFactory(community=community).person
    RoleHoldingFactory(community=community, person=second, role="facilitator")
    own = reply(question, text="คำของผู้ดูแล", by=anong)
    report(words(own), harm="rude", why="", by=nok)

    with pytest.raises(Refused):
        decide(words(own), ruling="remove", why="ก", by=team)
    assert decide(words(own), ruling="remove", why="ดูถูกกัน", by=second) == 1


def test_a_ruling_needs_a_reason_and_open_reports(rude, nok, anong):
    with pytest.raises(Refused):
        decide(words(rude), ruling="remove", why="ไม่มีใครแจ้ง", by=anong)
    report(words(rude), harm="rude", why="", by=nok)
    with pytest.raises(Refused):
        decide(words(rude), ruling="remove", why=" ", by=anong)


def test_a_thread_nobody_answered_is_not_hidden_but_removed(question, nok, anong):
    opening = question.posts.get(is_opening=True)
    report(words(opening), harm="advert", why="", by=nok)
    with pytest.raises(Refused) as refused:
        decide(words(opening), ruling="hide", why="ดูก่อน", by=anong)
    assert refused.value.decision.code == "state.alone"


def test_the_km_team_decides_about_what_is_open_wide_and_about_nothing_inside(
    client, cycle, participant, anong, boon, agency, nok
):
    team = PersonFactory(agency=agency)
    OfficeFactory(person=team, kind="km_team", unit=agency)
    inside = SessionFactory(cycle=cycle, made_by=anong)
    wide = SessionFactory(cycle=cycle, made_by=anong, audience=f"agency:{agency.pk}")
    hidden = comment_on(inside, text="ในวง", by=boon)
    seen = comment_on(wide, text="เปิดทั้งหน่วยงาน", by=boon)
    for comment in (hidden, seen):
        report(written_of("comment", [comment.pk])[comment.pk], harm="other", why="", by=nok)

    client.force_login(team)
    page = client.get("/moderation/").content.decode()

    assert "เปิดทั้งหน่วยงาน" in page
    assert "ในวง" not in page
    url = "/moderation/comment/{}/ruling/"
    data = {"ruling": "remove", "why": "มีเบอร์ส่วนตัว"}
    assert client.post(url.format(hidden.pk), data).status_code == 404
    assert client.post(url.format(seen.pk), data).status_code == 302


def test_the_queue_costs_the_same_for_one_and_for_fifty(client, question, cycle, anong, boon, nok):
    def fill(count):
        for number in range(count):
            post = reply(question, text=f"ที่ {number}", by=boon)
            report(words(post), harm="other", why="", by=nok)
            session = SessionFactory(cycle=cycle, made_by=anong, audience="public")
            CommentFactory(session=session, is_waiting=True)

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get("/moderation/").status_code == 200
        return len(found)

    client.force_login(anong)
    fill(1)
    one = queries()
    fill(10)
    assert queries() == one
