from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sala.core.clock import work_on_runs
from sala.core.models import Run
from sala.core.permissions import Refused
from sala.documents.sheets import Sheet, xlsx_bytes
from sala.journal.models import Line
from sala.people.actions.imports import ask_for_import, cancel_import, work_on_import
from sala.people.models import Person, Posting, Unit
from tests.factories.people import OfficeFactory, PersonFactory, UnitFactory

HEADERS = ["รหัสพนักงาน", "คำนำหน้า", "ชื่อ", "นามสกุล", "หน่วยงาน", "ตำแหน่ง", "อีเมล", "วันที่ดำรงตำแหน่ง"]


def staff_file(*rows):
    return SimpleUploadedFile("staff.xlsx", xlsx_bytes(Sheet("บุคลากร", HEADERS, rows)))


def row(number, unit="กองคลัง", position="นักวิชาการพัสดุ", since=""):
    return [
        f"S{number}",
        "นาย",
        f"สมชาย{number}",
        "ใจดี",
        unit,
        position,
        f"s{number}@example.go.th",
        since,
    ]


@pytest.fixture
def km(agency):
    person = PersonFactory(agency=agency, handle="km")
    OfficeFactory(person=person, kind="km_team", unit=agency)
    UnitFactory(agency=agency, name="กองคลัง", code="K01")
    UnitFactory(agency=agency, name="กองพัสดุ", code="K02")
    return person


def bring_in(km, *rows, makes_units=False):
    run = ask_for_import(
        staff_file(*rows), kind="staff", agency=km.agency, makes_units=makes_units, by=km
    )
    work_on_runs()
    run.refresh_from_db()
    return run


def test_nothing_is_written_before_the_run(km):
    ask_for_import(staff_file(row(1)), kind="staff", agency=km.agency, makes_units=False, by=km)

    assert not Person.objects.filter(staff_code="S1").exists()


def test_a_run_writes_people_postings_and_one_journal_line(km):
    run = bring_in(km, row(1), row(2))

    assert run.ended_at is not None
    assert (run.done, run.total) == (2, 2)
    person = Person.objects.get(staff_code="S1")
    assert person.sort_key
    assert not person.has_usable_password()
    assert Posting.objects.get(person=person).unit.name == "กองคลัง"
    assert Line.objects.filter(verb="people.imported").count() == 1


def test_a_repeat_run_changes_nothing(km):
    bring_in(km, row(1), row(2))
    before = sorted(Posting.objects.values_list("pk", "unit", "position", "starts_on", "ends_on"))

    run = bring_in(km, row(1), row(2))

    assert run.counts == {"new": 0, "changed": 0, "same": 2, "refused": 0}
    after = sorted(Posting.objects.values_list("pk", "unit", "position", "starts_on", "ends_on"))
    assert after == before


def test_a_transfer_ends_one_posting_and_opens_the_next(km):
    bring_in(km, row(1, since="1 ต.ค. 2568"))
    bring_in(km, row(1, unit="กองพัสดุ", since="1 ต.ค. 2569"))

    postings = Posting.objects.filter(person__staff_code="S1").order_by("starts_on")
    assert [(p.unit.name, p.starts_on, p.ends_on) for p in postings] == [
        ("กองคลัง", date(2025, 10, 1), date(2026, 9, 30)),
        ("กองพัสดุ", date(2026, 10, 1), None),
    ]


def test_refused_rows_are_named_and_the_others_written(km):
    run = bring_in(km, row(1), row(2, unit="กองที่ไม่มี"))

    assert Person.objects.filter(staff_code="S1").exists()
    assert not Person.objects.filter(staff_code="S2").exists()
    assert run.refused[0]["line"] == 3
    assert "กองที่ไม่มี" in run.refused[0]["reason"]


def test_units_are_made_once_when_asked(km):
    bring_in(km, row(1, unit="ศูนย์ใหม่"), row(2, unit="ศูนย์ใหม่"), makes_units=True)

    assert Unit.objects.filter(name="ศูนย์ใหม่", agency=km.agency).count() == 1


def test_a_cancelled_run_stops(km):
    run = ask_for_import(
        staff_file(row(1)), kind="staff", agency=km.agency, makes_units=False, by=km
    )
    cancel_import(run, by=km)

    work_on_runs()

    assert not Person.objects.filter(staff_code="S1").exists()


def test_working_twice_on_one_run_writes_once(km):
    run = ask_for_import(
        staff_file(row(1)), kind="staff", agency=km.agency, makes_units=False, by=km
    )
    work_on_import(run)
    work_on_import(Run.objects.get(pk=run.pk))

    assert Person.objects.filter(staff_code="S1").count() == 1
    assert Posting.objects.filter(person__staff_code="S1").count() == 1


def test_only_who_looks_after_the_lists_may_import(agency, anong):
    with pytest.raises(Refused):
        ask_for_import(staff_file(row(1)), kind="staff", agency=agency, makes_units=False, by=anong)


def test_an_office_in_one_agency_opens_no_other(km, other_agency):
    with pytest.raises(Refused):
        ask_for_import(
            staff_file(row(1)), kind="staff", agency=other_agency, makes_units=False, by=km
        )


def test_a_list_never_turns_the_address_of_an_account_elsewhere(km, mailoutbox, client):
    owner = PersonFactory(agency=km.agency, staff_code="S7", email="owner@example.go.th")
    owner.set_password("ริมน้ำยามเย็น")
    owner.save()

    bring_in(km, row(7))

    owner.refresh_from_db()
    assert owner.email == "owner@example.go.th"
    assert owner.given_name == "สมชาย7"
    client.post("/account/password/reset/", {"email": "s7@example.go.th"})
    assert not [letter for letter in mailoutbox if "/password/reset/key/" in letter.body]


def test_a_list_gives_an_address_to_who_has_no_account(km):
    waiting = PersonFactory(agency=km.agency, staff_code="S8", email="old@example.go.th")
    waiting.set_unusable_password()
    waiting.save()

    bring_in(km, row(8))

    waiting.refresh_from_db()
    assert waiting.email == "s8@example.go.th"
