from __future__ import annotations

import pytest

from sala.knowledge.actions.reviewing import give_opinion, nominate
from sala.knowledge.actions.writing import Beginning, begin_asset, write_manuscript
from sala.knowledge.criteria import criteria_of
from sala.knowledge.models import Nomination
from tests.factories.communities import MembershipFactory
from tests.factories.people import OfficeFactory, PersonFactory, PostingFactory, UnitFactory

BODY = "<p>เขียนชื่อผู้ที่ต้องลงนามทุกคนไว้ในแผ่นเดียว แล้วติดไว้ที่โต๊ะรับของ</p>"


def begin(by, community, title="ปฏิทินตรวจรับ", body=BODY, **beginning):
    """A draft with words in it."""
    kind = beginning.pop("type", "note")
    asset = begin_asset(Beginning(kind, title, community, **beginning), by=by)
    return rewrite(asset, by, body=body)


def rewrite(asset, by, *, body=BODY, note="", tries=(), **values):
    asset.refresh_from_db()
    text = asset.manuscript
    text.refresh_from_db()
    values = {"title": text.title, "body": body, "change_note": note, **values}
    write_manuscript(asset, values=values, seen=text.version, by=by, tries=tries)
    return fresh(asset)


def fresh(asset):
    """The row as a new request reads it."""
    return type(asset).objects.get(pk=asset.pk)


def judge(asset, by, *, recommends=True, words=""):
    nomination = Nomination.objects.get(asset=asset, ended_at__isnull=True)
    met = [row.name for row in criteria_of(asset.type)]
    return give_opinion(
        nomination, by=by, recommends=recommends, met=met, seen=nomination.laid, words=words
    )


def publish(asset, *, by, judged_by):
    nominate(fresh(asset), by=by)
    judge(asset, judged_by)
    return fresh(asset)


@pytest.fixture
def draft(boon, community):
    return begin(boon, community)


@pytest.fixture
def asset(draft, boon, anong):
    """Boon's, published for the community; Anong recommended it."""
    return publish(draft, by=boon, judged_by=anong)


@pytest.fixture
def colleagues(agency, community):
    """Two more members, each of another province."""
    people = []
    for province in ("ศรีนคราพัฒน์", "ภูผาม่าน"):
        person = PersonFactory(agency=agency)
        MembershipFactory(community=community, person=person)
        unit = UnitFactory(agency=agency, name=f"ที่ว่าการอำเภอใน{province}", province=province)
        PostingFactory(person=person, unit=unit)
        people.append(person)
    return people


@pytest.fixture
def km_team(agency):
    """Somebody of the KM team."""
    person = PersonFactory(agency=agency, handle="kmteam", given_name="กมล")
    OfficeFactory(person=person, kind="km_team", unit=agency)
    return person
