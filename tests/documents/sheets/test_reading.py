from __future__ import annotations

import io
import struct
import zipfile
from datetime import date

import openpyxl
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from sala.core.thai import parse_thai_date
from sala.documents.sheets import Sheet, TableProblem, read_table, xlsx_bytes
from sala.documents.sheets import tables as limits
from sala.documents.sheets.workbooks import MAX_UNPACKED

HEADERS = ["ชื่อ", "สกุล", "วันที่บรรจุ"]
ROWS = [["อนงค์", "ใจดี", "1 ต.ค. 2560"], ["บุญ", "มีสุข", "15 ม.ค. 2549"]]


@pytest.fixture(autouse=True)
def thai():
    with override("th"):
        yield


def joined(delimiter=",", rows=(HEADERS, *ROWS), end="\r\n"):
    return end.join(delimiter.join(row) for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("tis-620", "tis-620"),
        ("cp874", "tis-620"),
        ("utf-16", "utf-16"),
    ],
)
def test_csv_as_agencies_save_it(codec, named, delimiter):
    table = read_table(io.BytesIO(joined(delimiter).encode(codec)), "รายชื่อ.csv")
    assert (table.headers, table.rows) == (HEADERS, ROWS)
    assert (table.encoding, table.kind, table.numbers) == (named, "csv", [2, 3])


def test_windows_874_is_told_by_its_own_signs():
    table = read_table(joined(rows=[HEADERS, ["“อนงค์”", "ใจดี–งาม", ""]]).encode("cp874"), "ก.csv")
    assert table.encoding == "windows-874"
    assert table.rows == [["“อนงค์”", "ใจดี–งาม", ""]]


def test_quotes_line_breaks_and_the_separator_line():
    text = 'sep=;\r\nชื่อ;หมายเหตุ\r\n"อนงค์; ใจดี";"บรรทัดหนึ่ง\r\nบรรทัดสอง"\r\n'
    table = read_table(text.encode(), "ก.csv")
    assert table.headers == ["ชื่อ", "หมายเหตุ"]
    assert table.rows == [["อนงค์; ใจดี", "บรรทัดหนึ่ง บรรทัดสอง"]]


def test_cells_are_canonical():
    table = read_table("ชื่อ,ตำแหน่ง\nนํ้า\u200b  ,เเพทย์\n".encode(), "ก.csv")
    assert table.rows == [["น้ำ", "แพทย์"]]


def test_titles_blank_rows_and_numbers_of_lines():
    text = "บัญชีรายชื่อข้าราชการ,,\nณ วันที่ 1 ตุลาคม 2569,,\n,,\nชื่อ,สกุล,รหัส\n,,\nอนงค์,ใจดี,1\n,,\nบุญ,,2\n"
    table = read_table(text.encode(), "ก.csv")
    assert table.headers == ["ชื่อ", "สกุล", "รหัส"]
    assert table.title == ["บัญชีรายชื่อข้าราชการ", "ณ วันที่ 1 ตุลาคม 2569"]
    assert list(table.records()) == [
        (6, {"ชื่อ": "อนงค์", "สกุล": "ใจดี", "รหัส": "1"}),
        (8, {"ชื่อ": "บุญ", "สกุล": "", "รหัส": "2"}),
    ]


def test_headers_missing_and_twice():
    table = read_table("ชื่อ,,ชื่อ\nก,ข,ค,ง\n".encode(), "ก.csv")
    assert table.headers == ["ชื่อ", "คอลัมน์ 2", "ชื่อ (2)", "คอลัมน์ 4"]


def test_a_header_of_two_lines_in_csv():
    text = "ลำดับ,ชื่อ-สกุล,,หน่วยงาน\n,ชื่อ,สกุล,\n1,อนงค์,ใจดี,กองคลัง\n2,บุญ,,กองแผน\n"
    table = read_table(text.encode(), "ก.csv")
    assert table.headers == ["ลำดับ", "ชื่อ", "สกุล", "หน่วยงาน"]
    assert table.numbers == [3, 4]


def workbook(fill):
    book = openpyxl.Workbook()
    fill(book, book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_with_merged_title_and_header():
    def fill(book, page):
        for row in (
            ["บัญชีรายชื่อ", None, None, None, None],
            ["ลำดับ", "ชื่อ-สกุล", None, "วันที่", None],
            [None, "ชื่อ", "สกุล", "เริ่ม", "สิ้นสุด"],
            [1, "อนงค์", "ใจดี", "1/10/2568", "30/9/2569"],
            [None, None, None, None, None],
            [2.0, "บุญ", None, 2568, 1.25],
        ):
            page.append(row)
        for cells in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
            page.merge_cells(cells)

    table = read_table(workbook(fill), "ก.xlsx")
    assert table.headers == ["ลำดับ", "ชื่อ", "สกุล", "เริ่ม", "สิ้นสุด"]
    assert table.rows == [
        ["1", "อนงค์", "ใจดี", "1/10/2568", "30/9/2569"],
        ["2", "บุญ", "", "2568", "1.25"],
    ]
    assert table.numbers == [4, 6]
    assert (table.kind, table.sheet, table.title) == ("xlsx", "Sheet", ["บัญชีรายชื่อ"])


@pytest.mark.parametrize(
    "shown_as",
    [
        "[$-D07041E]d mmmm yyyy;@",
        "[$-107041E]d mmm yy;@",
        "d/m/bbbb",
        "[$-41E]D MMM YYYY",
        "yyyy-mm-dd",
    ],
)
def test_dates_however_the_sheet_shows_them(shown_as):
    def fill(book, page):
        page.append(["ชื่อ", "บรรจุ", "เวลา"])
        page.append(["อนงค์", 45931, 45931.5625])
        page["B2"].number_format = shown_as
        page["C2"].number_format = shown_as + " hh:mm"

    assert read_table(workbook(fill), "ก.xlsx").rows == [["อนงค์", "2025-10-01", "2025-10-01 13:30"]]


def test_a_buddhist_year_kept_as_if_gregorian_is_read_as_buddhist():
    def fill(book, page):
        page.append(["ชื่อ", "บรรจุ"])
        page.append(["อนงค์", date(2568, 10, 1)])

    ((_name, written),) = read_table(workbook(fill), "ก.xlsx").rows
    assert parse_thai_date(written, date(2026, 1, 1)) == date(2025, 10, 1)


def test_equal_lower_names_keep_the_upper_one():
    def fill(book, page):
        page.append(["ชื่อ", "ก่อน", None, "หลัง", None])
        page.append([None, "คะแนน", "ร้อยละ", "คะแนน", "ร้อยละ"])
        page.append(["อนงค์", 4, 40, 8, 80])
        for cells in ("A1:A2", "B1:C1", "D1:E1"):
            page.merge_cells(cells)

    assert read_table(workbook(fill), "ก.xlsx").headers == [
        "ชื่อ", "ก่อน คะแนน", "ก่อน ร้อยละ", "หลัง คะแนน", "หลัง ร้อยละ",
    ]  # fmt: skip


def test_the_first_visible_sheet_with_something_in_it():
    def fill(book, page):
        page.title = "ว่าง"
        hidden = book.create_sheet("ซ่อน")
        hidden.append(["ลับ", "มาก"])
        hidden.sheet_state = "hidden"
        book.create_sheet("รายชื่อ").append(["ชื่อ", "สกุล"])

    table = read_table(workbook(fill), "ก.xlsx")
    assert (table.sheet, table.headers, table.rows) == ("รายชื่อ", ["ชื่อ", "สกุล"], [])


def refusal(data, name="ไฟล์.csv", **options):
    with pytest.raises(TableProblem) as refused:
        read_table(data, name, **options)
    sentence = str(refused.value)
    assert sentence.startswith(f"{name}: ")
    return sentence.removeprefix(f"{name}: ")


def zipped(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file.getvalue()


def test_what_is_no_table_is_refused_by_its_content():
    assert refusal(b"") == refusal(b" \r\n ") == "ไฟล์นี้ว่างเปล่า"
    assert "รุ่นเก่า (.xls)" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99)
    assert "หน้าเว็บ" in refusal(b"\xef\xbb\xbf <HTML><table><tr><td>1", "ก.xls")
    assert "ไม่ใช่ตาราง" in refusal(b"%PDF-1.7", "ก.xlsx")
    assert "ไม่ใช่ตาราง" in refusal(zipped({"word/document.xml": "<a/>"}), "ก.docx")
    assert "ไม่ใช่ตารางข้อความ" in refusal(b"a\x00b\x01")
    assert "อ่านตัวอักษรในไฟล์นี้ไม่ออก" in refusal("ก,ข\n".encode("cp874") + b"\xff\xfe\xfc\n")
    assert "ไม่มีข้อมูล" in refusal(b",,,\n,,\n")
    assert refusal(xlsx_bytes(Sheet("ก", ["ก"], []))[:-200], "ก.xlsx")


def test_bounds(monkeypatch):
    assert "2 เมกะไบต์" in refusal(b"a" * (2 * 1024 * 1024 + 1), max_bytes=2 * 1024 * 1024)
    monkeypatch.setattr(limits, "MAX_ROWS", 5)
    assert "ยาวเกินไป" in refusal("ก,ข\n".encode() * 50)
    assert "กว้างเกินไป" in refusal(b"a," * 300 + b"b\n")


def test_exactly_as_many_rows_as_allowed(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 5)
    assert len(read_table("ก,ข\n".encode() * 6, "ก.csv").rows) == 5
    assert "ยาวเกินไป" in refusal("ก,ข\n".encode() * 7)


def with_member(name, data):
    """A good workbook with one member replaced."""
    good = zipfile.ZipFile(io.BytesIO(xlsx_bytes(Sheet("ก", ["ก", "ข"], [["1", "2"]]))))
    return zipped({info.filename: good.read(info) for info in good.infolist()} | {name: data})


def test_a_zip_bomb_is_not_unpacked():
    bomb = with_member("xl/worksheets/sheet1.xml", b" " * (MAX_UNPACKED + 1))
    assert len(bomb) < 1_000_000
    assert refusal(bomb, "ก.xlsx") == "ไฟล์นี้ขยายแล้วใหญ่เกินไป ระบบจึงไม่เปิด"


def test_a_lie_about_the_unpacked_size_gains_nothing():
    bomb = bytearray(with_member("xl/worksheets/sheet1.xml", b" " * 30_000_000))
    for place in (at for at in range(len(bomb)) if bomb[at : at + 4] == b"PK\x01\x02"):
        struct.pack_into("<I", bomb, place + 24, 100)
    assert "เสียหาย" in refusal(bytes(bomb), "ก.xlsx")


def test_entities_are_not_expanded():
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        b"<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    )
    assert "ไม่ปลอดภัย" in refusal(with_member("xl/worksheets/sheet1.xml", laughs), "ก.xlsx")
    hidden = b" " * 70_000 + laughs
    assert "ไม่ปลอดภัย" in refusal(with_member("xl/styles.xml", hidden), "ก.xlsx")
    assert "มาตรฐาน" in refusal(
        with_member("xl/sharedStrings.xml", laughs.decode().encode("utf-16")), "ก.xlsx"
    )


def test_a_claimed_size_of_a_million_rows_is_not_believed():
    namespace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cells = b'<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>8</v></c></row>'
    sheet = (
        b"<worksheet " + namespace + b'><dimension ref="A1:XFD1048576"/><sheetData>'
        b"%s" + b"</sheetData></worksheet>"
    )
    table = read_table(with_member("xl/worksheets/sheet1.xml", sheet % cells), "ก.xlsx")
    assert table.headers == ["7", "8"]
    far = cells + b'<row r="1048576"><c r="A1048576"><v>9</v></c></row>'
    assert "ยาวเกินไป" in refusal(with_member("xl/worksheets/sheet1.xml", sheet % far), "ก.xlsx")
    wide = b'<row r="1"><c r="A1"><v>7</v></c><c r="XFD1"><v>8</v></c></row>'
    assert read_table(with_member("xl/worksheets/sheet1.xml", sheet % wide), "ก.xlsx")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    try:
        table = read_table(data, "ก")
    except TableProblem:
        return
    assert all(len(row) == len(table.headers) for row in table.rows)
    assert len(set(table.headers)) == len(table.headers)


GOOD = xlsx_bytes(Sheet("ก", ["ชื่อ", "สกุล"], [["อนงค์", "ใจดี"]]))


@given(st.data())
def test_any_damage_to_a_workbook_is_read_or_refused(data):
    good = bytearray(GOOD)
    for _round in range(data.draw(st.integers(1, 6))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        table = read_table(bytes(good), "ก.xlsx")
    except TableProblem as problem:
        assert str(problem).startswith("ก.xlsx: ")  # noqa: PT017 -- either outcome is right
    else:
        assert len(set(table.headers)) == len(table.headers)
