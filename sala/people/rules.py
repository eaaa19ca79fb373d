"""What an office allows."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext as _

from sala.core.permissions import ALLOWED, Decision, denied
from sala.people.models import Office, Person
from sala.people.offices import ABILITIES


def offices_of(person: Person) -> list[Office]:
    """Offices held today; one query, kept on the person for the request."""
    if not getattr(person, "is_authenticated", False):
        return []
    if not hasattr(person, "_offices"):
        person._offices = list(  # type: ignore[attr-defined]
            Office.objects.held().filter(person=person).select_related("unit")
        )
    return cast("list[Office]", person._offices)  # type: ignore[attr-defined]


def forget_offices(person: Any) -> None:
    person.__dict__.pop("_offices", None)


def has_ability(person: Person, ability: str, agency_id: int) -> Decision:
    """Does an office of this agency give the person this ability?"""
    for office in offices_of(person):
        if person.agency_id == agency_id and ability in ABILITIES.get(office.kind, frozenset()):
            return ALLOWED
    return denied("right.office", _("เรื่องนี้เป็นหน้าที่ของทีมจัดการความรู้หรือผู้ดูแลระบบของหน่วยงาน"))


def is_agency_staff(person: Person, agency_id: int) -> Decision:
    if person.is_active and not person.is_guest and person.agency_id == agency_id:
        return ALLOWED
    return denied("right.staff", _("เรื่องนี้เปิดเฉพาะบุคลากรของหน่วยงาน"))
