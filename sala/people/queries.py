"""Reading people, units and postings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from sala.people.models import AgencySettings, Office, Person, Posting, Unit


def postings_on(person_ids: Iterable[int], day: date) -> dict[int, Posting]:
    """The main posting of each person on a day, with its unit; one query."""
    rows = (
        Posting.objects.on(day)
        .filter(person_id__in=list(person_ids))
        .select_related("unit")
        .order_by("is_main", "starts_on")
    )
    return {posting.person_id: posting for posting in rows}


def people_named(agency_id: int, text: str, *, limit: int = 20) -> list[Person]:
    """Active staff of an agency whose name, code or e-mail begins with or holds the text."""
    words = text.split()
    rows = Person.objects.filter(agency_id=agency_id, is_active=True, erased_at__isnull=True)
    for word in words:
        rows = rows.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(staff_code__iexact=word)
            | Q(email__istartswith=word)
        )
    return list(rows.order_by("sort_key", "pk")[:limit]) if words else []


class PersonRow(NamedTuple):
    person: Person
    unit_name: str
    position: str


class UnitToPrint(NamedTuple):
    """A unit and how many of its people cannot sign in yet."""

    unit: Unit
    waiting: int


def visible_people(viewer: Person) -> QuerySet[Person]:
    """Colleagues of one's own agency; nobody else's staff is listed, and none for a guest."""
    if viewer.is_guest or viewer.is_past_guest:
        return Person.objects.filter(pk=viewer.pk)
    return Person.objects.filter(agency_id=viewer.agency_id, is_active=True, erased_at__isnull=True)


def staff_of(agency_id: int, text: str, *, unit: Unit | None = None) -> QuerySet[Person]:
    """Active staff in dictionary order; every word of the text must be in the name or post."""
    rows = Person.objects.filter(
        agency_id=agency_id, is_active=True, erased_at__isnull=True, is_guest=False
    )
    current = Posting.objects.on(localdate()).filter(is_main=True)
    if unit is not None:
        rows = rows.filter(pk__in=current.filter(unit=unit).values("person"))
    for word in text.split():
        posts = current.filter(Q(position__icontains=word) | Q(unit__name__icontains=word))
        rows = rows.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(about__icontains=word)
            | Q(pk__in=posts.values("person"))
        )
    return rows.order_by("sort_key", "pk")


def directory_rows(people: list[Person]) -> list[PersonRow]:
    postings = postings_on([person.pk for person in people], localdate())
    return [
        PersonRow(
            person,
            postings[person.pk].unit.name if person.pk in postings else "",
            postings[person.pk].position if person.pk in postings else "",
        )
        for person in people
    ]


def person_page(person: Person) -> dict[str, Any]:
    postings = list(
        Posting.objects.filter(person=person).select_related("unit").order_by("-starts_on", "-pk")
    )
    current = [row for row in postings if row.ends_on is None]
    return {"person": person, "current": current, "past": [r for r in postings if r.ends_on]}


def unit_children(unit: Unit) -> list[Unit]:
    return list(unit.children.filter(ends_on__isnull=True).order_by("sort_key", "code"))


def without_account(unit: Unit) -> list[Person]:
    """People of a unit who have neither e-mail nor password: they get a printed code."""
    current = Posting.objects.on(localdate()).filter(is_main=True, unit=unit)
    people = Person.objects.filter(
        pk__in=current.values("person"), is_active=True, erased_at__isnull=True, email=""
    )
    return [
        person for person in people.order_by("sort_key", "pk") if not person.has_usable_password()
    ]


def units_to_print(agency: Unit) -> list[UnitToPrint]:
    """Units in dictionary order with the number of people who wait for a code; one query."""
    waiting = Count(
        "postings__person",
        filter=Q(
            postings__is_main=True,
            postings__ends_on__isnull=True,
            postings__person__email="",
            postings__person__is_active=True,
            postings__person__password__startswith=UNUSABLE_PASSWORD_PREFIX,
        ),
        distinct=True,
    )
    units = Unit.objects.filter(agency=agency).annotate(waiting=waiting)
    return [UnitToPrint(unit, unit.waiting) for unit in units.order_by("sort_key", "code")]


def office_rows(agency: Unit) -> list[Office]:
    """Offices held today, by kind and name."""
    rows = Office.objects.held().filter(Q(unit=agency) | Q(unit__agency=agency))
    return list(rows.select_related("person", "unit").order_by("kind", "person__sort_key"))


def counts_opens(agency_id: int) -> bool:
    """Does the agency count how often KM วันละนิด is opened? Only when it asked for it."""
    return AgencySettings.objects.filter(agency_id=agency_id, counts_daily_opens=True).exists()
