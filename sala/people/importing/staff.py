"""One row of a staff list: read, and refused with a reason where it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from sala.core.thai.digits import to_arabic
from sala.core.thai.names import split_name
from sala.core.thai.parsing import DateProblem, parse_thai_date
from sala.core.thai.text import clean_line


class StaffRow(NamedTuple):
    """What a row says; empty text where it says nothing. `line` is the line in the file."""

    line: int
    staff_code: str
    prefix: str
    given_name: str
    family_name: str
    unit_code: str
    unit_name: str
    position: str
    email: str
    phone: str
    gender: str
    retires_on: date | None
    starts_on: date | None


class Problem(NamedTuple):
    """A row that is refused: where, who, why."""

    line: int
    name: str
    reason: str


GENDERS = {
    "ชาย": "m",
    "ช": "m",
    "m": "m",
    "male": "m",
    "หญิง": "f",
    "ญ": "f",
    "f": "f",
    "female": "f",
}


def read_staff(
    records: Iterable[tuple[int, dict[str, str]]], columns: dict[str, str], today: date
) -> Iterator[StaffRow | Problem]:
    """Rows in the order of the file. A code or address seen before in the file is refused."""
    codes: dict[str, int] = {}
    emails: dict[str, int] = {}
    for line, record in records:
        cells = {field: clean_line(record.get(header, "")) for field, header in columns.items()}
        row = _read(line, cells, today)
        if isinstance(row, StaffRow):
            row = _only_once(row, codes, emails)
        yield row


def _read(line: int, cells: dict[str, str], today: date) -> StaffRow | Problem:
    prefix, given, family = _name(cells)
    who = f"{given} {family}".strip()
    code = to_arabic(cells.get("staff_code", ""))
    if not code:
        return Problem(line, who, _("ไม่มีรหัสพนักงาน จึงจับคู่กับคนเดิมไม่ได้"))
    if not given:
        return Problem(line, code, _("ไม่มีชื่อ"))
    if not cells.get("unit_code") and not cells.get("unit_name"):
        return Problem(line, who, _("ไม่มีหน่วยงาน"))
    email = cells.get("email", "").lower()
    try:
        if email:
            validate_email(email)
        retires = _date(cells.get("retires_on", ""), today)
        starts = _date(cells.get("starts_on", ""), today)
    except ValidationError:
        return Problem(line, who, _("อีเมล “%(email)s” ไม่ถูกรูปแบบ") % {"email": email[:80]})
    except DateProblem as problem:
        return Problem(line, who, str(problem))
    return StaffRow(
        line=line,
        staff_code=code[:40],
        prefix=prefix[:40],
        given_name=given[:120],
        family_name=family[:120],
        unit_code=to_arabic(cells.get("unit_code", ""))[:40],
        unit_name=cells.get("unit_name", "")[:200],
        position=cells.get("position", "")[:200],
        email=email,
        phone=cells.get("phone", "")[:40],
        gender=GENDERS.get(cells.get("gender", "").lower(), ""),
        retires_on=retires,
        starts_on=starts,
    )


def _name(cells: dict[str, str]) -> tuple[str, str, str]:
    given, family = cells.get("given_name", ""), cells.get("family_name", "")
    whole = cells.get("full_name", "") or f"{given} {family}".strip()
    name = split_name(whole)
    if given and family and not name.title:
        return cells.get("prefix", ""), given, family
    return cells.get("prefix", "") or name.title, name.given, name.family


def _date(text: str, today: date) -> date | None:
    return parse_thai_date(text.removesuffix("00:00:00"), today) if text else None


def _only_once(row: StaffRow, codes: dict[str, int], emails: dict[str, int]) -> StaffRow | Problem:
    who = f"{row.given_name} {row.family_name}".strip()
    if first := codes.get(row.staff_code):
        return Problem(
            row.line,
            who,
            _("รหัส %(code)s ซ้ำกับบรรทัดที่ %(line)d") % {"code": row.staff_code, "line": first},
        )
    if row.email and (first := emails.get(row.email)):
        return Problem(
            row.line,
            who,
            _("อีเมล %(email)s ซ้ำกับบรรทัดที่ %(line)d") % {"email": row.email, "line": first},
        )
    codes[row.staff_code] = row.line
    if row.email:
        emails[row.email] = row.line
    return row
