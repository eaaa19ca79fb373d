from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.core.thai import clean_line
from sala.documents.sheets import Sheet, csv_bytes, csv_lines, read_table, write_xlsx, xlsx_bytes

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", '=HYPERLINK("http://x")', "\r=1"]
cells = st.text(st.sampled_from("กขคนี้ำ =+-@',;\t\"1ab\n"), max_size=8) | st.sampled_from(HOSTILE)


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_runs_as_a_formula(typed):
    line = csv_bytes(["ก"], [[typed]]).decode("utf-8-sig").splitlines(keepends=True)
    (cell,) = next(csv.reader(io.StringIO("".join(line[1:]), newline="")))
    assert cell.startswith("'")
    data = xlsx_bytes(Sheet("หน้า", ["ก"], [[typed]]))
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert page["A2"].data_type == "s"
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_numbers_and_dashes_stay_themselves():
    text = csv_bytes(["ก", "ข"], [[-5, "-"], [Decimal("1.50"), None]]).decode("utf-8-sig")
    assert text.splitlines() == ["ก,ข", "-5,-", "1.50,"]


def test_csv_begins_with_the_mark_excel_needs_and_comes_line_by_line():
    lines = csv_lines(["ชื่อ"], ([str(place)] for place in range(3)))
    assert next(lines) == "\ufeffชื่อ\r\n"
    assert list(lines) == ["0\r\n", "1\r\n", "2\r\n"]
    assert csv_bytes(["ก"], []).startswith(b"\xef\xbb\xbf")


def test_a_workbook_keeps_kinds_and_bangkok_time():
    moment = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    rows = [[date(2026, 11, 24), moment, time(9, 5), 12, Decimal("1.5"), "ก", None]]
    page = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes(Sheet("รายชื่อ", list("abcdefg"), rows)))
    ).worksheets[0]
    values = [cell.value for cell in page[2]]
    assert [str(value) for value in values] == [
        "2026-11-24 00:00:00", "2026-11-24 13:30:00", "09:05:00", "12", "1.5", "ก", "None",
    ]  # fmt: skip
    assert page.freeze_panes == "A2"


def test_sheet_names_are_made_fit_and_unique():
    names = ["ผล [1]:*?/\\", "", "ก" * 40, "ก" * 40, "'ข'", "ข"]
    file = io.BytesIO()
    write_xlsx(file, [Sheet(name, [], []) for name in names])
    made = openpyxl.load_workbook(file).sheetnames
    assert made == ["ผล  1", "Sheet", "ก" * 31, "ก" * 27 + " (2)", "ข", "ข (2)"]


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
def test_what_we_write_we_read(rows):
    expected = [[clean_line(cell) for cell in row] for row in rows]
    expected = [row for row in expected if any(row)]
    full = [("ก", "ข"), *rows]
    for data in (csv_bytes(["ชื่อ", "สกุล"], full), xlsx_bytes(Sheet("ก", ["ชื่อ", "สกุล"], full))):
        table = read_table(data, "ไฟล์")
        assert table.headers == ["ชื่อ", "สกุล"]
        assert table.rows[1:] == expected


@given(st.text(), st.text())
def test_any_text_can_be_written(header, cell):
    data = xlsx_bytes(Sheet(header, [header], [[cell * 3]]))
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert csv_bytes([header], [[cell]])
