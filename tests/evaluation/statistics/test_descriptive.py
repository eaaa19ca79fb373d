from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.evaluation.statistics import (
    LevelScale,
    bands,
    describe,
    half_up,
    level_word,
    percentage,
    rating_word,
    share,
)


def test_a_survey_item():
    result = describe([5, 4, 4, None, 3], source="แบบประเมินความพึงพอใจ")
    assert (result.n, result.mean.shown, result.deviation.shown) == (4, "4.00", "0.82")
    assert result.mean.source == "แบบประเมินความพึงพอใจ"
    assert "n − 1" in result.deviation.formula
    assert rating_word(result) == "มาก"


def test_nobody_and_one():
    assert [describe([]).mean.shown, describe([]).deviation.shown] == ["–", "–"]
    assert rating_word(describe([None])) == "–"
    one = describe([4])
    assert (one.mean.shown, one.deviation.shown) == ("4.00", "–")
    assert one.deviation.note == "ต้องมีข้อมูลอย่างน้อย 2 คน"


def test_a_tie_is_rounded_up_before_the_word_is_looked_up():
    result = describe([Decimal("4.50"), Decimal("4.51")])
    assert result.mean.value == Decimal("4.505")
    assert result.mean.shown == "4.51"
    assert rating_word(result) == "มากที่สุด"
    assert level_word(4.505) == "มากที่สุด"
    assert level_word(4.504) == "มาก"


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        ("5.00", ("มากที่สุด", "มากที่สุด", "มากที่สุด")),
        ("4.50", ("มาก", "มากที่สุด", "มากที่สุด")),
        ("4.21", ("มาก", "มากที่สุด", "มาก")),
        ("4.20", ("มาก", "มาก", "มาก")),
        ("3.50", ("ปานกลาง", "มาก", "มาก")),
        ("3.40", ("ปานกลาง", "ปานกลาง", "ปานกลาง")),
        ("2.50", ("น้อย", "น้อย", "ปานกลาง")),
        ("1.50", ("น้อยที่สุด", "น้อยที่สุด", "น้อย")),
        ("1.81", ("น้อย", "น้อย", "น้อย")),
        ("1.00", ("น้อยที่สุด", "น้อยที่สุด", "น้อยที่สุด")),
    ],
)
def test_three_tables(mean, words):
    scales = (LevelScale.BOONCHOM, LevelScale.EQUAL_INTERVAL, LevelScale.HALF_POINT)
    assert tuple(level_word(Decimal(mean), scale) for scale in scales) == words


@pytest.mark.parametrize("scale", LevelScale)
def test_bands_leave_no_gap_and_name_their_table(scale):
    rows = bands(scale)
    assert (rows[0].last, rows[-1].first) == (5, 1)
    for higher, lower in pairwise(rows):
        assert higher.first - lower.last == Decimal("0.01")
    assert scale.label


@given(st.integers(100, 500).map(lambda cents: Decimal(cents) / 100), st.sampled_from(LevelScale))
def test_every_mean_has_the_word_of_its_band(mean, scale):
    word = level_word(mean, scale)
    assert [band.word for band in bands(scale) if band.first <= mean <= band.last] == [word]


def test_a_mean_off_the_scale_is_refused():
    with pytest.raises(ValueError, match="between 1 and 5"):
        level_word(0.5)
    assert level_word(None) == "–"


def test_percentages_half_up():
    assert percentage(1, 3) == Decimal("33.33")
    assert percentage(1, 16) == Decimal("6.25")
    assert percentage(1, 800) == Decimal("0.13")
    assert percentage(0, 0) is None


@pytest.mark.req("R144", part="ratio")
def test_share_is_shown_to_two_decimals():
    figure = share("ใช้ต่อสร้าง", 4, 10)
    assert (figure.shown, figure.unit, figure.n) == ("40.00", "%", 10)
    assert share("ใช้ต่อสร้าง", 0, 0).shown == "–"


@given(st.fractions(-1000, 1000, max_denominator=2000), st.integers(0, 4))
def test_half_up_is_nearest_and_symmetric(value, places):
    rounded = half_up(value, places)
    assert abs(Fraction(rounded) - value) * 2 <= Fraction(1, 10**places)
    assert half_up(-value, places) == -rounded
    if abs(Fraction(rounded) - value) * 2 == Fraction(1, 10**places):
        assert abs(rounded) > abs(value)
