"""One row of a list of units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from sala.core.thai.digits import to_arabic
from sala.core.thai.text import clean_line
from sala.people.importing.columns import LEVELS
from sala.people.importing.staff import Problem
from sala.people.models import UnitLevel


class UnitRow(NamedTuple):
    line: int
    code: str
    name: str
    name_en: str
    level: str
    parent_code: str
    province: str


def read_units(
    records: Iterable[tuple[int, dict[str, str]]], columns: dict[str, str], known: set[str]
) -> Iterator[UnitRow | Problem]:
    """Rows in the order of the file; `known` are the codes (or names) that stand already."""
    table = [
        (line, {field: clean_line(record.get(header, "")) for field, header in columns.items()})
        for line, record in records
    ]
    in_file = {to_arabic(cells.get("code", "")) for _line, cells in table}
    seen: dict[str, int] = {}
    for line, cells in table:
        yield _read(line, cells, known | in_file, seen)


def _read(
    line: int, cells: dict[str, str], known: set[str], seen: dict[str, int]
) -> UnitRow | Problem:
    code, name = to_arabic(cells.get("code", ""))[:40], cells.get("name", "")[:200]
    parent = to_arabic(cells.get("parent_code", ""))[:40]
    if not code:
        return Problem(line, name, _("ไม่มีรหัสหน่วยงาน"))
    if not name:
        return Problem(line, code, _("ไม่มีชื่อหน่วยงาน"))
    if first := seen.get(code):
        reason = _("รหัส %(code)s ซ้ำกับบรรทัดที่ %(line)d") % {"code": code, "line": first}
        return Problem(line, name, reason)
    if parent and parent not in known:
        reason = _("ไม่พบหน่วยงานต้นสังกัดรหัส %(code)s") % {"code": parent}
        return Problem(line, name, reason)
    if parent == code:
        return Problem(line, name, _("หน่วยงานขึ้นกับตัวเองไม่ได้"))
    seen[code] = line
    english, province = cells.get("name_en", "")[:200], cells.get("province", "")[:60]
    return UnitRow(line, code, name, english, _level(cells, name), parent, province)


def _level(cells: dict[str, str], name: str) -> str:
    """The level as written, or as the unit's own name tells."""
    written = cells.get("level", "").lower()
    if written in UnitLevel.values:
        return written
    for word, level in LEVELS.items():
        if word in cells.get("level", ""):
            return level
    if "อำเภอ" in name:
        return UnitLevel.DISTRICT
    return UnitLevel.PROVINCE if name.startswith(("จังหวัด", "สำนักงานจังหวัด")) else UnitLevel.DIVISION
