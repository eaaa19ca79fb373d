from __future__ import annotations

from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sala.evaluation.statistics import Discrimination, analyse_items, weakest_items

ITEMS = ["ก", "ข", "ค"]
sheets = st.lists(
    st.fixed_dictionaries({item: st.sampled_from([0, 1, 0.5, None]) for item in ITEMS}),
    max_size=25,
)


def test_difficulty_and_upper_lower_discrimination():
    # Ten people, extremes of three (27 % of 10 is 2.7); ข is known by the upper ones only.
    rows = [{"ก": 1, "ข": int(place < 5), "ค": int(place < 8)} for place in range(10)]
    results = {result.item: result for result in analyse_items(rows, ITEMS)}
    assert [results[item].difficulty.shown for item in ITEMS] == ["1.00", "0.50", "0.80"]
    assert [results[item].discrimination.shown for item in ITEMS] == ["0.00", "1.00", "0.67"]
    assert "27" in results["ก"].discrimination.formula


@pytest.mark.req("R076", part="the weakest items")
def test_the_three_weakest_items():
    rows = [{"ก": 1, "ข": 0, "ค": int(place < 2), "ง": int(place < 1)} for place in range(4)]
    results = analyse_items(rows, ["ก", "ข", "ค", "ง"])
    assert [result.item for result in weakest_items(results)] == ["ข", "ง", "ค"]
    assert weakest_items(analyse_items([], ITEMS)) == []


@given(sheets)
def test_point_biserial_agrees_with_scipy(rows):
    for result in analyse_items(rows, ITEMS, method=Discrimination.POINT_BISERIAL):
        won = [float(row[result.item] or 0) for row in rows]
        rest = [sum(float(row[item] or 0) for item in ITEMS if item != result.item) for row in rows]
        if len(set(won)) < 2 or len(set(rest)) < 2:
            assert result.discrimination.shown == "–"
        else:
            oracle = stats.pearsonr(won, rest).statistic
            assert isclose(result.discrimination.value, oracle, rel_tol=1e-9, abs_tol=1e-9)


@given(sheets, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    for method in Discrimination:
        assert analyse_items(rows, ITEMS, method=method) == analyse_items(
            shuffled, ITEMS, method=method
        )


@given(sheets)
def test_ranges_and_counts(rows):
    for result in analyse_items(rows, ITEMS):
        assert result.difficulty.n == len(rows)
        assert result.difficulty.is_defined == bool(rows)
        assert result.difficulty.value is None or 0 <= result.difficulty.value <= 1
        power = result.discrimination.value
        assert power is None or -1 <= power <= 1


def test_blank_counts_as_nothing_won_and_one_person_tells_nothing():
    (only,) = analyse_items([{"ก": None}], ["ก"])
    assert only.difficulty.shown == "0.00"
    assert only.discrimination.shown == "–"
    assert only.discrimination.note
    (halved, *_rest) = analyse_items([{"ก": Fraction(1, 2)}, {}], ["ก"])
    assert halved.difficulty.shown == "0.25"


def test_points_beyond_the_item_are_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        analyse_items([{"ก": 2}], ["ก"])
