"""Lists of staff and units, uploaded and looked at before anything is written."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sala.people.models import Person, Unit
from tests.factories.people import OfficeFactory, PersonFactory

URL = "/manage/people/import/"
STAFF = "รหัสพนักงาน,ชื่อ,นามสกุล,สังกัด\n101,มานพ,ลมหนาว,กองคลัง\n,ไร้รหัส,ลมหนาว,กองคลัง\n"
UNITS = "รหัสหน่วยงาน,ชื่อหน่วยงาน,รหัสต้นสังกัด\n20,กองคลัง,\n21,งานพัสดุ,20\n"


@pytest.fixture
def km(agency):
    person = PersonFactory(agency=agency)
    OfficeFactory(person=person, kind="km_team")
    return person


def upload(client, kind, text):
    file = SimpleUploadedFile("list.csv", text.encode("tis-620"))
    return client.post(URL, {"kind": kind, "file": file, "makes_units": "on"})


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [("staff", STAFF, "ไม่มีรหัสพนักงาน"), ("units", UNITS, "งานพัสดุ")],
)
def test_a_preview_shows_rows_and_refusals_and_writes_nothing(client, km, kind, text, shown):
    client.force_login(km)
    before = Person.objects.count(), Unit.objects.count()

    answer = upload(client, kind, text)

    assert answer.status_code == 200
    page = answer.content.decode()
    assert "กองคลัง" in page
    assert shown in page
    assert (Person.objects.count(), Unit.objects.count()) == before


def test_lists_are_hidden_from_everybody_else(client, boon):
    client.force_login(boon)

    assert client.get(URL).status_code == 404
    assert upload(client, "staff", STAFF).status_code == 404
