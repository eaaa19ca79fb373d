from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import now

from sala.evaluation.actions.excuses import excuse
from sala.evaluation.models import Attempt, GroupImprovement
from tests.factories.communities import make_ready
from tests.factories.cycles import (
    AreaFactory,
    EnrolmentFactory,
    ExpertFactory,
    PlanVersionFactory,
    StrategyFactory,
)
from tests.factories.evaluation import (
    FollowUpFactory,
    ItemFactory,
    LearningEvaluationFactory,
)
from tests.factories.meetings import AttendanceFactory, RecordFactory, SessionFactory
from tests.factories.people import OfficeFactory, PersonFactory

# What one person wrote, got or was told. None of it may stand in any evidence file.
SECRETS = {
    "feedback": "ความลับในคำแนะนำรายคน",
    "how": "ความลับในวิธีนำไปใช้",
    "obstacle": "ความลับเรื่องที่ติดขัด",
    "commitment": "ความลับที่ตั้งใจไว้",
    "evidence": "ความลับในหลักฐานแนบ",
    "measure": "ความลับของสิ่งที่วัด",
    "sentence": "ความลับเรื่องผ่าตัดหัวใจ",
    "objection": "ความลับในคำทักท้วง",
    "answer": "ความลับในคำตอบข้อสอบ",
    "score": "73.71",
}
UNITS = ["กองคลัง", "ที่ว่าการอำเภอดงตะวัน", "กองคลัง", "สำนักงานเลขานุการกรม", "กองคลัง"]


@pytest.fixture
def km(agency):
    person = PersonFactory(agency=agency, given_name="ธีร", family_name="ทีมความรู้")
    OfficeFactory(person=person, kind="km_team", unit=agency)
    return person


@pytest.fixture
def finished(cycle, boon, anong):
    """A cycle in which nothing is missing: five people, one of them excused from the follow-up."""
    cycle.strategies.add(StrategyFactory(agency=cycle.agency))
    cycle.areas.add(AreaFactory(agency=cycle.agency))
    cycle.follow_up_days, cycle.planned_sessions = [30], 2
    cycle.starts_on = (now() - timedelta(days=60)).date()
    cycle.save()
    make_ready(cycle.community)
    ExpertFactory(cycle=cycle, consented_at=now())
    PlanVersionFactory(cycle=cycle)
    people = [
        EnrolmentFactory(cycle=cycle, unit_name=unit, **({"person": boon} if not n else {}))
        for n, unit in enumerate(UNITS)
    ]
    for ordinal in (1, 2):
        hold(cycle, ordinal, people)
    learn(cycle, people)
    use(people, anong)
    GroupImprovement.objects.create(cycle=cycle, text="เริ่มวงด้วยงานจริงเสมอ", by=anong)
    return cycle


def hold(cycle, ordinal, people):
    when = now() - timedelta(days=50 - ordinal)
    session = SessionFactory(
        cycle=cycle, ordinal=ordinal, title=f"วงที่ลองทำ {ordinal}", starts_at=when, held_at=when
    )
    for enrolment in people[ordinal - 1 :]:
        AttendanceFactory(session=session, person=enrolment.person, unit_name=enrolment.unit_name)
    RecordFactory(session=session, sent_at=now(), approved_at=now())


def learn(cycle, people):
    """Everyone took both tests; what each got is nobody else's."""
    item = ItemFactory(instrument__cycle=cycle, points=100)
    before = ["40", "50", "60", "45", "55"]
    after = [SECRETS["score"], "80", "90", "65", "85"]
    for n, enrolment in enumerate(people):
        for phase, score in (("before", before[n]), ("after", after[n])):
            Attempt.objects.create(
                instrument=item.instrument,
                enrolment=enrolment,
                phase=phase,
                answers={str(item.pk): SECRETS["answer"]},
                points={str(item.pk): score},
                score=Decimal(score),
                max_score=100,
                feedback=SECRETS["feedback"],
            )
        LearningEvaluationFactory(
            enrolment=enrolment,
            method="test",
            score=Decimal(after[n]),
            max_score=100,
            feedback=SECRETS["feedback"],
            objection=SECRETS["objection"],
        )


def use(people, anong):
    told = {name: SECRETS[name] for name in ("how", "commitment", "evidence", "measure")}
    for n, enrolment in enumerate(people[:4]):
        is_used = n != 3
        FollowUpFactory(
            enrolment=enrolment,
            answered=True,
            **told,
            is_used=is_used,
            obstacle_kind="" if is_used else "tools",
            obstacle=SECRETS["obstacle"],
            objection=SECRETS["objection"],
            measure_before=30 if is_used else None,
            measure_after=20 if is_used else None,
            measure_unit="นาที",
        )
    excuse(people[4], "use", "ill", SECRETS["sentence"], by=anong)
