from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.core.thai import (
    add_working_days,
    bangkok_date,
    fiscal_bounds,
    fiscal_quarter,
    fiscal_year,
    holiday_name,
    is_holiday,
    is_working_day,
    to_buddhist,
    to_gregorian,
    working_days,
)

days = st.dates(date(1900, 1, 1), date(2300, 1, 1))
near = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@pytest.mark.req("I15")
@given(days)
def test_fiscal_year_is_the_buddhist_year_plus_one_from_october(day):
    assert fiscal_year(day) == day.year + 543 + (1 if day.month >= 10 else 0)
    first, last = fiscal_bounds(fiscal_year(day))
    assert first <= day <= last
    assert (first.month, first.day, last.month, last.day) == (10, 1, 9, 30)


@pytest.mark.req("R145", part="fiscal year")
def test_the_turn_of_the_fiscal_year():
    assert fiscal_year(date(2025, 9, 30)) == 2568
    assert fiscal_year(date(2025, 10, 1)) == 2569
    assert [fiscal_quarter(date(2026, month, 1)) for month in (10, 12, 1, 3, 4, 6, 7, 9)] == [
        1, 1, 2, 2, 3, 3, 4, 4,
    ]  # fmt: skip


@pytest.mark.req("I15")
def test_the_day_is_bangkoks():
    evening = datetime(2025, 9, 30, 17, 0, tzinfo=UTC)
    assert bangkok_date(evening) == date(2025, 10, 1)
    assert fiscal_year(evening) == 2569
    assert fiscal_year(evening - timedelta(seconds=1)) == 2568


@given(st.integers(1, 5000))
def test_eras_turn_back(year):
    assert to_gregorian(to_buddhist(year)) == year


def test_offices_close_on_holidays_but_not_on_observances():
    assert holiday_name(date(2026, 4, 13)) == "วันสงกรานต์"
    assert holiday_name(date(2026, 5, 13)) == "วันพืชมงคล"
    assert is_holiday(date(2026, 12, 7))  # in lieu of Saturday 5 December
    assert not is_holiday(date(2026, 1, 10))  # Children's Day
    assert is_working_day(date(2026, 5, 1))  # Labour Day
    assert not is_working_day(date(2026, 11, 21))  # a Saturday


def test_working_days_count_both_ends():
    assert working_days(date(2026, 12, 4), date(2026, 12, 8)) == 2
    assert working_days(date(2026, 12, 8), date(2026, 12, 4)) == 0
    assert add_working_days(date(2026, 12, 4), 1) == date(2026, 12, 8)


@given(near, st.integers(0, 40))
def test_adding_working_days_lands_on_the_count(start, count):
    end = add_working_days(start, count)
    assert working_days(start + timedelta(days=1), end) == count
    assert count == 0 or is_working_day(end)
