from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from sala.core.thai import (
    digit_style,
    thai_date,
    thai_datetime,
    thai_datetime_range,
    thai_number,
    thai_time,
)

DAY = date(2026, 11, 24)
START = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)  # 13.30 in Bangkok
END = START + timedelta(hours=1)


@pytest.fixture(autouse=True)
def thai():
    with override("th"):
        yield


@pytest.mark.req("R145", part="display")
def test_dates_in_the_language_of_the_reader():
    assert thai_date(DAY) == "อ. 24 พ.ย. 2569"
    assert thai_date(DAY, "long") == "วันอังคารที่ 24 พฤศจิกายน 2569"
    assert thai_date(DAY, "plain") == "24 พ.ย. 2569"
    assert thai_date(DAY, "month") == "พฤศจิกายน 2569"
    with override("en"):
        assert thai_date(DAY) == "Tue 24 Nov 2026"
        assert thai_date(DAY, "long") == "Tuesday 24 November 2026"


def test_times_are_bangkoks():
    assert thai_time(START) == "13.30 น."
    assert thai_date(datetime(2026, 11, 23, 18, 0, tzinfo=UTC), "plain") == "24 พ.ย. 2569"


def test_a_range_names_its_day_once():
    assert thai_datetime_range(START, END) == "อ. 24 พ.ย. 2569 13.30–14.30 น."
    assert thai_datetime_range(START, None) == thai_datetime(START) == "อ. 24 พ.ย. 2569 13.30 น."
    assert (
        thai_datetime_range(START, START + timedelta(days=1))
        == "อ. 24 พ.ย. 2569 13.30 น. – พ. 25 พ.ย. 2569 13.30 น."
    )
    assert thai_datetime_range(START, END, language="en") == "Tue 24 Nov 2026 13:30–14:30"


@pytest.mark.req("R145", part="digit style per report")
def test_a_report_in_thai_digits():
    with digit_style("thai"):
        assert thai_datetime_range(START, END) == "อ. ๒๔ พ.ย. ๒๕๖๙ ๑๓.๓๐–๑๔.๓๐ น."
        assert thai_number(1234.5, 2) == "๑,๒๓๔.๕๐"
        assert thai_date(DAY, digits="arabic") == "อ. 24 พ.ย. 2569"


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (1234567, None, "1,234,567"),
        (2.675, 2, "2.68"),
        (Decimal("-33.335"), 2, "−33.34"),
        (-0.001, 2, "0.00"),
        (None, 2, "–"),
        ("", None, "–"),
        (float("nan"), 2, "–"),
        (float("inf"), None, "–"),
        (0, None, "0"),
    ],
)
def test_numbers_round_half_up_and_nothing_is_a_dash(value, places, shown):
    assert thai_number(value, places) == shown


def render(source, **context):
    return Template("{% load thai %}" + source).render(Context(context))


def test_filters_in_a_template():
    assert render("{{ day|thai_date }}", day=DAY) == "อ. 24 พ.ย. 2569"
    assert render("{{ day|thai_date:'full' }}", day=DAY) == "24 พฤศจิกายน 2569"
    assert render("{{ at|thai_datetime }}", at=START) == "อ. 24 พ.ย. 2569 13.30 น."
    assert render("{{ at|thai_time }}", at=START) == "13.30 น."
    assert render("{{ at|thai_range:to }}", at=START, to=END) == "อ. 24 พ.ย. 2569 13.30–14.30 น."
    assert render("{{ day|fiscal_year }} {{ 2571|fiscal_year }}", day=DAY) == "2570 2571"
    assert render("{{ x|thai_number:2 }}", x=12.345) == "12.35"
    assert render("{{ x|cut:3 }}", x="<น้ำใจ") == "&lt;น้ำ…"
    assert render("{% for x in all %}{{ x|thai_date }}{{ x|thai_range:x }}{% endfor %}",
                  all=[None, ""]) == "––––"  # fmt: skip


def test_filters_in_thai_digits_and_in_english():
    with digit_style("thai"):
        assert render("{{ d|fiscal_year }} {{ t|thai_digits }}", d=DAY, t="ข้อ 1") == "๒๕๗๐ ข้อ ๑"
    with override("en"):
        assert render("{{ day|fiscal_year }} {{ 2571|fiscal_year }}", day=DAY) == "2027 2028"
