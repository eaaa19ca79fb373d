"""Days on which an agency works: those of the land, less its own days off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sala.core.thai import is_working_day
from sala.people.models import AgencySettings


def days_off(agency_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """Days an agency is closed beside the holidays of the land."""
    rows = AgencySettings.objects.filter(agency_id__in=list(agency_ids))
    return {
        agency_id: frozenset(map(str, days or ()))
        for agency_id, days in rows.values_list("agency_id", "extra_holidays")
    }


def works_on(agency_id: int, day: date) -> bool:
    """No weekend, no public holiday, no day off of this agency."""
    if not is_working_day(day):
        return False
    return day.isoformat() not in days_off([agency_id]).get(agency_id, frozenset())
