from __future__ import annotations

import pytest

from sala.core.permissions import Refused
from sala.mail.models import Delivery
from sala.meetings.actions.schedule import invite_people
from sala.people.actions.agencies import change_settings
from sala.people.models import AgencySettings
from tests.factories.meetings import SessionFactory
from tests.factories.people import OfficeFactory, PersonFactory
from tests.people.routes import agency_data


@pytest.fixture
def km(agency):
    person = PersonFactory(agency=agency, handle="km")
    OfficeFactory(person=person, kind="km_team", unit=agency)
    return person


@pytest.mark.req("R158")
def test_a_changed_word_stands_on_every_page_of_the_agency_and_no_other(
    client, km, community, anong, duangjai
):
    client.force_login(km)
    data = {**agency_data(None), "th_community": "ชุมชนแนวปฏิบัติ"}
    assert client.post("/manage/agency/", data).status_code == 302

    client.force_login(anong)
    assert "ชุมชนแนวปฏิบัติ" in client.get("/").content.decode()
    client.force_login(duangjai)
    page = client.get("/").content.decode()
    assert "ชุมชนแนวปฏิบัติ" not in page
    assert "ชุมชนนักปฏิบัติ" in page


@pytest.mark.req("R158")
def test_mail_and_refusals_speak_the_new_word(client, km, cycle, participant, anong, boon):
    change_settings(
        km.agency.settings, words={"th": {"facilitator": "ผู้เอื้ออำนวย"}}, by=km, digits="arabic"
    )
    session = SessionFactory(cycle=cycle, made_by=anong)
    client.force_login(boon)

    refused = client.get(f"/s/{session.number}/plan/")
    invite_people(session, by=anong)

    assert "ผู้เอื้ออำนวย" in refused.content.decode()
    assert Delivery.objects.get().text


def test_an_empty_word_is_the_usual_one(km):
    settings = change_settings(km.agency.settings, words={"th": {"community": "  "}}, by=km)

    assert settings.terms == {"th": {}}


def test_only_the_km_team_changes_words(anong, agency):
    with pytest.raises(Refused):
        change_settings(AgencySettings.objects.get(agency=agency), words={}, by=anong)
