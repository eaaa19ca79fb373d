"""CSV as Thai agencies save it: UTF-8 with or without its mark, TIS-620, windows-874, UTF-16."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sala.documents.sheets.tables import Line, TableProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = ",;\t"
_SAMPLE_LINES = 50
_SEPARATOR_LINE = re.compile(r'\A"?sep=([,;\t])"?\r?\n', re.IGNORECASE)
_PROTECTED = re.compile(r"\A'(?='*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]))")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    if b"\x00" in data:
        raise TableProblem(_("ไฟล์นี้ไม่ใช่ตารางข้อความ กรุณาบันทึกเป็น .xlsx หรือ .csv"))
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        # windows-874 is TIS-620 with a few signs more, in the range TIS-620 leaves empty.
        is_plain = not re.search(b"[\x80-\xa0]", data)
        return _strictly(data, "cp874"), "tis-620" if is_plain else "windows-874"


def read_lines(text: str) -> Iterator[Line]:
    """Rows of cells, without the ' that keeps a formula from running."""
    text, delimiter = _delimiter(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(rows, start=1):
            yield Line(number, [_PROTECTED.sub("", cell, count=1) for cell in cells])
    except csv.Error as error:
        raise TableProblem(_("ไฟล์ CSV นี้เสียหาย อ่านได้ไม่ครบทุกแถว")) from error


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableProblem(
            _("อ่านตัวอักษรในไฟล์นี้ไม่ออก กรุณาบันทึกเป็น CSV UTF-8 หรือ .xlsx แล้วลองอีกครั้ง")
        ) from error


def _delimiter(text: str) -> tuple[str, str]:
    """The one named on a `sep=` line, else the one that makes the most even table."""
    if named := _SEPARATOR_LINE.match(text):
        return text[named.end() :], named[1]
    return text, max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many sample rows share the commonest width above one, and that width."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths: list[int] = []
    try:
        for row in rows:
            widths.append(len(row))
            if len(widths) == _SAMPLE_LINES:
                break
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    commonest = max(wide, key=wide.count, default=0)
    return wide.count(commonest), commonest
