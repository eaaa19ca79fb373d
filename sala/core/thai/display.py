"""Dates, times and numbers as a page shows them, in the active language and digit style."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

from django.utils.translation import get_language

from sala.core.thai.calendar import bangkok_date, bangkok_time, to_buddhist, to_gregorian
from sala.core.thai.digits import styled
from sala.core.thai.months import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from sala.core.thai.digits import DigitStyle

DateStyle = Literal["short", "long", "plain", "full", "month", "day"]
NOTHING = "–"

_THAI: dict[str, str] = {
    "short": "{weekday_short} {day} {month_short} {year}",
    "long": "วัน{weekday}ที่ {day} {month} {year}",
    "plain": "{day} {month_short} {year}",
    "full": "{day} {month} {year}",
    "month": "{month} {year}",
    "day": "{day} {month_short}",
}
_ENGLISH = _THAI | {"long": "{weekday} {day} {month} {year}"}


def thai_date(
    day: date | datetime,
    style: DateStyle = "short",
    *,
    language: str | None = None,
    digits: DigitStyle | str | None = None,
) -> str:
    """short: อ. 24 พ.ย. 2569 · long: วันอังคารที่ 24 พฤศจิกายน 2569 · plain: without weekday.

    full: 24 พฤศจิกายน 2569 · month: พฤศจิกายน 2569 · day: 24 พ.ย. In English the year is C.E.
    """
    day = bangkok_date(day)
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    if is_english(language):
        return _ENGLISH[style].format(
            day=day.day,
            month=month.english,
            month_short=month.english_short,
            weekday=weekday.english,
            weekday_short=weekday.english_short,
            year=day.year,
        )
    written = _THAI[style].format(
        day=day.day,
        month=month.name,
        month_short=month.short,
        weekday=weekday.name,
        weekday_short=weekday.short,
        year=to_buddhist(day.year),
    )
    return styled(written, digits)


def shown_year(year: int, *, language: str | None = None) -> str:
    """A Buddhist year as the reader counts: 2570, and 2027 in English."""
    return str(to_gregorian(year)) if is_english(language) else styled(str(year))


def thai_time(
    moment: datetime,
    *,
    language: str | None = None,
    digits: DigitStyle | str | None = None,
) -> str:
    """13.30 น., or 13:30 in English; always Bangkok time."""
    local = bangkok_time(moment)
    if is_english(language):
        return f"{local:%H:%M}"
    return styled(f"{local:%H.%M} น.", digits)


def thai_datetime(
    moment: datetime,
    style: DateStyle = "short",
    *,
    language: str | None = None,
    digits: DigitStyle | str | None = None,
) -> str:
    day = thai_date(moment, style, language=language, digits=digits)
    return f"{day} {thai_time(moment, language=language, digits=digits)}"


def thai_datetime_range(
    start: datetime,
    end: datetime | None,
    style: DateStyle = "short",
    *,
    language: str | None = None,
    digits: DigitStyle | str | None = None,
) -> str:
    """อ. 24 พ.ย. 2569 13.30–14.30 น.; the day is repeated only when the end lies on another."""
    if end is None or end == start:
        return thai_datetime(start, style, language=language, digits=digits)
    ends = thai_time(end, language=language, digits=digits)
    if bangkok_date(start) == bangkok_date(end):
        begins = thai_datetime(start, style, language=language, digits=digits)
        return f"{begins.removesuffix(' น.')}–{ends}"
    begins = thai_datetime(start, style, language=language, digits=digits)
    return f"{begins} – {thai_datetime(end, style, language=language, digits=digits)}"


def thai_number(
    value: float | Decimal | str | None,
    places: int | None = None,
    *,
    digits: DigitStyle | str | None = None,
) -> str:
    """1,234.50 rounded half up to `places`; without places as it is; – for no value."""
    if value is None or value == "":
        return NOTHING
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        return NOTHING
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if not number:
        number = abs(number)
    return styled(f"{number:,f}".replace("-", "−"), digits)


def is_english(language: str | None = None) -> bool:
    return (language or get_language() or "th").startswith("en")
