"""The plan (actions/plans.py, queries/plans.py)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sala.core.locking import Stale
from sala.core.permissions import Refused
from sala.cycles.actions import comment_plan, endorse_plan, resolve_comment, save_plan
from sala.cycles.models import PlanVersion
from sala.cycles.plan_parts import CODES, PARTS, number_in
from sala.cycles.queries.plans import count_note, plan_of, support
from sala.cycles.rules import forget_places
from sala.cycles.steps import plan_gaps
from tests.cycles.asking import decision_of
from tests.factories.cycles import EnrolmentFactory, PlanVersionFactory


def whole(**changes):
    return dict.fromkeys(CODES, "ตามที่ตกลงกัน") | changes


@pytest.mark.req("R050")
@pytest.mark.parametrize("part", PARTS, ids=CODES)
def test_plan_with_one_part_blank_is_refused_naming_it(cycle, anong, part):
    with pytest.raises(Refused) as refusal:
        save_plan(cycle, whole(**{part.code: "  \n"}), seen=0, by=anong)

    decision = refusal.value.decision
    assert [row.label for row in decision.missing] == [part.name]
    assert not PlanVersion.objects.exists()


@pytest.mark.req("I03", part="no plan is saved with an empty part")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.sampled_from(["", " ", "มี"]), min_size=8, max_size=8))
def test_a_saved_plan_has_all_eight_parts(cycle, anong, texts):
    PlanVersion.objects.filter(cycle=cycle).delete()
    parts = dict(zip(CODES, texts, strict=True))
    decision = decision_of(lambda: save_plan(cycle, parts, seen=0, by=anong))

    empty = [part.name for part in PARTS if not parts[part.code].strip()]
    assert [row.label for row in decision.missing] == empty
    assert bool(decision) == (plan_of(cycle) is not None) == (not empty)
    assert bool(plan_gaps([cycle])[cycle.pk]) == bool(empty)


@pytest.mark.req("R050")
def test_number_in_the_plan_is_held_against_the_register(cycle):
    EnrolmentFactory.create_batch(18, cycle=cycle)
    EnrolmentFactory(cycle=cycle, status="observer")

    note = count_note(cycle, "๒๐ คน จาก 6 หน่วยงาน")

    assert "20" in note
    assert "18" in note
    assert count_note(cycle, "18 คน") == ""


@pytest.mark.parametrize(("text", "number"), [("ประมาณ ๑๒ คน", 12), ("ทุกคน", None)])
def test_number_in_reads_either_digits(text, number):
    assert number_in(text) == number


def test_versions_are_kept_and_same_words_make_no_new_one(cycle, anong):
    first = save_plan(cycle, whole(), seen=0, by=anong)
    save_plan(cycle, whole(content="เรื่องใหม่"), seen=1, by=anong, note="เพิ่มเรื่อง")
    again = save_plan(cycle, whole(content="เรื่องใหม่"), seen=2, by=anong)

    first.refresh_from_db()
    assert first.parts["content"] == "ตามที่ตกลงกัน"
    assert again.number == 2


def test_second_saver_sees_both_and_loses_nothing(cycle, anong, participant, boon):
    save_plan(cycle, whole(), seen=0, by=anong)
    save_plan(cycle, whole(content="ของอนงค์"), seen=1, by=anong)

    with pytest.raises(Stale) as stale:
        save_plan(cycle, whole(content="ของบุญ"), seen=1, by=boon)

    assert stale.value.current.parts["content"] == "ของอนงค์"
    assert stale.value.typed["content"] == "ของบุญ"
    assert PlanVersion.objects.count() == 2


@pytest.mark.req("R049", part="participants and experts write it together")
def test_participants_and_experts_edit_and_outsiders_do_not(cycle, participant, boon, lead, chai):
    save_plan(cycle, whole(), seen=0, by=boon)
    save_plan(cycle, whole(content="ของผู้รู้"), seen=1, by=lead.person)
    with pytest.raises(Refused):
        save_plan(cycle, whole(content="คนนอก"), seen=2, by=chai)


@pytest.mark.req("R049")
def test_plan_endorsed_only_by_the_expert_waits_for_participants(cycle, lead, participant, boon):
    plan = PlanVersionFactory(cycle=cycle)
    endorse_plan(plan, by=lead.person)

    assert support(plan, boon).awaited == ["รอผู้เข้าร่วมเห็นชอบ"]
    assert plan_gaps([cycle])[cycle.pk] == []

    endorse_plan(plan, by=boon)
    endorse_plan(plan, by=boon)
    assert support(plan, boon).awaited == []
    assert plan.endorsements.count() == 2


@pytest.mark.req("R049", part="an agency may demand endorsements")
def test_agency_that_demands_endorsement_gets_a_gap(cycle, lead):
    cycle.agency.settings.demands_endorsement = True
    cycle.agency.settings.save()
    plan = PlanVersionFactory(cycle=cycle)
    endorse_plan(plan, by=lead.person)

    assert [gap.label for gap in plan_gaps([cycle])[cycle.pk]] == ["รอผู้เข้าร่วมเห็นชอบ"]


def test_facilitator_who_takes_no_part_does_not_endorse(cycle, anong):
    with pytest.raises(Refused) as refusal:
        endorse_plan(PlanVersionFactory(cycle=cycle), by=anong)
    assert refusal.value.decision.code == "right.part"


def test_comment_is_resolved_by_its_writer_or_an_editor(cycle, boon, anong, participant):
    comment = comment_plan(cycle, part="content", text="เพิ่มเรื่องใบส่งของ", by=boon)
    resolve_comment(comment, by=anong)
    comment.refresh_from_db()
    assert comment.resolved_by == anong


def test_places_are_forgotten_after_a_change(cycle, participant, boon):
    save_plan(cycle, whole(), seen=0, by=boon)
    participant.delete()
    forget_places(boon)
    with pytest.raises(Refused):
        save_plan(cycle, whole(content="อีกครั้ง"), seen=1, by=boon)
