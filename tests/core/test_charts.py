"""Charts: marks where the figures are, the table behind them, and nothing to trip over."""

from __future__ import annotations

import re

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from sala.core import charts

SCORES = st.none() | st.floats(0, 10, allow_nan=False)


def drawn(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_full_bar_belongs_to_the_largest_value_or_to_most():
    rows = [{"label": "ก", "value": 10}, {"label": "ข", "value": 5}]
    widths = [mark["width"] for mark in charts.bars("t", rows, note="", heads=("", "")).marks]
    assert widths == ["84.0%", "42.0%"]
    widths = [m["width"] for m in charts.bars("t", rows, note="", heads=("", ""), most=20).marks]
    assert widths == ["42.0%", "21.0%"]


def test_table_behind_a_bar_chart_has_the_same_figures_and_escapes_names():
    rows = [{"label": "<b>กอง</b>", "value": 1234}, {"label": "ข", "value": None}]
    html = drawn('{% bar_chart "พบมาก" rows "คน" what="หน่วย" unit=" คน" %}', rows=rows)
    assert "<b>กอง" not in html
    assert html.count("1,234 คน") == 2  # beside the bar and in the table
    assert '<th scope="row">ข</th><td class="number">–</td>' in html


def test_words_of_a_fall_change_sides_so_that_they_do_not_cross():
    rows = [
        {"label": "ก", "before": 8.0, "after": 3.0},
        {"label": "ข", "before": 3.0, "after": 8.0},
    ]
    fall, rise = charts.changes("t", rows, note="", heads=(), low=0, high=10).marks
    assert (fall["before"]["dx"], fall["after"]["dx"]) == (14, -14)
    assert (rise["before"]["dx"], rise["after"]["dx"]) == (-14, 14)


def test_a_number_at_the_end_of_the_axis_stays_inside():
    rows = [{"label": "ข้อ 1", "before": 0, "after": 100, "word": ""}]
    (mark,) = charts.changes("ก", rows, note="", heads=[], low=0, high=100).marks
    assert (mark["before"]["dx"], mark["after"]["dx"]) == (4, -4)


@given(before=SCORES, after=SCORES)
def test_a_pair_never_leaves_the_axis_and_a_missing_end_is_not_drawn(before, after):
    row = {"label": "ก", "before": before, "after": after}
    mark = charts.changes("t", [row], note="", heads=(), low=0, high=10).marks[0]
    for name, value in (("before", before), ("after", after)):
        assert (name in mark) == (value is not None)
        if value is not None:
            assert 3 <= float(mark[name]["x"].rstrip("%")) <= 97
    assert mark["has_both"] == (None not in (before, after))


@given(st.lists(st.integers(0, 400), min_size=2, max_size=7))
def test_parts_of_a_spread_fill_the_whole_width_without_gaps(counts):
    rows = [{"label": "ก", "counts": counts, "mean": None, "sd": None}]
    mark = charts.spreads("t", rows, note="", heads=(), words=["x"] * len(counts)).marks[0]
    assert mark["is_empty"] == (sum(counts) == 0)
    end = 0.0
    for part in mark["parts"]:
        assert float(part["x"].rstrip("%")) == pytest.approx(end, abs=0.02)
        end = float(part["x"].rstrip("%")) + float(part["width"].rstrip("%"))
    if sum(counts):
        assert end == pytest.approx(100, abs=0.05)


@given(st.lists(SCORES, min_size=1, max_size=24))
def test_trend_stays_inside_its_frame_and_skips_what_is_not_known(values):
    labels = [str(at) for at in range(len(values))]
    chart = charts.trend("t", [{"name": "ก", "values": values}], note="", heads=(), labels=labels)
    points = chart.marks[0]["points"]
    assert len(points) == sum(value is not None for value in values)
    assert all(20 <= point["y"] <= 170 for point in points)
    assert all(1.5 <= point["x"] <= 83.5 for point in points)
    assert chart.moments[0]["label"] == labels[0]
    assert chart.moments[-1]["label"] == labels[-1]


def test_names_of_two_lines_never_lie_on_each_other():
    series = [{"name": "ปีนี้", "values": [1, 9]}, {"name": "ปีก่อน", "values": [2, 9]}]
    one, two = charts.trend("t", series, note="", heads=(), labels=["ก", "ข"]).marks
    assert abs(one["word_y"] - two["word_y"]) >= 40


@pytest.mark.parametrize("tag", ["bar_chart", "change_chart", "spread_chart"])
def test_chart_of_nothing_says_so(tag):
    more = " low=0 high=10" if tag == "change_chart" else ""
    html = drawn(f'{{% {tag} "ยังไม่มี" rows "คน"{more} %}}', rows=[])
    assert "<svg" not in html
    assert "ยังไม่มีข้อมูลพอที่จะวาด" in html


def test_every_drawing_has_its_finding_as_name_and_no_inline_style():
    rows = [{"label": "ก", "counts": [1, 2, 3, 4, 5], "mean": 3.6666, "sd": 1.2}]
    html = drawn('{% spread_chart "พอใจมาก" rows "n = 15" %}', rows=rows)
    assert re.search(r'<svg [^>]*role="img" aria-label="พอใจมาก"', html)
    assert "style=" not in html
    assert '<td class="number">3.67</td><td class="number">1.20</td>' in html
