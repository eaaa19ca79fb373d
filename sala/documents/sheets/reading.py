"""One door for every table a person uploads; what cannot be read is refused with a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sala.documents.sheets import delimited, workbooks
from sala.documents.sheets.tables import Table, TableProblem, make_table

if TYPE_CHECKING:
    from typing import BinaryIO

MAX_BYTES = 20 * 1024 * 1024
_OLD_OFFICE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (b"PK\x03\x04", b"PK\x05\x06")


def read_table(file: BinaryIO | bytes, name: str, *, max_bytes: int = MAX_BYTES) -> Table:
    """Headers and rows of a CSV or XLSX file; what it is, its content says and not its name.

    Cells are text in canonical form: dates ISO, digits as written. Raises TableProblem with a
    sentence naming the file.
    """
    data = file if isinstance(file, bytes) else file.read(max_bytes + 1)
    try:
        return _read(data, max_bytes)
    except TableProblem as problem:
        raise TableProblem(f"{name}: {problem}") from problem


def _read(data: bytes, max_bytes: int) -> Table:
    if len(data) > max_bytes:
        most = max_bytes // (1024 * 1024)
        raise TableProblem(_("ไฟล์ใหญ่เกินไป รับได้ไม่เกิน %(most)s เมกะไบต์") % {"most": most})
    if not data.strip():
        raise TableProblem(_("ไฟล์นี้ว่างเปล่า"))
    if data.startswith(_ZIP):
        return _read_workbook(data)
    _refuse_what_is_no_table(data)
    text, encoding = delimited.decode(data)
    return make_table(delimited.read_lines(text), encoding=encoding, kind="csv")


def _read_workbook(data: bytes) -> Table:
    if not workbooks.is_workbook(data):
        raise TableProblem(_("ไฟล์นี้ไม่ใช่ตาราง .xlsx กรุณาเปิดแล้วบันทึกเป็น .xlsx หรือ .csv"))
    sheet, lines, merges = workbooks.read_workbook(data)
    return make_table(lines, encoding="", kind="xlsx", sheet=sheet, merges=merges)


def _refuse_what_is_no_table(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE):
        raise TableProblem(_("ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) หรือมีรหัสผ่าน กรุณาบันทึกเป็น .xlsx ที่ไม่มีรหัสผ่าน"))
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<head", b"<meta")):
        raise TableProblem(_("ไฟล์นี้เป็นหน้าเว็บที่ตั้งชื่อเป็นตาราง กรุณาเปิดด้วย Excel แล้วบันทึกเป็น .xlsx"))
    if start.startswith((b"%pdf-", b"\x89png", b"\xff\xd8\xff", b"gif8", b"{\\rtf")):
        raise TableProblem(_("ไฟล์นี้ไม่ใช่ตาราง กรุณาใช้ไฟล์ .xlsx หรือ .csv"))
