"""A cycle begins, gets its topic and closes (actions/rounds.py, gates.py)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sala.core.locking import Stale
from sala.core.permissions import Refused
from sala.core.registries import StepCheck, StepGap, step_checks
from sala.cycles.actions import Topic, close_cycle, ensure_areas, set_topic, start_cycle
from sala.cycles.areas import AREAS
from sala.cycles.models import Area, Cycle
from sala.journal.models import Line
from tests.cycles.asking import decision_of
from tests.factories.cycles import AreaFactory, PlanVersionFactory, StrategyFactory


def topic(**changes):
    whole = {"title": "ตรวจรับ", "question": "ทำอย่างไร", "benefit": "งานไม่ตีกลับ"}
    return Topic(**whole | changes)


@pytest.mark.req("R001")
def test_fresh_agency_has_the_ten_areas_in_the_handbook_order(agency):
    ensure_areas(agency)
    ensure_areas(agency)

    rows = list(Area.objects.filter(agency=agency).values_list("number", "name"))
    assert rows == list(enumerate(AREAS, 1))
    assert len(rows) == 10


def test_start_asks_two_things_and_fills_in_the_rest(ready, anong):
    cycle = start_cycle(ready, title="ตรวจรับ", question="ทำอย่างไร", by=anong)

    assert cycle.starts_on < cycle.ends_on
    assert cycle.follow_up_days == [30]
    assert cycle.audience == ready.key
    assert Area.objects.filter(agency=ready.agency).count() == 10
    assert Line.objects.filter(verb="cycles.started", subject_id=cycle.pk).exists()


@pytest.mark.req("R016", part="starting a cycle asks for what is missing and keeps everything")
def test_start_of_an_informal_community_names_what_is_missing(community, anong):
    community.is_informal = True
    community.practice = ""
    community.save()

    with pytest.raises(Refused) as refusal:
        start_cycle(community, title="ตรวจรับ", question="ทำอย่างไร", by=anong)

    assert len(refusal.value.decision.missing) == 3
    assert Cycle.objects.count() == 0


def test_only_the_facilitator_starts_a_cycle(community, boon):
    with pytest.raises(Refused) as refusal:
        start_cycle(community, title="ตรวจรับ", question="ทำอย่างไร", by=boon)
    assert refusal.value.decision.code == "right.facilitator"


@pytest.mark.req("R032")
@pytest.mark.parametrize("benefit", ["", "   ", "\n\t"])
def test_topic_without_benefit_is_refused(cycle, anong, area, strategy, benefit):
    with pytest.raises(Refused) as refusal:
        set_topic(
            cycle,
            topic(benefit=benefit, areas=[area], strategies=[strategy]),
            seen=cycle.version,
            by=anong,
        )
    assert "ประโยชน์" in refusal.value.decision.reason


@pytest.mark.req("R033")
def test_topic_without_strategy_is_refused(cycle, anong, area):
    with pytest.raises(Refused, match="ยุทธศาสตร์"):
        set_topic(cycle, topic(areas=[area]), seen=cycle.version, by=anong)


def test_topic_with_an_area_of_another_agency_is_refused(cycle, anong, strategy, other_agency):
    foreign = AreaFactory(agency=other_agency)
    with pytest.raises(Refused) as refusal:
        set_topic(
            cycle, topic(areas=[foreign], strategies=[strategy]), seen=cycle.version, by=anong
        )
    assert refusal.value.decision.code == "value.other_agency"


@pytest.mark.req("I04")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    benefit=st.sampled_from(["", "  ", "งานไม่ตีกลับ"]),
    area_count=st.integers(0, 3),
    strategy_count=st.integers(0, 3),
)
def test_a_saved_topic_always_has_benefit_area_and_strategy(
    cycle, anong, agency, benefit, area_count, strategy_count
):
    before = Cycle.objects.get(pk=cycle.pk)
    areas = AreaFactory.create_batch(area_count, agency=agency)
    strategies = StrategyFactory.create_batch(strategy_count, agency=agency)
    is_whole = bool(benefit.strip() and area_count and strategy_count)
    try:
        set_topic(
            cycle,
            topic(benefit=benefit, areas=areas, strategies=strategies),
            seen=before.version,
            by=anong,
        )
    except Refused:
        after = Cycle.objects.get(pk=cycle.pk)
        assert not is_whole
        assert after.version == before.version
    else:
        saved = Cycle.objects.get(pk=cycle.pk)
        assert is_whole
        assert saved.benefit.strip()
        assert saved.areas.count() == area_count > 0
        assert saved.strategies.count() == strategy_count > 0


def test_two_who_save_the_topic_at_once_lose_nothing(cycle, anong, area, strategy):
    seen = cycle.version
    set_topic(
        cycle, topic(title="ของคนแรก", areas=[area], strategies=[strategy]), seen=seen, by=anong
    )

    with pytest.raises(Stale) as stale:
        set_topic(
            cycle, topic(title="ของคนหลัง", areas=[area], strategies=[strategy]), seen=seen, by=anong
        )

    assert stale.value.current.title == "ของคนแรก"
    assert stale.value.typed["title"] == "ของคนหลัง"


@pytest.fixture
def closable(monkeypatch):
    """Only the checks a test adds stand at the gate."""
    monkeypatch.setattr(step_checks, "_rows", {})

    def add(step, gaps):
        check = StepCheck(
            f"test{step}",
            step,
            1,
            lambda cycles, found: {c.pk: gaps for c in cycles},
            lambda cycles, found: {c.pk: 1.0 for c in cycles},
        )
        step_checks._rows[check.name] = check  # in the place of an earlier one

    return add


@pytest.mark.req("R009", part="the gate asks every step and names the people")
def test_close_is_refused_with_the_names_and_then_allowed(cycle, anong, closable):
    closable(6, [StepGap("1 คนยังไม่ได้รับการประเมิน", "/x/", "คุณบุญ แก้วกล้า")])

    with pytest.raises(Refused) as refusal:
        close_cycle(cycle, by=anong)

    decision = refusal.value.decision
    assert decision.code == "state.gaps"
    assert decision.missing[0].detail == "คุณบุญ แก้วกล้า"
    assert not Cycle.objects.get(pk=cycle.pk).is_closed

    closable(6, [])
    close_cycle(cycle, by=anong)
    assert Cycle.objects.get(pk=cycle.pk).closed_by == anong


@pytest.mark.req("I01", part="the gate: any gap of any step refuses")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(counts=st.lists(st.integers(0, 2), min_size=7, max_size=7))
def test_a_cycle_closes_exactly_when_no_step_has_a_gap(cycle, anong, closable, counts):
    Cycle.objects.filter(pk=cycle.pk).update(closed_at=None)
    for step, count in enumerate(counts, 1):
        closable(step, [StepGap(f"ขาดข้อ {n}", "/x/") for n in range(count)])
    decision = decision_of(lambda: close_cycle(cycle, by=anong))

    assert len(decision.missing) == sum(counts)
    assert bool(decision) == (sum(counts) == 0)
    assert Cycle.objects.get(pk=cycle.pk).is_closed == (sum(counts) == 0)


def test_member_may_not_close(cycle, boon):
    with pytest.raises(Refused) as refusal:
        close_cycle(cycle, by=boon)
    assert refusal.value.decision.code == "right.facilitator"


def test_closed_cycle_takes_no_new_topic(cycle, anong, area, strategy, closable):
    close_cycle(cycle, by=anong)
    with pytest.raises(Refused, match="ปิดแล้ว"):
        set_topic(cycle, topic(areas=[area], strategies=[strategy]), seen=2, by=anong)


@pytest.mark.req("R009", part="steps 1–4 stand at the gate with what they lack")
def test_gate_of_steps_one_to_four(whole_topic, anong, lead, participant):
    cycle = whole_topic
    decision = decision_of(lambda: close_cycle(cycle, by=anong))
    assert "แผนปฏิบัติการ" in decision.reason
    assert "หัวข้อความรู้" not in decision.reason

    PlanVersionFactory(cycle=cycle)
    assert "แผนปฏิบัติการ" not in decision_of(lambda: close_cycle(cycle, by=anong)).reason
