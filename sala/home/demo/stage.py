"""The stage: a clock that can be set back, the agencies and their people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import time_machine
from allauth.account.models import EmailAddress
from django.utils.timezone import localdate

from sala.communities.actions.groups import ensure_groups
from sala.core.thai import sort_key, split_name
from sala.core.thai.calendar import BANGKOK
from sala.cycles.actions.catalogues import ensure_areas
from sala.cycles.models import Strategy
from sala.home.demo.accounts import PASSWORD, ROLES
from sala.home.demo.cast import AgencyCast, Someone
from sala.people.models import AgencySettings, Office, Person, Posting, Unit

STRATEGIES = (
    "บริหารพัสดุและการเงินให้ถูกต้อง โปร่งใส ทันเวลา",
    "ยกระดับงานบริการและงานสนับสนุนให้รวดเร็วตรวจสอบได้",
    "พัฒนาบุคลากรให้ทำงานอย่างมืออาชีพและแบ่งปันความรู้",
)


class Agency(NamedTuple):
    unit: Unit
    people: dict[str, Person]


class Stage:
    """The first day of the demonstration, and the way back from it."""

    def __init__(self, today: date | None = None) -> None:
        self.today = today or localdate()

    def moment(self, days: int, hour: int = 9, minute: int = 0) -> datetime:
        """A time of day `days` from today; a day at the weekend becomes the Monday after."""
        day = self.today + timedelta(days=days)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        return datetime.combine(day, time(hour, minute), tzinfo=BANGKOK)

    @contextmanager
    def at(self, days: int, hour: int = 9, minute: int = 0) -> Iterator[datetime]:
        """What happens inside happens then; never later than now."""
        moment = min(self.moment(days, hour, minute), self.now())
        with time_machine.travel(moment, tick=True):
            yield moment

    def now(self) -> datetime:
        return datetime.now(tz=BANGKOK)


def bring_agency(cast: AgencyCast, stage: Stage) -> Agency:
    """The unit tree, the people with their postings and offices, the catalogues."""
    with stage.at(-400):
        root = Unit.objects.create(
            code=cast.code, name=cast.name, name_en=cast.name_en, level="agency"
        )
        root.agency, root.sort_key = root, sort_key(root.name)[:800]
        root.save()
        AgencySettings.objects.create(agency=root)
        units = _bring_units(cast, root)
        people = {one.handle: _bring(one, cast, root, units[one.unit]) for one in cast.people}
        for handle, kind in cast.offices:
            unit = units["61"] if kind == "unit_manager" else root
            Office.objects.create(
                person=people[handle], kind=kind, unit=unit, starts_on=localdate()
            )
        km = next(handle for handle, kind in cast.offices if kind == "km_team")
        ensure_groups(root, by=people[km])
        ensure_areas(root)
        year = localdate().year + 543
        for plan_year in (year, year + 1, year + 2):
            for number, name in enumerate(STRATEGIES, 1):
                Strategy.objects.create(agency=root, number=number, plan_year=plan_year, name=name)
    return Agency(root, people)


def _bring_units(cast: AgencyCast, root: Unit) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for place in cast.units:
        units[place.code] = Unit.objects.create(
            agency=root,
            parent=units.get(place.parent, root),
            code=place.code,
            name=place.name,
            level=place.level,
            province=place.province,
            duties=place.duties,
            sort_key=sort_key(place.name)[:800],
        )
    return units


def _bring(one: Someone, cast: AgencyCast, root: Unit, unit: Unit) -> Person:
    name = split_name(one.name)
    person = Person(
        agency=root,
        staff_code=f"{cast.code}-{one.handle}"[:40],
        handle=one.handle,
        prefix=name.title,
        given_name=name.given,
        family_name=name.family,
        sort_key=sort_key(name.plain)[:1000],
        email=f"{one.handle}@{cast.domain}" if one.has_email else "",
        gender=one.gender,
        about=one.about,
    )
    if one.handle in {handle for _role, handle in ROLES}:
        person.set_password(PASSWORD)
    else:
        person.set_unusable_password()
    person.save()
    if person.email:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Posting.objects.create(person=person, unit=unit, position=one.position)
    return person
