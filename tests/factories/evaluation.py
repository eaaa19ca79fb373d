from __future__ import annotations

import factory
from django.utils.timezone import now

from sala.evaluation.models import Assessor, FollowUp, Instrument, Item, LearningEvaluation
from tests.factories.cycles import CycleFactory, EnrolmentFactory
from tests.factories.people import PersonFactory


class LearningEvaluationFactory(factory.django.DjangoModelFactory):
    """What Anong wrote about one participant."""

    class Meta:
        model = LearningEvaluation

    enrolment = factory.SubFactory(EnrolmentFactory)
    method = "observation"
    score = 7
    max_score = 10
    feedback = "ตรวจเอกสารครบ แต่ยังลืมลงวันที่ในใบส่งของ"
    evaluated_by = factory.SelfAttribute("enrolment.cycle.made_by")


class FollowUpFactory(factory.django.DjangoModelFactory):
    """A form in the participant's hand."""

    class Meta:
        model = FollowUp

    enrolment = factory.SubFactory(EnrolmentFactory)
    days = 30
    due_at = factory.LazyFunction(now)
    issued_at = factory.LazyFunction(now)

    class Params:
        answered = factory.Trait(
            is_used=True,
            how="ใช้ปฏิทินตรวจรับกับงานจ้างเหมาสามเรื่อง",
            answered_at=factory.LazyFunction(now),
            via="web",
        )


class AssessorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assessor

    enrolment = factory.SubFactory(EnrolmentFactory)
    person = factory.SubFactory(PersonFactory)
    named_by = factory.SelfAttribute("enrolment.cycle.made_by")


class InstrumentFactory(factory.django.DjangoModelFactory):
    """A test that is open before learning; `learned=True` opens it after."""

    class Meta:
        model = Instrument

    cycle = factory.SubFactory(CycleFactory)
    audience = factory.SelfAttribute("cycle.audience")
    method = "test"
    title = "แบบทดสอบเรื่องเอกสารตรวจรับ"
    opens_before_at = factory.LazyFunction(now)
    made_by = factory.SelfAttribute("cycle.made_by")

    class Params:
        learned = factory.Trait(opens_after_at=factory.LazyFunction(now))
        rubric = factory.Trait(method="observation", title="การตรวจรับหน้างาน", opens_before_at=None)


class ItemFactory(factory.django.DjangoModelFactory):
    """One of two choices; the second is right."""

    class Meta:
        model = Item

    instrument = factory.SubFactory(InstrumentFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = "single"
    text = "ใบส่งของที่ไม่ลงวันที่ ควรทำอย่างไร"
    choices = factory.LazyFunction(
        lambda: [
            {"text": "ลงวันที่ให้เอง", "is_right": False},
            {"text": "ส่งกลับให้ผู้ขายลงวันที่", "is_right": True},
        ]
    )
