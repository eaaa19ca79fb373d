from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.core.thai import ThaiName, clean_line, polite_name, split_name


@pytest.mark.parametrize(
    ("written", "title", "given_name", "family"),
    [
        ("นางสาวอนงค์ ใจดี", "นางสาว", "อนงค์", "ใจดี"),
        ("นาย สมชาย  ณ อยุธยา", "นาย", "สมชาย", "ณ อยุธยา"),
        ("น.ส. อนงค์ ใจดี", "น.ส.", "อนงค์", "ใจดี"),
        ("ว่าที่ร้อยตรีบุญ มีสุข", "ว่าที่ร้อยตรี", "บุญ", "มีสุข"),
        ("ว่าที่ ร.ต.หญิง มาลี ดี", "ว่าที่ ร.ต.หญิง", "มาลี", "ดี"),
        ("ผศ. ดร. วิไล งามตา", "ผศ. ดร.", "วิไล", "งามตา"),
        ("ศ.เกียรติคุณ นพ.วิชัย ดี", "ศ.เกียรติคุณ นพ.", "วิชัย", "ดี"),
        ("ดร วิชัย ดี", "ดร", "วิชัย", "ดี"),
        ("พ.ต.อ.ชัย กล้า", "พ.ต.อ.", "ชัย", "กล้า"),
        ("Mr. John Smith", "Mr.", "John", "Smith"),
        ("ดรุณี แสงทอง", "", "ดรุณี", "แสงทอง"),
        ("นางาม ทองดี", "", "นางาม", "ทองดี"),
        ("คุณวุฒิ ใจดี", "", "คุณวุฒิ", "ใจดี"),
        ("คุณากร ใจดี", "", "คุณากร", "ใจดี"),
        ("นางสาวหญิง ใจดี", "นางสาว", "หญิง", "ใจดี"),
        ("บุญ", "", "บุญ", ""),
        ("นาย", "", "นาย", ""),
        ("", "", "", ""),
    ],
)
def test_titles_are_told_from_names(written, title, given_name, family):
    assert split_name(written) == ThaiName(title, given_name, family)


def test_display_forms():
    name = split_name("นางสาวอนงค์ ใจดี")
    assert (name.full, name.plain, name.polite) == ("นางสาวอนงค์ ใจดี", "อนงค์ ใจดี", "คุณอนงค์")
    assert split_name("ดร. สมชาย ใจดี").full == "ดร.สมชาย ใจดี"
    assert split_name("Mr. John Smith").full == "Mr. John Smith"
    assert split_name("Mr. John Smith").polite == "John"
    assert polite_name("") == ""


@given(st.text(st.sampled_from("นายงสาวดร.วคุณ ที่่้ร.ต.กขA"), max_size=20) | st.text())
def test_nothing_of_a_name_is_lost(written):
    name = split_name(written)
    assert "".join(name).replace(" ", "") == clean_line(written).replace(" ", "")
    assert name.full.replace(" ", "") == clean_line(written).replace(" ", "")
