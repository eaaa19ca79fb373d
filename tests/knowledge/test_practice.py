"""Learning by doing: a plan asks for it, and what was tried at work is told and counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.html import strip_tags
from django.utils.timezone import localdate, now

from sala.knowledge.models import Asset
from sala.meetings.models import Session
from tests.factories.assets import AssetFactory, TryOutFactory
from tests.factories.meetings import SessionFactory
from tests.meetings.routes import plan_data

HINT = "แผนนี้ยังไม่มีช่วงลงมือทำ"
ASKED = "ลองทำแล้วเป็นอย่างไร"


def read(client, path):
    return strip_tags(client.get(path).content.decode())


@pytest.fixture
def made(cycle, community, boon):
    """What came of the cycle."""
    return AssetFactory(
        community=community, made_by=boon, about_label="cycles.cycle", about_id=cycle.pk
    )


@pytest.mark.req("R069")
def test_from_a_plan_without_practice_to_a_try_out_that_counts(
    client, cycle, participant, anong, boon, made
):
    client.force_login(anong)
    client.post(f"/cycles/{cycle.number}/sessions/new/", plan_data(None))
    session = Session.objects.get()
    path = f"/s/{session.number}/"
    assert HINT in read(client, path)
    with_practice = {
        **plan_data(None),
        "version": str(session.version),
        "step-TOTAL_FORMS": "2",
        "step-1-what": "ลองกรอกแบบของตน",
        "step-1-minutes": "15",
        "step-1-kind": "practice",
        "step-1-lead": "",
        "step-1-materials": "",
    }
    assert client.post(f"{path}plan/", with_practice).status_code == 302
    page = read(client, path)
    assert HINT not in page
    assert "ลงมือทำ" in page
    assert ASKED not in page, "before the session there is nothing to tell"

    Session.objects.update(starts_at=now() - timedelta(days=2))
    client.force_login(boon)
    assert ASKED in read(client, path)
    assert f'href="/k/{made.code}/tries/"' in client.get(path).content.decode()
    told = {"result": "worked", "conditions": "สองงวด", "outcome": "เร็วขึ้นสองวัน"}
    place = {"unit_name": "ที่ว่าการอำเภอดงตะวัน", "province": "", "happened_on": "1 ต.ค. 2569"}
    client.post(f"/k/{made.code}/tries/", told | place)

    assert Asset.objects.get(pk=made.pk).try_count == 1
    for page in (path, f"/k/{made.code}/", "/k/"):
        assert "ได้ผล 1 จาก 1 ครั้ง" in read(client, page), page
    log = read(client, f"/p/{boon.handle}/")
    assert "ลองใช้กับงานจริง" in log
    assert "1 ครั้ง" in log
    for words in (made.title, "ได้ผล", "ที่ว่าการอำเภอดงตะวัน", "1 ต.ค. 2569"):
        assert words in log


def test_a_session_without_practice_asks_nothing(client, cycle, participant, anong, boon, made):
    session = SessionFactory(cycle=cycle, made_by=anong, starts_at=now() - timedelta(days=1))
    client.force_login(boon)

    assert ASKED not in read(client, f"/s/{session.number}/")


@pytest.mark.req("I08", part="the log of try-outs")
def test_the_log_names_nothing_the_reader_may_not_see(client, made, boon, anong, chai):
    TryOutFactory(asset=made, person=boon, happened_on=localdate())
    path = f"/p/{boon.handle}/"
    client.force_login(anong)
    assert made.title in read(client, path)

    client.force_login(chai)
    page = client.get(path)
    assert page.status_code == 200
    assert made.title not in strip_tags(page.content.decode())
    assert "ลองใช้กับงานจริง" not in strip_tags(page.content.decode())
