"""When a letter that can wait may go: not at night, not on days off.

Only a change of a session on the same day comes at once; the in-app line always does.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils.timezone import localtime

from sala.core.thai import is_working_day

MOST_DAYS = 60  # no row of days off is longer


class Quiet(NamedTuple):
    """From one hour to another, over midnight when the first is later; days off too or not."""

    begins: time
    ends: time
    on_days_off: bool = True

    def covers(self, at: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


def default_quiet() -> Quiet | None:
    """What the settings say for who chose nothing: `20:00-07:00`, or nothing."""
    if not settings.MAIL_QUIET_HOURS:
        return None
    begins, _, ends = settings.MAIL_QUIET_HOURS.partition("-")
    return Quiet(time.fromisoformat(begins), time.fromisoformat(ends))


def next_allowed(moment: datetime, quiet: Quiet | None, days_off: frozenset[str]) -> datetime:
    """The moment itself, or the first one after the quiet time it falls into."""
    if quiet is None:
        return moment
    local = localtime(moment)
    for _ in range(MOST_DAYS):
        if quiet.on_days_off and is_day_off(local.date(), days_off):
            local = _at(local, quiet.ends, days=1)
        elif quiet.covers(local.time()):
            is_evening = quiet.begins > quiet.ends and local.time() >= quiet.begins
            local = _at(local, quiet.ends, days=1 if is_evening else 0)
        else:
            break
    return local


def is_day_off(day: date, days_off: frozenset[str]) -> bool:
    return not is_working_day(day) or day.isoformat() in days_off


def _at(moment: datetime, hour: time, *, days: int) -> datetime:
    day = moment.date() + timedelta(days=days)
    return datetime.combine(day, hour, tzinfo=moment.tzinfo)
