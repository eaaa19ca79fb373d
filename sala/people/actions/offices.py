"""Giving and ending offices of an agency."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.core.permissions import denied, first_refusal, require
from sala.journal.actions import record
from sala.people.models import Office, Person, Unit
from sala.people.rules import forget_offices, has_ability


@transaction.atomic
def give_office(
    person: Person, *, kind: str, unit: Unit, until: date | None = None, by: Person
) -> Office:
    """Give an office from today on; nobody gives one to oneself."""
    agency = unit.agency or unit
    require(first_refusal(has_ability(by, "manage_accounts", agency.pk)))
    if person.pk == by.pk:
        require(denied("right.self", _("มอบหน้าที่ให้ตนเองไม่ได้ ขอให้ผู้ดูแลอีกคนเป็นผู้มอบ")))
    if person.agency_id != agency.pk:
        require(denied("value.agency", _("ผู้รับหน้าที่ต้องเป็นบุคลากรของหน่วยงาน")))
    office, is_new = Office.objects.get_or_create(
        person=person, kind=kind, unit=unit, ends_on=None, defaults={"starts_on": localdate()}
    )
    if until:
        office.ends_on = until
        office.save(update_fields=["ends_on"])
    if is_new:
        record("people.office_given", person, place=unit, by=by, kind=kind)
    forget_offices(person)
    return office


@transaction.atomic
def end_office(office: Office, *, by: Person) -> None:
    """End an office today; the row stays as history."""
    office = Office.objects.select_for_update().select_related("unit", "person").get(pk=office.pk)
    require(has_ability(by, "manage_accounts", (office.unit.agency or office.unit).pk))
    office.ends_on = localdate() - timedelta(days=1)
    office.save(update_fields=["ends_on"])
    record("people.office_ended", office.person, place=office.unit, by=by, kind=office.kind)
    forget_offices(office.person)
