"""XLSX as Excel and LibreOffice save it, opened with care: a workbook is a ZIP of XML."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.escape import unescape

from sala.documents.sheets.tables import (
    MAX_COLUMNS,
    MAX_ROWS,
    Line,
    Merge,
    TableProblem,
    too_many_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED = 150 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_RATIO = 300
_LAST_LINE = 2 * MAX_ROWS
_PIECE = 1 << 16
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, SyntaxError, NotImplementedError, RuntimeError, OverflowError, OSError,
)  # fmt: skip


def is_workbook(data: bytes) -> bool:
    """A ZIP that holds a workbook; other office files are ZIPs as well."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return "xl/workbook.xml" in {name.lower() for name in file.namelist()}
    except _BROKEN:
        return False


def read_workbook(data: bytes) -> tuple[str, list[Line], list[Merge]]:
    """Name, rows and merged cells of the first visible sheet that holds anything."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            _guard(file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles openpyxl does not know
            return _first_sheet(data)
    except TableProblem:
        raise
    except _BROKEN as error:
        raise TableProblem(
            _("ไฟล์ .xlsx นี้เสียหายหรือมีรหัสผ่าน กรุณาเปิดแล้วบันทึกใหม่ จากนั้นลองอีกครั้ง")
        ) from error


def _first_sheet(data: bytes) -> tuple[str, list[Line], list[Merge]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        for page in book.worksheets:
            if page.sheet_state != "visible":
                continue
            lines = list(_lines(page))
            if lines:
                return str(page.title), lines, _merges(data, page)
    finally:
        book.close()
    return "", [], []


def _lines(page: Any) -> Iterator[Line]:
    """Rows that hold something; the size the file claims for itself is not believed."""
    page.reset_dimensions()
    for number, values in enumerate(page.iter_rows(values_only=True), start=1):
        if number > _LAST_LINE:
            raise too_many_rows()
        cells = [_written(value) for value in values[: MAX_COLUMNS + 1]]
        if any(cells):
            yield Line(number, cells)


def _written(value: Any) -> str:
    """A cell as text: 7.0 is 7, a date is ISO, however the sheet shows it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescape(str(value))


def _guard(file: zipfile.ZipFile) -> None:
    """Refuse what would unpack to more than a real table, and XML that declares entities."""
    members = file.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * packed:
        raise TableProblem(_("ไฟล์นี้ขยายแล้วใหญ่เกินไป ระบบจึงไม่เปิด"))
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            with file.open(member) as stream:
                _check_xml(stream)


def _check_xml(stream: Any) -> None:
    before = b""
    while piece := stream.read(_PIECE):
        if not before and piece.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
            raise TableProblem(_("ไฟล์ .xlsx นี้ไม่ได้มาตรฐาน กรุณาบันทึกใหม่จาก Excel หรือ LibreOffice"))
        if _DECLARATION.search(before + piece):
            raise TableProblem(_("ไฟล์ .xlsx นี้มีคำสั่งที่ไม่ปลอดภัย ระบบจึงไม่เปิด"))
        before = piece[-16:]


def _merges(data: bytes, page: Any) -> list[Merge]:
    """Merged cells, which openpyxl leaves out when it reads row by row."""
    found: list[Merge] = []
    with zipfile.ZipFile(io.BytesIO(data)) as file, file.open(page._worksheet_path) as stream:
        before = b""
        while piece := stream.read(_PIECE):
            text = before + piece
            end = 0
            for match in _MERGE.finditer(text):
                left, top, right, bottom = range_boundaries(match[1].decode())
                found.append(Merge(top or 1, left or 1, bottom or 1, right or 1))
                end = match.end()
            before = text[max(end, len(text) - 128) :]
    return found[:MAX_ROWS]
