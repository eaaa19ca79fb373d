"""Dates and times as people type them, read or refused with a sentence that says why."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from sala.core.thai.calendar import to_buddhist, to_gregorian
from sala.core.thai.digits import to_arabic
from sala.core.thai.display import is_english
from sala.core.thai.months import MONTH_OF, MONTHS, WEEKDAYS, fold
from sala.core.thai.text import clean_line

FIRST_BUDDHIST_YEAR = 2400
FIRST_YEAR, LAST_YEAR = 1800, 2399

_BUDDHIST = {"พศ", "be", "ปีพศ", "พุทธศักราช"}
_CHRISTIAN = {"คศ", "ad", "ce", "ปีคศ", "คริสต์ศักราช"}
_FILLERS = {"วันที่", "ที่", "วัน", "เดือน", "ปี", "of", "th", "st", "nd", "rd"}
_WEEKDAYS = {
    fold(name)
    for day in WEEKDAYS
    for name in (day.name, "วัน" + day.name, "วัน" + day.name + "ที่", *day[1:])
} | {"พฤหัส", "วันพฤหัส", "วันพฤหัสที่"}
_RELATIVE = {"วันนี้": 0, "today": 0, "พรุ่งนี้": 1, "tomorrow": 1, "เมื่อวาน": -1, "เมื่อวานนี้": -1}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TOKEN = re.compile(r"\d+|[^\W\d_][^\d\s/\-,()]*")
_TIME = re.compile(
    r"(?:เวลา)?\s*(\d{1,2})(?:\s*[.:]?\s*(\d{2}))?(?:[:.]\d{2})?\s*(?:น\.?|นาฬิกา|hrs?\.?)?",
    re.IGNORECASE,
)


class DateProblem(ValueError):  # noqa: N818 -- a sentence to a person, not a fault
    """Holds a sentence for the person who typed."""


class _Read(NamedTuple):
    day: str
    month: str
    year: str
    era: str


def parse_thai_date(text: str, today: date) -> date:
    """Read a date in either era and either digits; `today` is for วันนี้ and for the examples."""
    cleaned = to_arabic(clean_line(text))
    if (days := _RELATIVE.get(fold(cleaned))) is not None:
        return today + timedelta(days=days)
    read = _take_apart(cleaned, today)
    year = _year(read.year, read.era)
    return _date(year, int(read.month), int(read.day), read)


def parse_thai_time(text: str) -> time:
    """Read "13.30 น.", "13:30" or "๙ น."; hours run from 0 to 23."""
    match = _TIME.fullmatch(to_arabic(clean_line(text)))
    if match is None:
        raise DateProblem(_("อ่านเวลานี้ไม่ออก กรุณาพิมพ์ เช่น 13.30"))
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        raise DateProblem(_("เวลาต้องอยู่ระหว่าง 00.00 ถึง 23.59 น."))
    return time(hour, minute)


def parse_year(text: str) -> int:
    """A year alone, returned in the Buddhist era: 2569, ๒๕๖๙, 2026, ค.ศ. 2026, ปี 52."""
    tokens = [fold(token) for token in _TOKEN.findall(to_arabic(clean_line(text)))]
    eras = [token for token in tokens if token in _BUDDHIST | _CHRISTIAN]
    numbers = [token for token in tokens if token.isdecimal()]
    spare = set(tokens) - set(eras) - set(numbers) - _FILLERS - {"ปีงบประมาณ", "งบประมาณ"}
    if spare or len(numbers) != 1:
        raise DateProblem(_("อ่านปีนี้ไม่ออก กรุณาพิมพ์ปีเดียว เช่น 2569"))
    if len(numbers[0]) not in (2, 4):
        raise DateProblem(_("ปีต้องมีสี่หลัก เช่น 2569"))
    return to_buddhist(_plausible(_year(numbers[0], eras[0] if eras else ""), numbers[0]))


def _take_apart(text: str, today: date) -> _Read:
    if iso := _ISO.fullmatch(text):
        return _Read(day=iso[3], month=iso[2], year=iso[1], era="")
    numbers: list[str] = []
    month = era = ""
    for token in _tokens(text):
        if token.isdecimal():
            numbers.append(token)
        elif token in MONTH_OF and not month:
            month = str(MONTH_OF[token])
        elif token in _BUDDHIST | _CHRISTIAN and not era:
            era = token
        else:
            raise DateProblem(_unreadable(today))
    return _placed(numbers, month, era, today)


def _tokens(text: str) -> list[str]:
    """Words folded and numbers, without weekdays and words that only link."""
    found = [fold(token) for token in _TOKEN.findall(_spaced(text))]
    return [token for token in found if token and token not in _FILLERS | _WEEKDAYS]


def _spaced(text: str) -> str:
    """Put a space between words written together: วันที่1ต.ค.2568, เดือนตุลาคม, ปีพ.ศ.2568."""
    text = re.sub(r"(?<=\d)\.(?=\d)", " ", text)
    text = re.sub("(วันที่|เดือน|ปี)(?=\\S)", r" \1 ", text)
    return re.sub(r"(พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)(?=\s?\d)", r" \1 ", text)


def _placed(numbers: list[str], month: str, era: str, today: date) -> _Read:
    if month:
        numbers = [numbers[0], month, *numbers[1:]] if numbers else [month]
    if len(numbers) == 2:
        raise DateProblem(_half(numbers, today))
    if len(numbers) != 3:
        raise DateProblem(_unreadable(today))
    day, named, year = numbers
    if len(day) == 4:
        day, year = year, day
    if len(day) > 2 or len(named) > 2 or len(year) not in (2, 4):
        raise DateProblem(_unreadable(today))
    return _Read(day, named, year, era)


def _half(numbers: list[str], today: date) -> str:
    """A day without a year asks for the year; a month and a year ask for the day."""
    first, second = numbers
    if len(first) <= 2 and len(second) <= 2:
        example = f"{_written(int(first), int(second))} {_this_year(today)}"
        return _("กรุณาใส่ปีด้วย เช่น %(example)s") % {"example": example}
    return _("กรุณาใส่ให้ครบทั้งวันที่ เดือน และปี เช่น %(example)s") % {"example": _example(today)}


def _written(day: int, month: int) -> str:
    if not 1 <= month <= 12:
        return f"{day}/{month}"
    named = MONTHS[month - 1]
    return f"{day} {named.english_short if is_english() else named.short}"


def _this_year(today: date) -> int:
    return today.year if is_english() else to_buddhist(today.year)


def _example(today: date) -> str:
    return f"{_written(today.day, today.month)} {_this_year(today)}"


def _unreadable(today: date) -> str:
    return _("อ่านวันที่นี้ไม่ออก กรุณาพิมพ์ เช่น %(example)s") % {"example": _example(today)}


def _year(written: str, era: str) -> int:
    """The Gregorian year; two digits are a Buddhist year of this age unless the era is said."""
    year = int(written)
    if len(written) == 2:
        return 2000 + year if era in _CHRISTIAN else to_gregorian(2500 + year)
    if era in _BUDDHIST or (era not in _CHRISTIAN and year >= FIRST_BUDDHIST_YEAR):
        return to_gregorian(year)
    return year


def _date(year: int, month: int, day: int, read: _Read) -> date:
    _plausible(year, read.year)
    if not 1 <= month <= 12:
        raise DateProblem(_("เดือนต้องเป็น 1 ถึง 12 และเขียนวันที่ก่อนเดือน เช่น 25/12/2569"))
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return date(year, month, day)
    names = {"date": f"{_written(day, month)} {read.year}", "year": read.year, "last": last}
    names["month"] = MONTHS[month - 1].english if is_english() else MONTHS[month - 1].name
    if (month, day) == (2, 29) and not isleap(year):
        raise DateProblem(_("ไม่มีวันที่ %(date)s เพราะเดือนกุมภาพันธ์ ปี %(year)s มี 28 วัน") % names)
    raise DateProblem(_("ไม่มีวันที่ %(date)s เพราะเดือน%(month)sมี %(last)s วัน") % names)


def _plausible(year: int, written: str) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateProblem(_("ปี %(year)s ไม่น่าถูกต้อง กรุณาตรวจอีกครั้ง") % {"year": written})
    return year
