"""The quiet times of many people at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import now

from sala.notices.models import Rhythm
from sala.notices.quiet import Quiet, default_quiet, next_allowed
from sala.people.models import AgencySettings, Person


class Hours:
    """The quiet times of some people, read at once."""

    def __init__(self, people: Iterable[Person]) -> None:
        people = list(people)
        self.moment = now()
        self.default = default_quiet()
        rows = Rhythm.objects.filter(person_id__in=[person.pk for person in people])
        self.own = {row.person_id: row for row in rows}
        agencies = {person.agency_id for person in people}
        self.days_off = days_off_of(agencies)
        self._known: dict[tuple[Quiet | None, int], datetime] = {}

    def next_for(self, person: Person) -> datetime:
        row = self.own.get(person.pk)
        quiet = self.default if row is None else quiet_of(row)
        key = (quiet, person.agency_id)
        if key not in self._known:
            days_off = self.days_off.get(person.agency_id, frozenset())
            self._known[key] = next_allowed(self.moment, quiet, days_off)
        return self._known[key]


def hours_of(people: Iterable[Person]) -> Hours:
    return Hours(people)


def quiet_of(row: Rhythm) -> Quiet | None:
    return Quiet(row.quiet_from, row.quiet_until, row.on_days_off) if row.is_quiet else None


def days_off_of(agencies: Iterable[int]) -> dict[int, frozenset[str]]:
    """The days off an agency has beside the holidays of the land."""
    found = AgencySettings.objects.filter(agency_id__in=list(agencies))
    return {
        agency_id: frozenset(map(str, days))
        for agency_id, days in found.values_list("agency_id", "extra_holidays")
    }
