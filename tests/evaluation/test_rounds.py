from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sala.evaluation.rounds import may_remind, rounds

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("plan", "asked"), [([], [30]), ([90, 30], [30, 90]), (["30", 30, "x"], [30]), ([None], [30])]
)
def test_the_plan_names_the_rounds(plan, asked):
    assert rounds(plan) == asked


@pytest.mark.parametrize(
    ("days", "count", "allowed"), [(7, 0, True), (6, 0, False), (7, 2, True), (99, 3, False)]
)
def test_reminders_are_a_week_apart_and_three_at_most(days, count, allowed):
    assert may_remind(NOON - timedelta(days=days), count, NOON) is allowed
