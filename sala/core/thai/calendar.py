"""The Thai calendar: Buddhist years, fiscal years from October, working days, Bangkok time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils import timezone

BANGKOK = ZoneInfo("Asia/Bangkok")
BUDDHIST_OFFSET = 543
FISCAL_START_MONTH = 10

# Days in the public list on which government offices work as usual (Children's Day is always a
# Saturday; Labour Day is a holiday of employees under the labour law, not of officials).
_OBSERVANCES = ("วันเด็กแห่งชาติ", "วันแรงงานแห่งชาติ")


def bangkok_date(moment: date | datetime) -> date:
    """The day people in Bangkok call it; a datetime without a zone is taken as Bangkok's."""
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(BANGKOK).date() if moment.tzinfo else moment.date()


def bangkok_time(moment: datetime) -> datetime:
    return moment.astimezone(BANGKOK) if moment.tzinfo else moment.replace(tzinfo=BANGKOK)


def today() -> date:
    return bangkok_date(timezone.now())


def to_buddhist(year: int) -> int:
    return year + BUDDHIST_OFFSET


def to_gregorian(year: int) -> int:
    return year - BUDDHIST_OFFSET


def fiscal_year(day: date | datetime) -> int:
    """The Buddhist year in which the fiscal year of this day ends: 1 Oct 2568 is in 2569."""
    day = bangkok_date(day)
    return to_buddhist(day.year) + (day.month >= FISCAL_START_MONTH)


def fiscal_quarter(day: date | datetime) -> int:
    """1 for October to December, 4 for July to September."""
    return (bangkok_date(day).month - FISCAL_START_MONTH) % 12 // 3 + 1


def fiscal_bounds(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year named by its Buddhist year."""
    ends = to_gregorian(year)
    return date(ends - 1, 10, 1), date(ends, 9, 30)


def holiday_name(day: date) -> str | None:
    """The day's name in Thai when government offices are closed for it, weekend or not."""
    return _government_holidays(day.year).get(day)


def is_holiday(day: date) -> bool:
    return holiday_name(day) is not None


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def working_days(start: date, end: date) -> int:
    """Days on which offices are open, both ends counted; 0 when `end` lies before `start`."""
    length = (end - start).days + 1
    return sum(is_working_day(start + timedelta(days=place)) for place in range(length))


def add_working_days(start: date, count: int) -> date:
    """The working day that comes `count` working days after `start`."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


@lru_cache(maxsize=64)
def _government_holidays(year: int) -> dict[date, str]:
    listed = holidays.country_holidays(
        "TH", years=year, language="th", categories=("public", "government")
    )
    named = {day: "; ".join(listed.get_list(day)) for day in listed}
    return {day: name for day, name in named.items() if name not in _OBSERVANCES}
