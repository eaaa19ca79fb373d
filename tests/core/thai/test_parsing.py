from __future__ import annotations

import re
from datetime import date, time

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from sala.core.thai import (
    MONTHS,
    DateProblem,
    parse_thai_date,
    parse_thai_time,
    parse_year,
    thai_date,
    to_thai,
)

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def thai():
    with override("th"):
        yield


@pytest.mark.req("R145")
@pytest.mark.parametrize(
    "typed",
    [
        "๑ ต.ค. ๒๕๖๘", "1/10/2568", "1/10/2025", "1-10-68", "01.10.2568", "2025-10-01",
        "2568-10-01",
        "1 ต.ค. 68", "1 ตค 2568", "1ต.ค.2568", "1 ตุลาคม 2568", "1 ตุลา 68", "1 ตุลาคม พ.ศ. 2568",
        "1 ต.ค. พ.ศ.๒๕๖๘", "วันที่ 1 เดือน ตุลาคม พ.ศ. 2568", "วันพุธที่ 1 ตุลาคม 2568", "พ. 1 ต.ค. 2568",
        "1 ต.ค. ค.ศ. 2025", "1/10/ค.ศ. 25", "1 Oct 2025", "Oct 1, 2025", "Wed 1 October 2025",
        "2568/10/1",
        "\u200b1 ต.ค.\u00a02568 ",
    ],
)  # fmt: skip
def test_the_first_of_october_however_written(typed):
    assert parse_thai_date(typed, TODAY) == date(2025, 10, 1)


@pytest.mark.req("R145")
def test_short_years_and_months_without_dots():
    assert parse_thai_date("12 กพ 52", TODAY) == date(2009, 2, 12)
    assert parse_year("ปี 52") == 2552
    assert parse_thai_date("29 ก.พ. 2567", TODAY) == date(2024, 2, 29)


@pytest.mark.req("R145")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("29 ก.พ. 2568", "ไม่มีวันที่ 29 ก.พ. 2568 เพราะเดือนกุมภาพันธ์ ปี 2568 มี 28 วัน"),
        ("31 เม.ย. 2569", "ไม่มีวันที่ 31 เม.ย. 2569 เพราะเดือนเมษายนมี 30 วัน"),
        ("24 พ.ย.", "กรุณาใส่ปีด้วย เช่น 24 พ.ย. 2569"),
        ("24/11", "กรุณาใส่ปีด้วย เช่น 24 พ.ย. 2569"),
        ("ต.ค. 2568", "กรุณาใส่ให้ครบทั้งวันที่ เดือน และปี เช่น 24 พ.ย. 2569"),
        ("12/25/2569", "เดือนต้องเป็น 1 ถึง 12 และเขียนวันที่ก่อนเดือน เช่น 25/12/2569"),
        ("1 ม.ค. 3000", "ปี 3000 ไม่น่าถูกต้อง กรุณาตรวจอีกครั้ง"),
        ("สัปดาห์หน้า", "อ่านวันที่นี้ไม่ออก กรุณาพิมพ์ เช่น 24 พ.ย. 2569"),
    ],
)
def test_a_refusal_says_why(typed, sentence):
    with pytest.raises(DateProblem) as refused:
        parse_thai_date(typed, TODAY)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("typed", ["24 Nov", "31 April 2026", "29 Feb 2025", "gibberish"])
def test_a_refusal_in_english_names_english_months(typed):
    with override("en"), pytest.raises(DateProblem) as refused:
        parse_thai_date(typed, TODAY)
    months = "|".join(f"{month.name}|{re.escape(month.short)}" for month in MONTHS)
    example = str(refused.value).replace("เดือนกุมภาพันธ์", "")  # part of the sentence itself
    assert not re.search(months, example)
    assert "2569" not in str(refused.value)


def test_days_relative_to_today():
    assert parse_thai_date("วันนี้", TODAY) == TODAY
    assert parse_thai_date("พรุ่งนี้", TODAY) == date(2026, 11, 25)


@pytest.mark.req("R145")
@given(
    st.dates(date(1858, 1, 1), date(2399, 12, 31)),
    st.sampled_from(["short", "long", "plain", "full"]),
    st.booleans(),
    st.booleans(),
)
def test_what_we_write_we_read(day, style, is_english, in_thai_digits):
    written = thai_date(day, style, language="en" if is_english else "th")
    assert parse_thai_date(to_thai(written) if in_thai_digits else written, TODAY) == day


@given(st.text() | st.text(st.sampled_from("0123456789/-. ๑๒กพ.ศค.ตวันที่เดือนปี"), max_size=14))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    for read in (lambda: parse_thai_date(text, TODAY), lambda: parse_thai_time(text),
                 lambda: parse_year(text)):  # fmt: skip
        try:
            assert read() is not None
        except DateProblem as problem:
            assert str(problem)  # noqa: PT017 -- either outcome is right


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("13.30 น.", time(13, 30)),
        ("๑๓.๓๐น.", time(13, 30)),
        ("13:30", time(13, 30)),
        ("13:30:00", time(13, 30)),
        ("1330", time(13, 30)),
        ("เวลา 9 น.", time(9)),
        ("0.05", time(0, 5)),
    ],
)
def test_times(typed, read):
    assert parse_thai_time(typed) == read


@pytest.mark.parametrize("typed", ["24.00", "13.60", "บ่ายสอง", "", "13.5", "-1.00"])
def test_times_refused(typed):
    with pytest.raises(DateProblem):
        parse_thai_time(typed)


@pytest.mark.parametrize(
    "typed", ["2569", "๒๕๖๙", "พ.ศ. 2569", "2026", "ค.ศ. 2026", "69", "ปีงบประมาณ พ.ศ. 2569"]
)
def test_years_of_either_era(typed):
    assert parse_year(typed) == 2569


@pytest.mark.parametrize("typed", ["", "2568 2569", "ปีหน้า", "123", "99999", "9999"])
def test_years_refused(typed):
    with pytest.raises(DateProblem):
        parse_year(typed)
