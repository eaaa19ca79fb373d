"""A list of names from a file, matched with the staff register: whom to invite, and who is not
found. Reading writes nothing; the invitations are another act."""

from __future__ import annotations

from collections import defaultdict
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from sala.core.thai import fold_key, split_name
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus
from sala.documents.sheets import TableProblem, read_table
from sala.people.importing.columns import STAFF, recognise
from sala.people.models import Person

MOST_ROWS = 900
SETTLED = (EnrolmentStatus.PARTICIPANT, EnrolmentStatus.WAITING, EnrolmentStatus.INVITED)


class Unmatched(NamedTuple):
    line: int
    words: str
    reason: str


class Roster(NamedTuple):
    found: list[Person]
    already: list[Person]
    unmatched: list[Unmatched]


def read_roster(cycle: Cycle, file: BinaryIO, name: str) -> Roster:
    """People of the cycle's agency named in a CSV or XLSX by code, e-mail or full name.

    Raises TableProblem with a sentence when the file cannot be read or names nobody.
    """
    table = read_table(file, name)
    columns = recognise(table.headers, STAFF)
    if not {"staff_code", "email", "full_name", "given_name"} & columns.keys():
        raise TableProblem(_("ไม่พบคอลัมน์รหัส อีเมล หรือชื่อ – สกุล ในแถวหัวตาราง"))
    if len(table.rows) > MOST_ROWS:
        raise TableProblem(_("เชิญได้ครั้งละไม่เกิน %(most)s คน") % {"most": MOST_ROWS})
    staff = _Staff(cycle.agency_id)
    enrolled = dict(Enrolment.objects.filter(cycle=cycle).values_list("person_id", "status"))
    found: dict[int, Person] = {}
    unmatched: list[Unmatched] = []
    for line, record in table.records():
        cells = {field: record[header] for field, header in columns.items()}
        match = staff.match(cells)
        if isinstance(match, Person):
            found[match.pk] = match
        elif any(cells.values()):
            unmatched.append(Unmatched(line, _words(cells), match))
    people = list(found.values())
    already = [one for one in people if enrolled.get(one.pk) in SETTLED]
    return Roster([one for one in people if one not in already], already, unmatched)


def _words(cells: dict[str, str]) -> str:
    names = ("full_name", "given_name", "family_name", "staff_code", "email")
    return " ".join(cells[name] for name in names if cells.get(name))


class _Staff:
    """Active people of an agency by code, e-mail and name; one query."""

    def __init__(self, agency_id: int) -> None:
        self.by_code: dict[str, Person] = {}
        self.by_email: dict[str, list[Person]] = defaultdict(list)
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        people = Person.objects.filter(
            agency=agency_id, is_active=True, is_guest=False, erased_at__isnull=True
        )
        for person in people.order_by("sort_key", "pk"):
            if person.staff_code:
                self.by_code[fold_key(person.staff_code)] = person
            if person.email:
                self.by_email[person.email.lower()].append(person)
            self.by_name[fold_key(person.full_name)].append(person)

    def match(self, cells: dict[str, str]) -> Person | str:
        """The one person meant, or why there is none."""
        if code := cells.get("staff_code"):
            return self.by_code.get(fold_key(code)) or _("ไม่พบรหัสนี้ในทะเบียนบุคลากร")
        if email := cells.get("email"):
            return _only(self.by_email[email.strip().lower()])
        return _only(self.by_name[fold_key(_full_name(cells))])


def _full_name(cells: dict[str, str]) -> str:
    whole = (
        cells.get("full_name") or f"{cells.get('given_name', '')} {cells.get('family_name', '')}"
    )
    return split_name(whole).plain


def _only(people: list[Person]) -> Person | str:
    if len(people) == 1:
        return people[0]
    return _("มีหลายคนที่ตรงกัน ระบุรหัสด้วย") if people else _("ไม่พบในทะเบียนบุคลากร")
