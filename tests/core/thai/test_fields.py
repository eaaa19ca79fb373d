from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django import forms
from django.utils.translation import override

from sala.core.thai import BANGKOK
from sala.core.thai.fields import (
    CleanLineField,
    CleanTextField,
    ThaiDateField,
    ThaiDateTimeField,
    ThaiTimeField,
    YearField,
)


class Entry(forms.Form):
    title = CleanLineField(max_length=20)
    body = CleanTextField(required=False)
    day = ThaiDateField()
    clock = ThaiTimeField(required=False)
    year = YearField(required=False, min_year=2500)
    at = ThaiDateTimeField(required=False)


@pytest.fixture(autouse=True)
def thai():
    with override("th"):
        yield


def filled(**changes):
    return Entry({"title": "เเปลก\u200b ", "day": "๑ ต.ค. ๒๕๖๘"} | changes)


@pytest.mark.req("R145")
def test_values_arrive_canonical():
    form = filled(body="นํ้า\r\nใส", clock="13.30 น.", year="ค.ศ. 2026",
                  at_day="1/10/68", at_time="9.00")  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "title": "แปลก",
        "body": "น้ำ\nใส",
        "day": date(2025, 10, 1),
        "clock": time(13, 30),
        "year": 2569,
        "at": datetime(2025, 10, 1, 9, 0, tzinfo=BANGKOK),
    }


def test_what_is_left_out_is_none():
    form = filled()
    assert form.is_valid(), form.errors
    assert [form.cleaned_data[name] for name in ("body", "clock", "year", "at")] == [
        "", None, None, None,
    ]  # fmt: skip


@pytest.mark.req("R145")
def test_a_refused_date_says_why_and_stays_as_typed():
    form = filled(day="29 ก.พ. 2568", year="52")
    assert not form.is_valid()
    assert form.errors["day"] == ["ไม่มีวันที่ 29 ก.พ. 2568 เพราะเดือนกุมภาพันธ์ ปี 2568 มี 28 วัน"]
    assert "29 ก.พ. 2568" in str(form["day"])
    assert form.cleaned_data["year"] == 2552


def test_bounds_and_required():
    form = filled(year="2480", day=" \u200b")
    assert form.errors["year"] == ["ปีต้องอยู่ระหว่าง พ.ศ. 2500 ถึง 2700"]
    assert "day" in form.errors
    assert filled(at_day="1/10/68").errors["at"] == ["กรุณาใส่ทั้งวันที่และเวลา"]


def test_the_box_shows_a_thai_date_and_offers_an_example():
    form = Entry(initial={"day": date(2026, 11, 24), "clock": time(9, 5),
                          "at": datetime(2026, 11, 24, 2, 0, tzinfo=BANGKOK)})  # fmt: skip
    assert 'value="24 พ.ย. 2569"' in str(form["day"])
    assert 'inputmode="text"' in str(form["day"])
    assert 'value="09.05"' in str(form["clock"])
    assert 'value="02.00"' in str(form["at"])
    assert form["day"].help_text == "เช่น 1 ต.ค. 2569"


def test_the_browsers_own_calendar_is_understood():
    class Native(forms.Form):
        day = ThaiDateField(widget=forms.DateInput({"type": "date"}))

    assert 'value="2026-11-24"' in str(Native(initial={"day": date(2026, 11, 24)})["day"])
    form = Native({"day": "2026-11-24"})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 11, 24)


def test_the_same_day_written_otherwise_is_no_change():
    form = Entry({"title": "ก", "day": "24/11/2569"},
                 initial={"title": "ก", "day": date(2026, 11, 24)})  # fmt: skip
    assert form.changed_data == []


def test_a_year_stands_in_the_era_of_the_reader():
    kept = Entry(initial={"year": 2570})

    assert 'value="2570"' in str(kept["year"])
    with override("en"):
        assert 'value="2027"' in str(kept["year"])
        assert filled(year="2027").fields["year"].clean("2027") == 2570
        assert "1957" in str(filled(year="1900").errors["year"])
