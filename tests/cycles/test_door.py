"""Lists from files and the cycle's own link (queries/rosters.py, views/door.py)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sala.cycles.door import code_of, cycle_pk, path_of
from sala.cycles.models import Enrolment
from sala.cycles.queries.rosters import read_roster
from sala.cycles.telling import DOOR
from sala.documents.sheets import Sheet, TableProblem, xlsx_bytes
from sala.mail.links import token_for
from sala.mail.models import Delivery
from tests.factories.people import PersonFactory

ALL_YES = {"interest": "yes", "need": "yes", "readiness": "yes"}


def read(cycle, data, name="people.csv"):
    return read_roster(cycle, SimpleUploadedFile(name, data).file, name)


@pytest.mark.req("R037", part="a list of names from CSV or Excel")
@pytest.mark.parametrize("kind", ["utf-8-sig", "tis-620", "xlsx"])
def test_list_is_read_as_agencies_save_it(cycle, boon, chai, duangjai, kind):
    headers = ["รหัสพนักงาน", "ชื่อ - สกุล"]
    rows = [
        [boon.staff_code, "นายบุญ แก้วกล้า"],
        ["", "นายชัย นอกวง"],
        [duangjai.staff_code, "นางดวงใจ ต่างถิ่น"],
        ["", "ไม่มี ในทะเบียน"],
    ]
    if kind == "xlsx":
        data, name = xlsx_bytes(Sheet("รายชื่อ", headers, rows)), "people.xlsx"
    else:
        lines = [",".join(row) for row in [headers, *rows]]
        data, name = "\r\n".join(lines).encode(kind), "people.csv"

    roster = read(cycle, data, name)

    assert {person.pk for person in roster.found} == {boon.pk, chai.pk}
    assert [row.line for row in roster.unmatched] == [4, 5]
    assert "ไม่พบ" in roster.unmatched[0].reason


def test_two_of_one_name_need_the_code(cycle, agency):
    for _number in range(2):
        PersonFactory(agency=agency, given_name="สมชาย", family_name="ใจดี")
    roster = read(cycle, "ชื่อ,นามสกุล\nสมชาย,ใจดี\n".encode())
    assert "หลายคน" in roster.unmatched[0].reason


def test_those_already_in_are_named_apart(cycle, participant, boon):
    roster = read(cycle, f"รหัส\n{boon.staff_code}\n".encode())
    assert (roster.found, roster.already) == ([], [boon])


def test_file_without_names_is_refused_with_a_sentence(cycle):
    with pytest.raises(TableProblem, match="คอลัมน์"):
        read(cycle, "ลำดับ,หมายเหตุ\n1,ก\n".encode())


@pytest.mark.req("I05", part="a list of names makes invitations, not participants")
def test_reading_a_list_writes_nothing_and_inviting_makes_no_participant(
    client, cycle, anong, chai
):
    client.force_login(anong)
    url = f"/cycles/{cycle.number}/people/file/"
    upload = SimpleUploadedFile("people.csv", f"รหัส\n{chai.staff_code}\n".encode())

    page = client.post(url, {"roster": upload}).content.decode()
    assert "พร้อมเชิญ 1 คน" in page
    assert not Enrolment.objects.exists()

    client.post(f"/cycles/{cycle.number}/invitations/", {"person": chai.pk, "via": "import"})
    enrolment = Enrolment.objects.get()
    assert (enrolment.status, enrolment.via) == ("invited", "import")


def test_broken_file_is_refused_on_the_page(client, cycle, anong):
    client.force_login(anong)
    upload = SimpleUploadedFile("people.xlsx", b"PK\x03\x04broken")
    response = client.post(f"/cycles/{cycle.number}/people/file/", {"roster": upload})
    assert response.status_code == 422
    assert "people.xlsx" in response.content.decode()


def test_code_opens_its_cycle_only(cycle):
    assert cycle_pk(code_of(cycle)) == cycle.pk
    assert cycle_pk(code_of(cycle) + "x") == 0
    assert cycle_pk("12") == 0


@pytest.mark.req("R039")
def test_staff_scan_answer_and_stand_in_the_queue(client, cycle, anong, chai):
    client.force_login(anong)
    sheet = client.get(f"/cycles/{cycle.number}/people/link/").content.decode()
    assert path_of(cycle) in sheet
    assert "<svg" in sheet
    client.force_login(chai)

    page = client.post(path_of(cycle), ALL_YES).content.decode()

    assert "รอรับเข้าร่วม" in page
    assert Enrolment.objects.get(person=chai).status == "waiting"
    client.force_login(anong)
    assert "ชัย นอกวง" in client.get(f"/cycles/{cycle.number}/people/").content.decode()


def test_staff_of_another_agency_may_not(client, cycle, duangjai):
    client.force_login(duangjai)
    assert client.post(path_of(cycle), ALL_YES).status_code == 403
    assert not Enrolment.objects.exists()


@pytest.mark.req("R039", part="by e-mail without signing in")
def test_address_at_the_door_gets_a_letter_once_and_answers_by_it(cycle, chai):
    client = Client()
    for _time in range(3):
        page = client.post(path_of(cycle), {"email": chai.email.upper()}).content.decode()
    assert "ดูในกล่องจดหมาย" in page
    assert Delivery.objects.filter(person_id=chai.pk).count() == 1
    assert not Enrolment.objects.exists()

    client.post(f"/l/{token_for(DOOR, chai.pk, cycle.pk)}/", ALL_YES)

    assert Enrolment.objects.get().status == "waiting"


def test_unknown_address_gets_the_same_words_and_no_letter(cycle, duangjai):
    client = Client()
    for email in ("nobody@example.go.th", duangjai.email):
        page = client.post(path_of(cycle), {"email": email}).content.decode()
        assert "ดูในกล่องจดหมาย" in page
    assert not Delivery.objects.exists()


def test_door_of_a_closed_cycle_is_gone(cycle):
    cycle.closed_at = cycle.created_at
    cycle.save()
    assert Client().get(path_of(cycle)).status_code == 404
