"""The end of a cycle with every gate of the house standing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from sala.core.permissions import Refused
from sala.cycles.actions import close_cycle
from sala.cycles.models import Cycle
from sala.evaluation.actions.excuses import excuse
from sala.evaluation.actions.follow_ups import (
    answer_follow_up,
    issue_follow_ups,
    type_in_follow_up,
)
from sala.evaluation.actions.learning import add_improvement, evaluate
from sala.evaluation.answers import Judgement, Spoken, UseAnswer
from tests.factories.cycles import (
    AreaFactory,
    EnrolmentFactory,
    ExpertFactory,
    PlanVersionFactory,
    StrategyFactory,
)
from tests.factories.meetings import RecordFactory, SessionFactory

WELL = Judgement("observation", feedback="ทำได้เองครบทุกขั้น")
USED = UseAnswer(is_used=True)


@pytest.fixture
def people(cycle, agency, anong):
    """Steps 1 to 5 done, twenty participants, one thing to do better."""
    cycle.areas.add(AreaFactory(agency=agency))
    cycle.strategies.add(StrategyFactory(agency=agency))
    ExpertFactory(cycle=cycle, person__agency=agency, consented_at=now())
    PlanVersionFactory(cycle=cycle)
    start = now() - timedelta(days=3)
    session = SessionFactory(cycle=cycle, starts_at=start, held_at=start)
    RecordFactory(session=session, sent_at=now())
    add_improvement(cycle, "เริ่มวงด้วยงานจริง", by=anong)
    return EnrolmentFactory.create_batch(20, cycle=cycle)


def lacking(cycle, anong):
    with pytest.raises(Refused) as refused:
        close_cycle(cycle, by=anong)
    assert refused.value.decision.status == 409
    return " ".join(f"{gap.label} {gap.detail}" for gap in refused.value.decision.missing)


@pytest.mark.req("R009")
@pytest.mark.req("R075")
@pytest.mark.req("R077")
def test_nineteen_of_twenty_do_not_close_and_twenty_do(cycle, people, anong, likhit):
    for enrolment in people[:19]:
        evaluate(enrolment, WELL, by=anong)
    asked = issue_follow_ups(cycle, by=anong)
    for follow_up in asked[:18]:
        answer_follow_up(follow_up, USED, by=follow_up.enrolment.person)
    last, before_last = str(people[19].person), str(people[18].person)

    words = lacking(cycle, anong)
    assert f"1 คนยังไม่ได้รับการประเมินผลการเรียนรู้ {last}" in words
    assert "2 คนยังไม่ได้ตอบ" in words
    assert before_last in words

    evaluate(people[19], WELL, by=anong)
    type_in_follow_up(asked[18], USED, Spoken("paper"), by=likhit)
    assert "1 คนยังไม่ได้ตอบ" in lacking(cycle, anong)

    excuse(people[19], "use", "leave", "ลาศึกษาต่อถึงสิ้นปี", by=anong)
    close_cycle(cycle, by=anong)
    assert Cycle.objects.get(pk=cycle.pk).closed_by == anong


def test_nobody_asked_is_named_as_well(cycle, people, anong):
    for enrolment in people:
        evaluate(enrolment, WELL, by=anong)
    words = lacking(cycle, anong)
    assert "20 คนยังไม่ได้รับแบบติดตาม" in words
    assert all(str(enrolment.person) in words for enrolment in people)
