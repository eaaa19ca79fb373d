"""Oracle: scipy, which stands in the development environment only."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import isclose
from statistics import stdev

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import special, stats

from sala.core.thai import digit_style
from sala.evaluation.statistics import compare_paired
from sala.evaluation.statistics.distribution import incomplete_beta, two_sided_p

scores = st.integers(0, 40).map(lambda half: Decimal(half) / 2)
pairs = st.lists(st.tuples(scores, scores), max_size=30)
TEN = [(4, 8), (5, 7), (6, 9), (3, 8), (7, 7), (5, 9), (4, 6), (6, 10), (5, 8), (8, 9)]


def compared(rows, **changes):
    return compare_paired(rows, **({"max_score": 20, "pass_percent": 60} | changes))


@pytest.mark.req("R075", part="statistics")
def test_a_worked_example():
    result = compared(TEN, max_score=10, source="แบบทดสอบครั้งที่ 1")
    assert (result.n, result.degrees, result.at_full_marks, result.unpaired) == (10, 9, 0, 0)
    assert [figure.shown for figure in result.figures] == [
        "5.30", "1.49", "8.10", "1.20", "2.80", "1.55",
        "0.60", "0.58", "5.72", "< 0.001", "40.00", "100.00",
    ]  # fmt: skip
    assert result.is_significant is True
    assert all(figure.source == "แบบทดสอบครั้งที่ 1" for figure in result.figures)
    assert all(figure.formula and figure.name and figure.n == 10 for figure in result.figures)


@pytest.mark.req("R075", part="statistics")
@given(pairs)
def test_t_and_p_agree_with_scipy(rows):
    gains = [after - before for before, after in rows]
    assume(len(set(gains)) > 1)
    result = compared(rows)
    oracle = stats.ttest_rel([float(b) for _a, b in rows], [float(a) for a, _b in rows])
    assert isclose(float(result.t.value), oracle.statistic, rel_tol=1e-9, abs_tol=1e-12)
    assert isclose(float(result.p.value), oracle.pvalue, rel_tol=1e-8, abs_tol=1e-14)
    assert result.degrees == oracle.df


@given(st.floats(-60, 60), st.integers(1, 500))
def test_the_tail_of_t_agrees_with_scipy(t, degrees):
    assert isclose(two_sided_p(t, degrees), 2 * stats.t.sf(abs(t), degrees),
                   rel_tol=1e-9, abs_tol=1e-300)  # fmt: skip


@given(st.floats(0.1, 200), st.floats(0.1, 200), st.floats(0, 1))
def test_the_incomplete_beta_agrees_with_scipy(a, b, x):
    assert isclose(incomplete_beta(a, b, x), special.betainc(a, b, x), rel_tol=1e-7, abs_tol=1e-12)


@given(pairs)
def test_means_deviations_and_gains_by_definition(rows):
    result = compared(rows)
    before, after = [Fraction(a) for a, _b in rows], [Fraction(b) for _a, b in rows]
    for values, middle, spread in (
        (before, result.mean_before, result.deviation_before),
        (after, result.mean_after, result.deviation_after),
    ):
        if values:
            assert isclose(middle.value, sum(values) / len(values), rel_tol=1e-12)
        if len(values) > 1:
            oracle = stdev(values)
            assert isclose(spread.value, oracle, rel_tol=1e-9, abs_tol=1e-9)
    open_to_gain = [(b - a) / (20 - a) for a, b in zip(before, after, strict=True) if a < 20]
    assert result.at_full_marks == len(rows) - len(open_to_gain) == before.count(20)
    assert result.individual_gain.n == len(open_to_gain)
    assert result.individual_gain.is_defined == bool(open_to_gain)
    if open_to_gain:
        value = sum(open_to_gain) / len(open_to_gain)
        assert isclose(result.individual_gain.value, value, rel_tol=1e-12, abs_tol=1e-12)


@given(pairs)
def test_the_order_of_people_does_not_matter(rows):
    assert compared(rows) == compared(list(reversed(rows)))


def test_class_and_individual_gain_differ():
    result = compared([(0, 10), (18, 20)])
    assert result.class_gain.shown == "0.55"
    assert result.individual_gain.shown == "0.75"


def test_only_those_who_took_both_enter():
    result = compared([(10, 15), (None, 20), (12, None), (None, None)])
    assert (result.n, result.unpaired) == (1, 3)
    assert result.mean_after.shown == "15.00"
    assert result.passed_after.shown == "100.00"


def test_nobody_and_one_person_show_dashes_with_their_reason():
    nobody, one = compared([]), compared([(10, 15)])
    assert {figure.shown for figure in nobody.figures} == {"–"}
    assert all(figure.note for figure in nobody.figures)
    assert nobody.is_significant is None
    assert [one.deviation_before.shown, one.t.shown, one.p.shown] == ["–", "–", "–"]
    assert one.mean_gain.shown == "5.00"
    assert one.degrees is None


def test_full_marks_before_are_counted_and_leave_no_gain():
    result = compared([(20, 20), (20, 18), (10, 15)])
    assert (result.at_full_marks, result.individual_gain.n) == (2, 1)
    assert result.individual_gain.shown == "0.50"
    all_full = compared([(20, 20), (20, 20)])
    assert all_full.class_gain.shown == all_full.individual_gain.shown == "–"
    assert all_full.class_gain.note == "ทุกคนได้คะแนนเต็มก่อนเรียนแล้ว"


def test_equal_gains_have_no_t():
    result = compared([(1, 3), (2, 4), (5, 7)])
    assert result.t.shown == "–"
    assert result.t.note == "ทุกคนเพิ่มขึ้นเท่ากัน จึงหาค่า t ไม่ได้"


def test_the_criterion_itself_passes():
    result = compared([(11.99, 12), (12, 12)])
    assert (result.passed_before.shown, result.passed_after.shown) == ("50.00", "100.00")


@pytest.mark.parametrize("rows", [[(-1, 5)], [(5, 21)], [(float("nan"), 1)]])
def test_impossible_scores_are_refused(rows):
    with pytest.raises(ValueError, match="score"):
        compared(rows)


def test_figures_follow_the_digits_of_the_report():
    with digit_style("thai"):
        assert compared(TEN, max_score=10).mean_before.shown == "๕.๓๐"
        assert compared(TEN, max_score=10).p.shown == "< ๐.๐๐๑"
