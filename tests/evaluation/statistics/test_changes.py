from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.evaluation.statistics import Measure, change, totals_by_unit

amounts = st.decimals(0, 10_000, places=2)


@pytest.mark.req("R078", part="arithmetic")
def test_thirty_minutes_become_twenty():
    figure = change(30, 20)
    assert (figure.shown, figure.unit) == ("−33.33", "%")
    assert change(0, 5).shown == "–"
    assert change(0, 5).note == "ค่าก่อนเป็น 0 จึงคิดเป็นร้อยละไม่ได้"
    assert change(Decimal("0.1"), Decimal("0.3")).shown == "200.00"


@pytest.mark.req("R078", part="arithmetic")
def test_only_the_same_unit_is_added_up():
    totals = totals_by_unit(
        [
            Measure(30, 20, "นาที"),
            Measure(3, 1, "ครั้ง"),
            Measure(60, 40, " นา\u200bที "),
            Measure(2, 1, "ชั่วโมง"),
        ]
    )
    assert [(total.unit, total.n, total.before.shown, total.after.shown) for total in totals] == [
        ("นาที", 2, "90.00", "60.00"),
        ("ครั้ง", 1, "3.00", "1.00"),
        ("ชั่วโมง", 1, "2.00", "1.00"),
    ]
    assert [total.change.shown for total in totals] == ["−33.33", "−66.67", "−50.00"]
    assert totals[0].before.unit == "นาที"
    assert totals_by_unit([]) == []


@pytest.mark.req("R078", part="arithmetic")
@given(st.lists(st.tuples(amounts, amounts, st.sampled_from(["นาที", "บาท"])), max_size=12))
def test_totals_are_the_sums_of_their_unit(rows):
    totals = {total.unit: total for total in totals_by_unit([Measure(*row) for row in rows])}
    assert set(totals) == {unit for _before, _after, unit in rows}
    for unit, total in totals.items():
        assert total.before.value == sum(row[0] for row in rows if row[2] == unit)
        assert total.after.value == sum(row[1] for row in rows if row[2] == unit)
        assert total.n == sum(row[2] == unit for row in rows)
