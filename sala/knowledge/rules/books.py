"""Who writes in a book and who tends it."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.communities.rules import can_act
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.knowledge.models import Book
from sala.people.models import Posting, Unit
from sala.people.offices import OfficeKind
from sala.people.rules import has_ability, is_agency_staff, offices_of


def works_in(person: Any, unit_id: int) -> bool:
    rows = Posting.objects.on(localdate()).filter(person=person, unit=unit_id)
    return bool(getattr(person, "is_authenticated", False) and rows.exists())


def can_write_in(person: Any, book: Book) -> Decision:
    """One's own book; as a member in that of a community; as staff in that of one's unit."""
    if book.owner_id is not None:
        if book.owner_id == person.pk:
            return ALLOWED
        return denied("right.book_owner", _("สมุดนี้เป็นของผู้อื่น เขียนได้เฉพาะเจ้าของสมุด"))
    if book.community is not None:
        return can_act(person, "write", book.community)
    if works_in(person, book.unit_id or 0):
        return ALLOWED
    return denied("right.unit_staff", _("สมุดของหน่วยงานนี้ เขียนได้เฉพาะคนที่ทำงานอยู่ในหน่วยงานนั้น"))


def can_tend_book(person: Any, book: Book) -> Decision:
    """Its owner; the facilitator; the manager of the unit or the KM team."""
    if book.owner_id is not None:
        if book.owner_id == person.pk:
            return ALLOWED
        return denied("right.book_owner", _("สมุดนี้เป็นของผู้อื่น แก้ได้เฉพาะเจ้าของสมุด"))
    if book.community is not None:
        return can_act(person, "manage_community", book.community)
    return can_tend_unit(person, book.unit_id or 0, book.agency_id)


def can_bring_blog(person: Any, book: Book) -> Decision:
    """An outside blog into a book: who tends it and may write in it."""
    return first_refusal(can_tend_book(person, book), can_write_in(person, book))


def can_tend_unit(person: Any, unit_id: int, agency_id: int) -> Decision:
    manages = any(
        office.kind == OfficeKind.UNIT_MANAGER and office.unit_id == unit_id
        for office in offices_of(person)
    )
    return ALLOWED if manages else has_ability(person, "manage_catalogues", agency_id)


def can_make_book(person: Any) -> Decision:
    """A book of one's own: every one of the agency's people, and no dated guest."""
    return is_agency_staff(person, person.agency_id)


def can_open_unit_book(person: Any, unit: Unit) -> Decision:
    """The first note of a unit needs its book: whoever works there opens it."""
    agency_id = unit.agency_id or unit.pk
    works_here = denied("right.unit_staff", _("เปิดสมุดได้เฉพาะคนที่ทำงานอยู่ในหน่วยงานนี้"))
    if works_in(person, unit.pk):
        works_here = ALLOWED
    may_tend = can_tend_unit(person, unit.pk, agency_id)
    return first_refusal(is_agency_staff(person, agency_id), may_tend or works_here)
