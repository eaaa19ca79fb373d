"""Writing a list of staff or units that was previewed and confirmed.

Safe to run twice: every chunk is compared with what stands before it is written, so a repeat
or a run that was killed half-way changes nothing twice. One journal line per run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate, now

from sala.core.models import Run
from sala.core.permissions import require
from sala.core.thai.sorting import sort_key
from sala.core.thai.text import fold_key
from sala.journal.actions import record
from sala.people.importing.compare import (
    UnitFinder,
    changes_of,
    current_postings,
    is_moved,
    preview,
    unit_changes,
)
from sala.people.importing.staff import StaffRow
from sala.people.importing.units import UnitRow
from sala.people.models import Person, Posting, Unit
from sala.people.rules import has_ability
from sala.search.waiting import touched

CHUNK = 500
KIND = "people.import"


@transaction.atomic
def ask_for_import(
    file: UploadedFile, *, kind: str, agency: Unit, makes_units: bool, by: Person
) -> Run:
    """Keep the confirmed file as a run; the clock does the work and shows how far it is."""
    require(has_ability(by, "import_people", agency.pk))
    return Run.objects.create(
        kind=KIND,
        agency_id=agency.pk,
        asked_by_id=by.pk,
        source=file,
        settings={"kind": kind, "makes_units": makes_units, "name": file.name or ""},
    )


def agency_of(run: Run) -> Unit:
    return Unit.objects.get(pk=run.agency_id or 0)


def work_on_import(run: Run) -> None:
    """Do what a run asks, chunk by chunk; stops between chunks when it was cancelled."""
    agency = agency_of(run)
    wishes = run.settings
    with run.source.open("rb") as file:
        found = preview(
            file, wishes["name"], wishes["kind"], agency, makes_units=wishes["makes_units"]
        )
    rows = found.new + found.changed
    refused = [problem._asdict() for problem in found.refused]
    Run.objects.filter(pk=run.pk).update(
        total=len(rows), done=0, refused=refused, counts=found.counts
    )
    by = Person.objects.filter(pk=run.asked_by_id or 0).first()
    save = save_staff if wishes["kind"] == "staff" else save_units
    for chunk in _chunks(rows):
        if Run.objects.filter(pk=run.pk, cancelled_at__isnull=False).exists():
            return
        save(agency, chunk)
        run.done += len(chunk)
        Run.objects.filter(pk=run.pk).update(done=run.done)
    record("people.imported", agency, by=by, via="import", run=run.pk, counts=found.counts)


def _chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


@transaction.atomic
def save_staff(agency: Unit, rows: Sequence[StaffRow]) -> None:
    """New people and changed ones of one chunk, their postings and addresses."""
    units = _units_for(agency, rows)
    codes = [row.staff_code for row in rows]
    standing = {
        person.staff_code: person
        for person in Person.objects.filter(agency=agency, staff_code__in=codes)
    }
    fresh = [_new_person(agency, row) for row in rows if row.staff_code not in standing]
    Person.objects.bulk_create(fresh)
    changed = [standing[row.staff_code] for row in rows if _change(standing, row)]
    names = ["prefix", "given_name", "family_name", "sort_key", "email", "phone", "gender"]
    Person.objects.bulk_update(changed, [*names, "retires_on"])
    people = standing | {person.staff_code: person for person in fresh}
    _place(agency, rows, people, units)
    _addresses([*fresh, *changed])
    touched("people.person", [people[row.staff_code].pk for row in rows])


def _new_person(agency: Unit, row: StaffRow) -> Person:
    person = Person(
        agency=agency,
        staff_code=row.staff_code,
        handle=f"{agency.pk}-{row.staff_code}".lower()[:60],
        prefix=row.prefix,
        given_name=row.given_name,
        family_name=row.family_name,
        email=row.email,
        phone=row.phone,
        gender=row.gender,
        retires_on=row.retires_on,
    )
    person.sort_key = sort_key(person.full_name)[:1000]
    person.set_unusable_password()
    return person


def _change(standing: dict[str | None, Person], row: StaffRow) -> bool:
    person = standing.get(row.staff_code)
    if person is None:
        return False
    changes = changes_of(person, row)
    for name, value in changes.items():
        setattr(person, name, value)
    person.sort_key = sort_key(person.full_name)[:1000]
    return bool(changes)


def _units_for(agency: Unit, rows: Sequence[StaffRow]) -> dict[int, Unit]:
    """The unit of each row by its line; units named but unknown are made under the agency."""
    finder = UnitFinder(agency)
    found = {}
    for row in rows:
        unit = finder.find(row)
        if unit is None:
            unit = Unit.objects.create(
                agency=agency,
                parent=agency,
                code=row.unit_code or f"N{Unit.objects.filter(agency=agency).count() + 1:04d}",
                name=row.unit_name,
                sort_key=sort_key(row.unit_name)[:800],
            )
            finder.by_name[fold_key(unit.name)] = unit
            finder.by_code[unit.code] = unit
        found[row.line] = unit
    return found


def _place(
    agency: Unit,
    rows: Sequence[StaffRow],
    people: dict[str | None, Person],
    units: dict[int, Unit],
) -> None:
    """End the posting of who moved the day before, and open the new one."""
    current = current_postings(agency)
    fresh = []
    for row in rows:
        person, unit = people[row.staff_code], units[row.line]
        posting = current.get(person.pk)
        if not is_moved(posting, row, unit):
            continue
        starts = row.starts_on or (localdate() if posting else None)
        if posting is not None:
            ends = (starts or localdate()) - timedelta(days=1)
            posting.ends_on = max(ends, posting.starts_on) if posting.starts_on else ends
            posting.save(update_fields=["ends_on"])
        position = row.position or (posting.position if posting else "")
        fresh.append(Posting(person=person, unit=unit, position=position, starts_on=starts))
    Posting.objects.bulk_create(fresh)


def _addresses(people: Sequence[Person]) -> None:
    """One address row each; it counts as verified only when its owner shows so."""
    wanted = {person.email: person for person in people if person.email}
    known = set(
        EmailAddress.objects.filter(user__in=people, email__in=wanted).values_list(
            "email", flat=True
        )
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=email, verified=False, primary=False)
        for email, person in wanted.items()
        if email not in known
    )


@transaction.atomic
def save_units(agency: Unit, rows: Sequence[UnitRow]) -> None:
    """Units of one chunk; parents are linked after all of the chunk stand."""
    standing = {unit.code: unit for unit in Unit.objects.filter(agency=agency)}
    standing[agency.code] = agency
    for row in rows:
        unit = standing.get(row.code)
        if unit is None:
            unit = Unit(agency=agency, parent=agency, code=row.code)
        changes = unit_changes(unit, row) if unit.pk else row._asdict()
        for name in ("name", "name_en", "level", "province"):
            if changes.get(name):
                setattr(unit, name, changes[name])
        unit.sort_key = sort_key(unit.name)[:800]
        unit.save()
        standing[row.code] = unit
    for row in rows:
        parent = standing.get(row.parent_code)
        unit = standing[row.code]
        if (
            parent is not None
            and unit.parent_id != parent.pk
            and not _is_below(parent, unit, standing)
        ):
            unit.parent = parent
            unit.save(update_fields=["parent"])
    saved = [standing[row.code].pk for row in rows]
    staff = Posting.objects.on(localdate()).filter(unit__in=saved)
    touched("people.person", staff.values_list("person", flat=True).distinct())


def _is_below(unit: Unit, other: Unit, standing: dict[str, Unit]) -> bool:
    """Is `unit` somewhere under `other`? A parent may not hang below its child."""
    by_pk = {one.pk: one for one in standing.values()}
    step: Unit | None = unit
    while step is not None:
        if step.pk == other.pk:
            return True
        step = by_pk.get(step.parent_id) if step.parent_id else None
    return False


@transaction.atomic
def cancel_import(run: Run, *, by: Person) -> None:
    """Stop after the chunk in hand; what is written stays and is named in the result."""
    require(has_ability(by, "import_people", agency_of(run).pk))
    Run.objects.filter(pk=run.pk, ended_at__isnull=True).update(cancelled_at=now())
    record("people.import_cancelled", agency_of(run), by=by, run=run.pk)
