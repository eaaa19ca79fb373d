"""Tables out: XLSX and CSV in which what people typed stays text and never becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from typing import TYPE_CHECKING

import xlsxwriter

from sala.core.thai.calendar import bangkok_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, BinaryIO

Value = str | int | float | Decimal | date | datetime | time | None
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"

# A quotation mark already there counts too, so that reading takes away exactly what we added.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RETURN = re.compile("\r\n?")
_SHEET_NAME = re.compile("[\\[\\]:*?/\\\\\U00010000-\U0010ffff]")
_LONGEST_CELL, _LONGEST_NAME, _WIDEST_COLUMN = 32_767, 31, 60
_MEASURED_ROWS = 200


@dataclass(frozen=True)
class Sheet:
    """One page of a workbook. Rows may be any iterable, walked once."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Value]]


def write_xlsx(file: BinaryIO, sheets: Sequence[Sheet]) -> None:
    """Header row bold and frozen; dates are dates, numbers numbers, all else text."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        styles = {
            "header": book.add_format({"bold": True, "bottom": 1}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "time": book.add_format({"num_format": "hh:mm"}),
        }
        taken: set[str] = set()
        for sheet in sheets:
            _write_sheet(book.add_worksheet(_sheet_name(sheet.name, taken)), sheet, styles)


def xlsx_bytes(*sheets: Sheet) -> bytes:
    file = io.BytesIO()
    write_xlsx(file, sheets)
    return file.getvalue()


def csv_lines(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """Lines of CSV to send as they come; the first begins with the mark by which Excel knows
    that the file is UTF-8."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    for values in chain([headers], rows):
        writer.writerow([_plain(value) for value in values])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    return "".join(csv_lines(headers, rows)).encode()


def _write_sheet(page: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    widths = [len(header) for header in sheet.headers]
    for column, header in enumerate(sheet.headers):
        page.write_string(0, column, _text(header), styles["header"])
    place = 0
    for place, values in enumerate(sheet.rows, start=1):
        for column, value in enumerate(values):
            _write_cell(page, place, column, value, styles)
        if place <= _MEASURED_ROWS:
            for column, value in enumerate(islice(values, len(widths))):
                widths[column] = max(widths[column], len(_plain(value)))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(width + 2, _WIDEST_COLUMN))
    page.freeze_panes(1, 0)
    if sheet.headers:
        page.autofilter(0, 0, place, len(sheet.headers) - 1)


def _write_cell(page: Any, row: int, column: int, value: Value, styles: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool | str):
        page.write_string(row, column, _text(str(value)))
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, column, value)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, bangkok_time(value).replace(tzinfo=None), styles["moment"])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, styles["date"])
    else:
        page.write_datetime(row, column, value, styles["time"])


def _plain(value: Value) -> str:
    """A cell of CSV: text that a spreadsheet would run as a formula gets ' before it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{bangkok_time(value):%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if not isinstance(value, str):
        return str(value)
    text = _CONTROL.sub("", value)
    return f"'{text}" if _FORMULA.match(text) and text != "-" else text


def _text(value: str) -> str:
    """What a cell may hold: Excel counts characters as UTF-16 does."""
    kept = _CONTROL.sub("", _RETURN.sub("\n", value))
    if len(kept) * 2 <= _LONGEST_CELL:
        return kept
    return kept.encode("utf-16-le")[: _LONGEST_CELL * 2].decode("utf-16-le", "ignore")


def _sheet_name(name: str, taken: set[str]) -> str:
    """Excel allows 31 characters, no []:*?/\\, no ' at the ends, each name once."""
    base = _SHEET_NAME.sub(" ", _text(name)).strip("' ")[:_LONGEST_NAME].strip("' ") or "Sheet"
    candidate, count = base, 1
    while candidate.lower() in taken:
        count += 1
        suffix = f" ({count})"
        candidate = base[: _LONGEST_NAME - len(suffix)].strip() + suffix
    taken.add(candidate.lower())
    return candidate
