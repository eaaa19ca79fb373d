"""What a list would change: every row against what stands, without writing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.core.thai.text import fold_key
from sala.documents.sheets import TableProblem, read_table
from sala.people.importing.columns import STAFF, UNITS, recognise
from sala.people.importing.staff import Problem, StaffRow, read_staff
from sala.people.importing.units import UnitRow, read_units
from sala.people.models import Person, Posting, Unit

PERSON_FIELDS = ("prefix", "given_name", "family_name", "email", "phone", "gender", "retires_on")


@dataclass
class Preview:
    """What a file holds and would do. Counts are rows; `refused` names each row and why."""

    kind: str
    columns: dict[str, str]
    total: int = 0
    new: list[StaffRow | UnitRow] = field(default_factory=list)
    changed: list[StaffRow | UnitRow] = field(default_factory=list)
    same: int = 0
    refused: list[Problem] = field(default_factory=list)
    new_units: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "same": self.same,
            "refused": len(self.refused),
        }


def preview(file: BinaryIO, name: str, kind: str, agency: Unit, *, makes_units: bool) -> Preview:
    """Read a list and compare it; raises `TableProblem` with a sentence when it cannot be read."""
    table = read_table(file, name)
    known = STAFF if kind == "staff" else UNITS
    columns = recognise(table.headers, known)
    _require_columns(kind, columns, table.headers)
    result = Preview(kind, columns, total=len(table.rows))
    if kind == "staff":
        _compare_staff(
            read_staff(table.records(), columns, localdate()), agency, result, makes_units
        )
    else:
        standing = Unit.objects.filter(agency=agency)
        codes = set(standing.values_list("code", flat=True)) | {agency.code}
        _compare_units(read_units(table.records(), columns, codes), agency, result)
    return result


def _require_columns(kind: str, columns: dict[str, str], headers: list[str]) -> None:
    needed = (
        {"staff_code": _("รหัสพนักงาน")}
        if kind == "staff"
        else {"code": _("รหัสหน่วยงาน"), "name": _("ชื่อหน่วยงาน")}
    )
    lacking = [label for name, label in needed.items() if name not in columns]
    if kind == "staff" and not {"given_name", "full_name"} & columns.keys():
        lacking.append(_("ชื่อ"))
    if kind == "staff" and not {"unit_code", "unit_name"} & columns.keys():
        lacking.append(_("หน่วยงาน"))
    if lacking:
        raise TableProblem(
            _("ไม่พบคอลัมน์ %(lacking)s ในไฟล์นี้ หัวคอลัมน์ที่อ่านได้คือ %(headers)s")
            % {"lacking": ", ".join(lacking), "headers": ", ".join(headers[:12])}
        )


class UnitFinder:
    """Units of an agency by code or name; what is not there can be made once per name."""

    def __init__(self, agency: Unit) -> None:
        self.agency = agency
        rows = Unit.objects.filter(Q(agency=agency) | Q(pk=agency.pk))
        self.by_code = {unit.code: unit for unit in rows}
        self.by_name = {fold_key(unit.name): unit for unit in rows}

    def find(self, row: StaffRow) -> Unit | None:
        if row.unit_code:
            return self.by_code.get(row.unit_code)
        return self.by_name.get(fold_key(row.unit_name))


def _compare_staff(
    rows: Iterable[StaffRow | Problem], agency: Unit, result: Preview, makes_units: bool
) -> None:
    finder = UnitFinder(agency)
    people = {
        person.staff_code: person
        for person in Person.objects.filter(agency=agency, staff_code__isnull=False)
    }
    postings = current_postings(agency)
    wanted: dict[str, None] = {}
    for row in rows:
        if isinstance(row, Problem):
            result.refused.append(row)
            continue
        unit = finder.find(row)
        if unit is None and not (makes_units and row.unit_name):
            result.refused.append(_no_unit(row))
            continue
        if unit is None:
            wanted[row.unit_name] = None
        person = people.get(row.staff_code)
        if person is None:
            result.new.append(row)
        elif changes_of(person, row) or is_moved(postings.get(person.pk), row, unit):
            result.changed.append(row)
        else:
            result.same += 1
    result.new_units = list(wanted)


def _no_unit(row: StaffRow) -> Problem:
    unit = row.unit_code or row.unit_name
    reason = _("ไม่พบหน่วยงาน “%(unit)s” นำเข้าหน่วยงานก่อน หรือเลือกให้สร้างหน่วยงานใหม่") % {"unit": unit}
    return Problem(row.line, f"{row.given_name} {row.family_name}".strip(), reason)


def current_postings(agency: Unit) -> dict[int, Posting]:
    rows = Posting.objects.filter(person__agency=agency, is_main=True, ends_on__isnull=True)
    return {posting.person_id: posting for posting in rows}


def changes_of(person: Person, row: StaffRow) -> dict[str, str | date | None]:
    """Columns that differ; an empty cell never takes away what is known.

    The address of an account is its owner's: whoever could set it by a list could have the
    password sent there.
    """
    return {
        name: getattr(row, name)
        for name in PERSON_FIELDS
        if getattr(row, name) and getattr(row, name) != getattr(person, name)
        if not (name == "email" and person.email and person.has_usable_password())
    }


def is_moved(posting: Posting | None, row: StaffRow, unit: Unit | None) -> bool:
    if posting is None or unit is None or posting.unit_id != unit.pk:
        return True
    return bool(row.position) and row.position != posting.position


def _compare_units(rows: Iterable[UnitRow | Problem], agency: Unit, result: Preview) -> None:
    standing = {
        unit.code: unit for unit in Unit.objects.filter(agency=agency).select_related("parent")
    }
    for row in rows:
        if isinstance(row, Problem):
            result.refused.append(row)
            continue
        unit = standing.get(row.code)
        if unit is None:
            result.new.append(row)
        elif unit_changes(unit, row):
            result.changed.append(row)
        else:
            result.same += 1


def unit_changes(unit: Unit, row: UnitRow) -> dict[str, str]:
    found = {
        name: getattr(row, name)
        for name in ("name", "name_en", "level", "province")
        if getattr(row, name) and getattr(row, name) != getattr(unit, name)
    }
    parent = unit.parent.code if unit.parent else ""
    if row.parent_code and row.parent_code != parent and unit.parent_id is not None:
        found["parent_code"] = row.parent_code
    return found
