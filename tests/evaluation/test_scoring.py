from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.evaluation.item_lines import parse_lines
from sala.evaluation.models import Item
from sala.evaluation.scoring import full_points, is_right, points_for, score


def item(kind, lines, points=2, pk=1):
    key = parse_lines(kind, lines)
    return Item(pk=pk, kind=kind, points=points, choices=key.choices, answer=key.answer)


SINGLE = item("single", "ก\n* ข\nค")
MULTIPLE = item("multiple", "* ก\nข\n* ค")
SHORT = item("short", "ใบส่งของ\nใบนำส่ง")
NUMERIC = item("numeric", "20 ± 0.5")
RUBRIC = item("rubric", "ต้องให้คนอื่นทำ\nทำได้เมื่อมีคนช่วย\nทำได้เอง", points=1)


@pytest.mark.req("R075", part="single, multiple, short answer, numeric")
@pytest.mark.parametrize(
    ("question", "given_", "right"),
    [
        (SINGLE, "1", True),
        (SINGLE, "0", False),
        (SINGLE, "", False),
        (MULTIPLE, ["0", "2"], True),
        (MULTIPLE, ["2", "0"], True),
        (MULTIPLE, ["0"], False),
        (MULTIPLE, ["0", "1", "2"], False),
        (SHORT, " ใบ ส่งของ ", True),
        (SHORT, "ใบนำส่ง", True),
        (SHORT, "ใบเสร็จ", False),
        (NUMERIC, "๒๐.๕", True),
        (NUMERIC, "20.51", False),
        (NUMERIC, "ยี่สิบ", False),
        (NUMERIC, None, False),
    ],
)
def test_an_answer_is_right_or_not(question, given_, right):
    assert is_right(question, given_) is right
    assert points_for(question, given_) == (2 if right else 0)


def test_decomposed_thai_is_the_same_answer():
    assert is_right(item("short", "น้ำ"), "นํ้า")


@given(st.one_of(st.text(max_size=5), st.none(), st.lists(st.text(max_size=2), max_size=3)))
def test_points_lie_between_nothing_and_full(given_):
    for question in (SINGLE, MULTIPLE, SHORT, NUMERIC, RUBRIC):
        assert 0 <= points_for(question, given_) <= full_points(question)


def test_a_rubric_counts_its_level():
    assert [points_for(RUBRIC, level) for level in ("1", "3", "4", "0")] == [1, 3, 0, 0]
    assert full_points(RUBRIC) == 3


def test_a_score_is_the_sum_of_its_points():
    second = item("single", "* ก\nข", points=3, pk=2)
    points, total = score([SINGLE, second], {"1": "1", "2": "1"})

    assert (points, total) == ({"1": "2", "2": "0"}, Decimal(2))
