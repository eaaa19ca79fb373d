"""Thai text, names, digits, order and calendar: the one place where they are handled.

Text      clean_text(s) clean_line(s)   canonical form; every form field and import passes here
          fold_key(s)                   when two names count as the same (a uniqueness key)
          graphemes(s) cut(s, n)        what a reader counts as characters; shortened with …
          first_letter(name)            the letter of a round badge
          phrases(s)                    the stretches between spaces and signs
          slug(s)                       the readable tail of an address, Thai marks kept
          sort_key(s)                   stored key of Thai dictionary order (SORT_KEY_LENGTH)
Digits    to_thai(s) to_arabic(s)       addresses and codes are left alone
          digit_style("thai")           context manager: what a report is written in
Names     split_name(s) -> ThaiName     title, given, family; .full .plain .polite
          polite_name(given)            คุณ and the given name
Calendar  fiscal_year(day)              Buddhist year; fiscal_quarter, fiscal_bounds(year)
          to_buddhist to_gregorian      years
          today() bangkok_date(t)       the day in Bangkok; bangkok_time(t)
          is_holiday holiday_name is_working_day working_days add_working_days
Reading   parse_thai_date(s, today) parse_thai_time(s) parse_year(s); DateProblem has the sentence
Showing   thai_date(d, style) thai_time thai_datetime thai_datetime_range thai_number(x, places)
"""

from __future__ import annotations

from sala.core.thai.calendar import (
    BANGKOK,
    add_working_days,
    bangkok_date,
    bangkok_time,
    fiscal_bounds,
    fiscal_quarter,
    fiscal_year,
    holiday_name,
    is_holiday,
    is_working_day,
    to_buddhist,
    to_gregorian,
    today,
    working_days,
)
from sala.core.thai.digits import DigitStyle, digit_style, styled, to_arabic, to_thai
from sala.core.thai.display import (
    thai_date,
    thai_datetime,
    thai_datetime_range,
    thai_number,
    thai_time,
)
from sala.core.thai.months import MONTHS, WEEKDAYS
from sala.core.thai.names import ThaiName, polite_name, split_name
from sala.core.thai.parsing import DateProblem, parse_thai_date, parse_thai_time, parse_year
from sala.core.thai.slugs import slug
from sala.core.thai.sorting import SORT_KEY_LENGTH, sort_key
from sala.core.thai.text import (
    clean_line,
    clean_text,
    cut,
    first_letter,
    fold_key,
    graphemes,
    phrases,
)

__all__ = [
    "BANGKOK",
    "MONTHS",
    "SORT_KEY_LENGTH",
    "WEEKDAYS",
    "DateProblem",
    "DigitStyle",
    "ThaiName",
    "add_working_days",
    "bangkok_date",
    "bangkok_time",
    "clean_line",
    "clean_text",
    "cut",
    "digit_style",
    "first_letter",
    "fiscal_bounds",
    "fiscal_quarter",
    "fiscal_year",
    "fold_key",
    "graphemes",
    "holiday_name",
    "is_holiday",
    "is_working_day",
    "parse_thai_date",
    "parse_thai_time",
    "parse_year",
    "phrases",
    "polite_name",
    "slug",
    "sort_key",
    "split_name",
    "styled",
    "thai_date",
    "thai_datetime",
    "thai_datetime_range",
    "thai_number",
    "thai_time",
    "to_arabic",
    "to_buddhist",
    "to_gregorian",
    "to_thai",
    "today",
    "working_days",
]
