from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.meetings.timing import (
    DEFAULT_STEPS,
    Step,
    is_one_way,
    lacks_practice,
    lecture_share,
    overrun,
    plan_percent,
    total_minutes,
    warnings,
)

steps = st.lists(
    st.builds(
        Step,
        what=st.just("ทำ"),
        minutes=st.integers(1, 240),
        kind=st.sampled_from(["exchange", "lecture", "practice", "other"]),
    ),
    max_size=12,
)


def test_the_steps_offered_first_fill_an_hour_and_let_people_practise():
    offered = [Step(str(what), minutes, kind) for what, minutes, kind in DEFAULT_STEPS]

    assert total_minutes(offered) == 60
    assert not lacks_practice(offered)
    assert warnings(offered, 60, 120) == []


@pytest.mark.req("R051")
def test_steps_of_75_minutes_do_not_fit_an_hour():
    assert "75" in overrun([Step("เล่า", 75, "exchange")], 60)
    assert overrun([Step("เล่า", 60, "exchange")], 60) == ""


@pytest.mark.req("R030")
def test_fifty_of_sixty_minutes_of_lecture_is_training():
    found = warnings([Step("บรรยาย", 50, "lecture"), Step("ถาม", 10, "exchange")], 60, 120)

    assert [warning.field for warning in found] == ["lecture_reason"]
    assert "การอบรม" in found[0].sentence


@pytest.mark.req("R058", part="warning over the cap")
def test_three_hours_are_too_long():
    assert [warning.field for warning in warnings([], 180, 120)] == ["long_reason"]
    assert warnings([], 120, 120) == []


@pytest.mark.req("I18")
@given(steps, st.integers(1, 600), st.integers(30, 240))
def test_a_warning_comes_exactly_over_the_cap_or_over_half_a_lecture(rows, minutes, cap):
    fields = {warning.field for warning in warnings(rows, minutes, cap)}

    lecture = sum(row.minutes for row in rows if row.kind == "lecture")
    assert ("long_reason" in fields) == (minutes > cap)
    assert ("lecture_reason" in fields) == (2 * lecture > total_minutes(rows))


def test_the_share_of_nothing_is_unknown():
    assert lecture_share([]) is None


@pytest.mark.req("R069", part="hint when no step is practice")
def test_a_plan_without_practice_is_hinted_at():
    assert lacks_practice([Step("เล่า", 30, "exchange")])


@pytest.mark.req("R054", part="plan versus actual")
def test_five_of_six_sessions_are_83_33_percent():
    assert plan_percent(5, 6) == 83.33
    assert plan_percent(0, 0) is None


@pytest.mark.req("R057")
def test_only_experts_speaking_is_one_way():
    assert is_one_way(expert_voices=2, member_voices=0)
    assert not is_one_way(expert_voices=2, member_voices=1)
    assert not is_one_way(expert_voices=0, member_voices=0)
