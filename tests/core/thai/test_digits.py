from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.core.thai import digit_style, styled, to_arabic, to_thai


@pytest.mark.req("R145", part="digits")
def test_prose_turns_thai_while_addresses_and_codes_stay():
    text = "ดู https://sala.example.go.th/c/12?p=3 ข้อ 3 เลขที่ KA-2569-0001 โทร 2 a1@x.th A4 ครั้งที่5"
    assert to_thai(text) == (
        "ดู https://sala.example.go.th/c/12?p=3 ข้อ ๓ เลขที่ KA-2569-0001 โทร ๒ a1@x.th A4 ครั้งที่๕"
    )


def test_arabic_everywhere_but_in_an_address():
    assert to_arabic("ปี ๒๕๖๙ ที่ https://a.th/๑๒ ข้อ ๓") == "ปี 2569 ที่ https://a.th/๑๒ ข้อ 3"


@given(st.text(st.sampled_from("0123456789 .,กขคง-/"), max_size=30))
def test_there_and_back(text):
    assert to_arabic(to_thai(text)) == text
    assert not any(char in "0123456789" for char in to_thai(text))


def test_a_report_chooses_its_digits_once():
    with digit_style("thai"):
        assert styled("ข้อ 12") == "ข้อ ๑๒"
        assert styled("ข้อ 12", "arabic") == "ข้อ 12"
        with digit_style("arabic"):
            assert styled("12") == "12"
    assert styled("12") == "12"
    with pytest.raises(ValueError, match="roman"), digit_style("roman"):
        pass
