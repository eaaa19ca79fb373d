"""An owner is asked whether an item still holds where something happens to it: opened, cited,
questioned, exported, its law changed. The calendar is the back-stop, and a week has its cap."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils.html import strip_tags
from django.utils.timezone import localdate, now

from sala.core.clock import tick, work_on_runs
from sala.knowledge.actions.asking import MOST_A_WEEK
from sala.knowledge.actions.references import Reference, add_source, cite
from sala.knowledge.models import Asset, ReviewAsk
from sala.notices.models import Notice
from tests.factories.assets import AssetFactory
from tests.publishing.conftest import begun, take

ASKED = "เรื่องนี้ยังใช้ได้อยู่ไหม"


@pytest.fixture
def old(asset):
    """Looked at half a year ago, and not due for another half."""
    Asset.objects.filter(pk=asset.pk).update(reviewed_at=now() - timedelta(days=180))
    return Asset.objects.get(pk=asset.pk)


def reason(asset):
    return asset.asks.get(answered_at__isnull=True).reason


def is_told(person):
    return Notice.objects.filter(person=person, kind="knowledge.review_asked").exists()


def front(client, person):
    client.force_login(person)
    return strip_tags(client.get("/").content.decode())


@pytest.mark.req("R006", part="asked in context: opened")
@pytest.mark.req("R091", part="asked in context: opened")
def test_opened_by_its_owner_near_its_date(client, old, boon, anong):
    client.force_login(boon)
    page = f"/k/{old.code}/"
    assert ASKED not in client.get(page).content.decode()
    Asset.objects.filter(pk=old.pk).update(review_on=localdate() + timedelta(days=20))
    assert ASKED in client.get(page).content.decode()
    client.force_login(anong)
    assert ASKED not in client.get(page).content.decode()

    client.force_login(boon)
    client.post(f"{page}still-holds/", {"holds": "yes"})
    assert ASKED not in client.get(page).content.decode()
    assert Asset.objects.get(pk=old.pk).review_on > localdate() + timedelta(days=300)


@pytest.mark.req("R006", part="asked in context: cited")
def test_cited_by_another_item(client, old, boon, anong, community):
    other = AssetFactory(community=community, made_by=anong)
    client.force_login(anong)
    form = {"code": old.code, "accessed_on": "1 พ.ย. 2569"}
    assert client.post(f"/k/{other.code}/references/", form).status_code == 302

    assert reason(old) == "cited"
    assert is_told(boon)
    assert "มีความรู้เรื่องอื่นอ้างอิงเรื่องนี้" in front(client, boon)


@pytest.mark.req("R006", part="asked in context: questioned")
def test_questioned_by_a_member(client, old, boon, anong, community):
    client.force_login(anong)
    question = {
        "kind": "question",
        "title": "สามงวดทำอย่างไร",
        "text": "ส่งของสามงวด",
        "purpose": "use",
        "about": f"knowledge.asset:{old.pk}",
    }
    assert client.post(f"/c/{community.number}/talk/new/", question).status_code == 302

    assert reason(old) == "questioned"
    assert is_told(boon)


@pytest.mark.req("R006", part="asked in context: exported")
def test_exported_in_a_book(client, old, boon, anong, community, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    collection = begun(anong, community)
    take(collection, old, by=anong)
    client.force_login(anong)
    client.post(f"/shelf/sets/{collection.number}/edition/")
    assert not old.asks.exists()
    assert work_on_runs() == 1

    collection.refresh_from_db()
    assert collection.current
    assert reason(old) == "exported"
    assert "มีผู้นำเรื่องนี้ไปทำหนังสือหรือเก็บเป็นไฟล์" in front(client, boon)


@pytest.mark.req("R006", part="asked in context: exported")
def test_exported_as_a_file_by_a_reader_and_not_by_its_writer_or_a_visitor(
    client, old, boon, anong
):
    file = f"/k/{old.code}/docx/"
    Asset.objects.filter(pk=old.pk).update(audience="public")
    assert client.get(file).status_code == 200
    client.force_login(boon)
    assert client.get(file).status_code == 200
    assert not old.asks.exists()

    client.force_login(anong)
    for _time in range(3):
        assert client.get(file).status_code == 200
    assert reason(old) == "exported"
    assert Notice.objects.filter(person=boon, kind="knowledge.review_asked").count() == 1


@pytest.mark.req("R006", part="asked in context: law changed")
def test_its_law_was_replaced(client, old, boon, anong, agency):
    law = add_source(Reference("ระเบียบ 2560", kind="law"), agency_id=agency.pk, by=boon)
    cite(old, by=boon, accessed_on=localdate(), source=law)
    client.force_login(anong)
    told = {"words": "ใช้ระเบียบ 2569 แทน", "replacement": ""}
    assert client.post(f"/k/sources/{law.pk}/", told).status_code == 302

    assert reason(old) == "source"
    assert is_told(boon)


def test_what_was_looked_at_lately_is_not_asked_about_again(client, asset, anong, community):
    other = AssetFactory(community=community, made_by=anong)
    client.force_login(anong)
    form = {"code": asset.code, "accessed_on": "1 พ.ย. 2569"}
    assert client.post(f"/k/{other.code}/references/", form).status_code == 302
    client.get(f"/k/{asset.code}/docx/")

    assert not asset.asks.exists()


@pytest.mark.req("R006", part="the calendar as back-stop, a cap for a person and week")
def test_the_calendar_asks_about_the_rest_and_a_week_has_its_cap(boon, community):
    late = localdate() - timedelta(days=1)
    assets = [
        AssetFactory(community=community, made_by=boon, review_on=late)
        for _ in range(MOST_A_WEEK + 2)
    ]
    for day in (0, 1, 2):
        with time_machine.travel(now().replace(hour=3) + timedelta(days=day), tick=False):
            tick()
    shown = ReviewAsk.objects.filter(shown_at__isnull=False)
    assert ReviewAsk.objects.count() == len(assets)
    assert set(ReviewAsk.objects.values_list("reason", flat=True)) == {"calendar"}
    assert shown.count() == MOST_A_WEEK
    told = Notice.objects.filter(person=boon, kind="knowledge.review_asked")
    assert told.count() == MOST_A_WEEK

    with time_machine.travel(now().replace(hour=3) + timedelta(days=9), tick=False):
        tick()
    assert shown.count() == len(assets)
