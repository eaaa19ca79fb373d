from __future__ import annotations

import io

import pytest

from sala.documents.sheets import Sheet, TableProblem, xlsx_bytes
from sala.people.importing.columns import STAFF, recognise
from sala.people.importing.compare import preview
from tests.factories.people import PersonFactory, PostingFactory, UnitFactory

HEADERS = ["รหัสพนักงาน", "คำนำหน้า", "ชื่อ", "นามสกุล", "หน่วยงาน", "ตำแหน่ง", "อีเมล", "วันเกษียณ"]
ROW = [
    "S100",
    "นาง",
    "จันทร์เพ็ญ",
    "บุญมี",
    "กองคลัง",
    "นักวิชาการเงินและบัญชี",
    "chan@example.go.th",
    "๑ ต.ค. ๒๕๘๐",
]


def csv(*rows, headers=HEADERS, encoding="utf-8"):
    text = "\r\n".join(",".join(row) for row in [headers, *rows])
    return io.BytesIO(text.encode(encoding))


@pytest.fixture
def kong_klang(agency):
    return UnitFactory(agency=agency, name="กองคลัง", code="K01")


def look(file, agency, name="staff.csv", kind="staff", *, makes_units=False):
    return preview(file, name, kind, agency, makes_units=makes_units)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "tis-620", "cp874"])
def test_a_list_is_read_in_the_encodings_agencies_use(agency, kong_klang, encoding):
    found = look(csv(ROW, encoding=encoding), agency)

    assert found.counts == {"new": 1, "changed": 0, "same": 0, "refused": 0}
    row = found.new[0]
    assert (row.given_name, row.family_name, row.retires_on.isoformat()) == (
        "จันทร์เพ็ญ",
        "บุญมี",
        "2037-10-01",
    )


def test_a_workbook_is_read_the_same(agency, kong_klang):
    file = io.BytesIO(xlsx_bytes(Sheet("บุคลากร", HEADERS, [ROW])))

    assert look(file, agency, "staff.xlsx").counts["new"] == 1


@pytest.mark.parametrize(
    "headers",
    [
        [
            "Staff Code",
            "Prefix",
            "First name",
            "Last name",
            "Department",
            "Position",
            "E-mail",
            "Retirement date",
        ],
        ["รหัสบุคลากร", "คำนำหน้าชื่อ", "ชื่อจริง", "สกุล", "สังกัด", "ชื่อตำแหน่ง", "อีเมล์", "วันที่เกษียณ"],
    ],
)
def test_columns_are_known_by_many_names(headers):
    assert set(recognise(headers, STAFF)) == {
        "staff_code",
        "prefix",
        "given_name",
        "family_name",
        "unit_name",
        "position",
        "email",
        "retires_on",
    }


def test_a_whole_name_in_one_column_is_taken_apart(agency, kong_klang):
    file = csv(["S1", "นางสาวอนงค์ ณ อยุธยา", "กองคลัง"], headers=["รหัส", "ชื่อ-สกุล", "สังกัด"])

    row = look(file, agency).new[0]

    assert (row.prefix, row.given_name, row.family_name) == ("นางสาว", "อนงค์", "ณ อยุธยา")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({0: ""}, "ไม่มีรหัสพนักงาน"),
        ({2: "", 3: ""}, "ไม่มีชื่อ"),
        ({4: "กองที่ไม่มี"}, "ไม่พบหน่วยงาน"),
        ({6: "ไม่ใช่อีเมล"}, "ไม่ถูกรูปแบบ"),
        ({7: "29 ก.พ. 2568"}, "2568"),
    ],
)
def test_a_row_is_refused_with_its_reason(agency, kong_klang, changes, reason):
    row = [changes.get(position, cell) for position, cell in enumerate(ROW)]

    found = look(csv(row), agency)

    assert [problem.line for problem in found.refused] == [2]
    assert reason in found.refused[0].reason


def test_a_code_twice_in_one_file_is_refused_the_second_time(agency, kong_klang):
    other = [*ROW[:6], "other@example.go.th", ""]

    found = look(csv(ROW, other), agency)

    assert "ซ้ำกับบรรทัดที่ 2" in found.refused[0].reason


def test_units_that_are_missing_are_made_when_asked(agency):
    found = look(csv(ROW), agency, makes_units=True)

    assert found.new_units == ["กองคลัง"]


def test_what_stands_already_is_told_from_what_changed(agency, kong_klang):
    person = PersonFactory(
        agency=agency, staff_code="S100", prefix="นาง", given_name="จันทร์เพ็ญ", family_name="บุญมี",
        email="chan@example.go.th",
    )  # fmt: skip
    PostingFactory(person=person, unit=kong_klang, position="นักวิชาการเงินและบัญชี")

    assert look(csv([*ROW[:7], ""]), agency).same == 1
    assert len(look(csv([*ROW[:5], "หัวหน้าฝ่าย", *ROW[6:7], ""]), agency).changed) == 1


def test_a_file_without_the_needed_columns_says_which(agency):
    with pytest.raises(TableProblem, match="รหัสพนักงาน"):
        look(csv(["ก", "ข"], headers=["ชื่อ", "หน่วยงาน"]), agency)


def test_another_agencys_people_are_not_touched(agency, other_agency, kong_klang):
    PersonFactory(agency=other_agency, staff_code="S100", given_name="คนอื่น")

    assert look(csv(ROW), agency).counts["new"] == 1


def test_units_are_compared_and_refused(agency):
    file = csv(
        ["D1", "ที่ว่าการอำเภอดงตะวัน", "อำเภอ", agency.code],
        ["D2", "ฝ่ายปกครอง", "ฝ่าย", "D1"],
        ["D3", "ฝ่ายลอย", "ฝ่าย", "ไม่มี"],
        ["D2", "ซ้ำ", "ฝ่าย", "D1"],
        headers=["รหัสหน่วยงาน", "ชื่อหน่วยงาน", "ระดับ", "รหัสต้นสังกัด"],
    )

    found = look(file, agency, "units.csv", "units")

    assert [(row.code, row.level) for row in found.new] == [("D1", "district"), ("D2", "division")]
    assert [problem.line for problem in found.refused] == [4, 5]
