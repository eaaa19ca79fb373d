"""What was summed up is published: it has a code, is found, and comes with the members' mail."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sala.communities.actions import leave
from sala.communities.models import Membership
from sala.core.clock import tick
from sala.knowledge.actions.writing import arrange_asset, withdraw_asset
from sala.knowledge.criteria import criteria_of
from sala.knowledge.models import Asset
from sala.knowledge.telling import SHARED
from sala.mail.models import Delivery
from sala.notices.digests import send_digests
from sala.notices.models import Mail, Notice, Preference
from tests.factories.communities import MembershipFactory
from tests.factories.meetings import AttendanceFactory, RecordFactory, SessionFactory
from tests.factories.people import PersonFactory
from tests.knowledge.conftest import begin, fresh, publish, rewrite

BANGKOK = ZoneInfo("Asia/Bangkok")


def at(day: int, hour: int) -> datetime:
    """November 2026; the 17th is a Tuesday."""
    return datetime(2026, 11, day, hour, tzinfo=BANGKOK)


def digests(person):
    rows = Delivery.objects.filter(person_id=person.pk, subject__contains="สรุปจากกลุ่ม")
    return [row.text for row in rows.order_by("made_at")]


def told(person):
    return Notice.objects.filter(person=person, kind=SHARED)


@pytest.fixture
def readers(community, agency):
    """One member by each way a community's mail is taken."""
    with time_machine.travel(at(2, 9), tick=False):
        return {
            way: MembershipFactory(
                community=community, mail=way, person=PersonFactory(agency=agency)
            ).person
            for way in ("each", "digest", "mentions", "none")
        }


@pytest.fixture
def record(cycle, anong, participant, boon):
    session = SessionFactory(cycle=cycle, made_by=anong, starts_at=at(16, 9))
    AttendanceFactory(session=session, person=boon, has_spoken=True)
    return RecordFactory(
        session=session,
        written_by=anong,
        tips="แฟ้มใสแยกวัน",
        sent_at=at(16, 15),
        approved_at=at(16, 16),
    )


@pytest.mark.req("R066")
def test_from_the_record_to_the_repository_the_search_and_the_digest(
    client, record, boon, chai, readers, community, agency
):
    """Record → draft → review → published, each by its own person on its own page."""
    editor = MembershipFactory(community=community, person=PersonFactory(agency=agency)).person
    community.reviewers.create(agency=agency, person=editor, appointed_by=boon)
    with time_machine.travel(at(17, 10), tick=False):
        client.force_login(boon)
        writing = client.post(f"/k/from/meetings.record/{record.pk}/")["Location"]
        asset = Asset.objects.get()
        page = client.get(writing).content.decode()
        assert "แฟ้มใสแยกวัน" in page
        version = re.search(r'name="version" value="(\d+)"', page).group(1)
        words = {"title": "แฟ้มใสตรวจรับ", "summary": "แยกแฟ้มตามวันที่รับของ", "version": version}
        body = asset.manuscript.body
        assert client.post(writing, {**words, "body": body}).status_code == 302
        client.post(f"/k/{asset.code}/nomination/")
        assert not Notice.objects.filter(kind=SHARED).exists(), "nobody hears of a draft"

        client.force_login(editor)
        met = [row.name for row in criteria_of(asset.type)]
        shown = client.get(f"/k/{asset.code}/review/").context["form"]["seen"].value()
        opinion = {"met": met, "recommends": "yes", "seen": shown}
        assert client.post(f"/k/{asset.code}/review/", opinion).status_code == 302
        tick()

    asset.refresh_from_db()
    assert re.fullmatch(r"KA-2570-\d{4}", asset.code)
    with time_machine.travel(at(17, 10), tick=False):
        client.force_login(readers["none"])
        for query in ("แฟ้มใสแยกวัน", asset.code):
            found = client.get("/search/", {"q": query}).content.decode()
            assert f'href="/k/{asset.code}/"' in found, query
        assert asset.code in client.get("/k/").content.decode()
        client.force_login(chai)
        assert asset.code not in client.get("/search/", {"q": "แฟ้มใสแยกวัน"}).content.decode()

    assert not digests(readers["digest"]), "nothing at once"
    at_once = [letter.subject for letter in mail.outbox if letter.to == [readers["each"].email]]
    assert "ความรู้ใหม่ในกลุ่ม: แฟ้มใสตรวจรับ" in at_once
    with time_machine.travel(at(18, 8), tick=False):
        tick()
    (letter,) = digests(readers["digest"])
    for word in (asset.title, "แยกแฟ้มตามวันที่รับของ", asset.code, f"/k/{asset.code}/", community.name):
        assert word in letter
    for way in ("mentions", "none"):
        assert told(readers[way]).count() == 1
        letters = Delivery.objects.filter(person_id=readers[way].pk)
        assert not any(asset.title in letter.subject + letter.text for letter in letters)
    for person in (chai, editor):
        assert not told(person).exists()
        assert not any(asset.title in text for text in digests(person))


def test_the_writers_and_the_reviewer_are_not_told_what_they_know(readers, asset, boon, anong):
    assert not told(boon).exists()
    assert not told(anong).exists()
    assert told(readers["digest"]).get().data["code"] == asset.code


def test_a_newer_version_is_not_new_to_the_group(readers, asset, boon, anong):
    publish(rewrite(asset, boon, body="<p>ใหม่</p>", note="แก้"), by=boon, judged_by=anong)

    assert told(readers["digest"]).count() == 1


def test_what_was_withdrawn_or_is_no_longer_for_the_reader_is_in_no_digest(
    boon, anong, readers, community
):
    with time_machine.travel(at(17, 10), tick=False):
        gone = publish(begin(boon, community, "ถอนแล้ว"), by=boon, judged_by=anong)
        publish(begin(boon, community, "ยังอยู่"), by=boon, judged_by=anong)
        withdraw_asset(fresh(gone), by=boon, why="ผิด")
    with time_machine.travel(at(18, 8), tick=False):
        send_digests(at(18, 8))
    (letter,) = digests(readers["digest"])
    assert "ยังอยู่" in letter
    assert "ถอนแล้ว" not in letter


def test_who_left_before_the_morning_hears_nothing(boon, anong, readers, community):
    with time_machine.travel(at(17, 10), tick=False):
        publish(begin(boon, community, opens_to="public"), by=boon, judged_by=anong)
        leave(community, by=readers["digest"])
    with time_machine.travel(at(18, 8), tick=False):
        send_digests(at(18, 8))

    assert digests(readers["digest"]) == []


def test_an_own_choice_for_this_kind_holds(boon, anong, readers, community):
    Preference.objects.create(person=readers["digest"], kind=SHARED, mail=Mail.NONE)
    with time_machine.travel(at(17, 10), tick=False):
        publish(begin(boon, community), by=boon, judged_by=anong)
    with time_machine.travel(at(18, 8), tick=False):
        send_digests(at(18, 8))

    assert digests(readers["digest"]) == []
    assert told(readers["digest"]).exists()


@pytest.mark.req("I08", part="published items in mail")
@pytest.mark.django_db
@given(reach=st.sampled_from(["community", "agency", "public"]))
@hypothesis_settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)
def test_nobody_hears_who_is_no_member_or_may_not_read(
    reach, boon, anong, chai, duangjai, community, agency
):
    """However far it opens; a member from another agency hears only of what is open to them."""
    guest = PersonFactory(agency=duangjai.agency)
    MembershipFactory(community=community, person=guest, mail="digest")
    opens_to = {"community": community.key, "agency": f"agency:{agency.pk}", "public": "public"}
    Notice.objects.filter(kind=SHARED).delete()
    draft = begin(boon, community, opens_to=opens_to[reach])
    judge = PersonFactory(agency=agency)
    community.reviewers.create(agency=agency, person=judge, appointed_by=anong)
    publish(draft, by=boon, judged_by=judge)

    heard = set(Notice.objects.filter(kind=SHARED).values_list("person_id", flat=True))
    members = set(Membership.objects.filter(community=community).values_list("person", flat=True))
    assert heard <= members
    assert not heard & {chai.pk, duangjai.pk}
    assert (guest.pk in heard) == (reach != "agency")
    assert anong.pk in heard


def test_how_far_it_opens_later_tells_nobody(readers, asset, boon, chai, agency):
    before = Notice.objects.filter(kind=SHARED).count()
    arrange_asset(asset, by=boon, categories=[], tags=[], opens_to=f"agency:{agency.pk}")

    assert Notice.objects.filter(kind=SHARED).count() == before
    assert not told(chai).exists()


def test_the_old_morning_is_not_told_again(boon, anong, readers, community):
    with time_machine.travel(at(17, 10), tick=False):
        publish(begin(boon, community), by=boon, judged_by=anong)
    for day in (18, 19):
        with time_machine.travel(at(day, 8), tick=False):
            send_digests(at(day, 8) + timedelta(minutes=1))

    assert len(digests(readers["digest"])) == 1
