from __future__ import annotations

import factory
from django.utils.timezone import now

from sala.evaluation.models import Assessor, FollowUp, LearningEvaluation
from tests.factories.cycles import EnrolmentFactory
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
