from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.core.thai.text import clean_line, fold_key
from sala.evaluation.item_lines import LinesProblem, lines_of, parse_lines

WORDS = st.text(st.sampled_from("กขคงจฉ ่าิีุู123abc"), min_size=1, max_size=12).map(clean_line)
CHOICES = st.lists(WORDS.filter(bool), min_size=2, max_size=6, unique_by=fold_key)


@given(CHOICES, st.data())
def test_choices_read_back_as_they_were_written(words, data):
    right = data.draw(st.integers(0, len(words) - 1))
    typed = "\n".join(f"* {w}" if place == right else w for place, w in enumerate(words))
    key = parse_lines("single", typed)

    assert [one["is_right"] for one in key.choices].index(True) == right
    assert parse_lines("single", lines_of("single", key.choices, key.answer)) == key


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("single", "ก", "สองบรรทัด"),
        ("single", "ก\nข", "หน้าตัวเลือกที่ถูก"),
        ("single", "* ก\n* ข", "ตัวเลือกเดียว"),
        ("multiple", "* ก\n ก ", "ซ้ำกัน"),
        ("short", " \n ", "คำตอบที่ยอมรับ"),
        ("numeric", "ยี่สิบ", "ใส่ตัวเลข"),
        ("numeric", "20 ± -1", "ใส่ตัวเลข"),
        ("numeric", "NaN", "ใส่ตัวเลข"),
        ("rubric", "ทำได้", "จากต่ำไปสูง"),
    ],
)
def test_what_cannot_be_an_item_is_refused_with_a_sentence(kind, typed, said):
    with pytest.raises(LinesProblem, match=said):
        parse_lines(kind, typed)


def test_a_number_may_have_a_margin_and_thai_digits():
    key = parse_lines("numeric", "๑,๒๐๐ ± ๐.๕")
    assert key.answer == {"value": "1200", "tolerance": "0.5"}
    assert lines_of("numeric", [], key.answer) == "1200 ± 0.5"
