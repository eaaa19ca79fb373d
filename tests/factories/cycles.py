from __future__ import annotations

import factory

from sala.core.numbers import next_number
from sala.cycles.models import Area, Cycle, Enrolment, Expert, PlanVersion, Strategy
from sala.cycles.plan_parts import CODES
from tests.factories.communities import CommunityFactory
from tests.factories.people import AgencyFactory, PersonFactory


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Area

    agency = factory.SubFactory(AgencyFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"ความรู้เฉพาะทางในสายงาน {n}")


class StrategyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Strategy

    agency = factory.SubFactory(AgencyFactory)
    number = factory.Sequence(lambda n: n + 1)
    plan_year = 2570
    name = "พัฒนาบุคลากรให้ทำงานอย่างมืออาชีพ"


class CycleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cycle

    number = factory.LazyFunction(lambda: next_number("cycle"))
    community = factory.SubFactory(CommunityFactory)
    agency = factory.SelfAttribute("community.agency")
    audience = factory.LazyAttribute(lambda cycle: cycle.community.key)
    fiscal_year = 2570
    title = "ตรวจรับพัสดุให้ถูกต้องและจบในห้าวัน"
    question = "ทำอย่างไรให้ตรวจรับพัสดุถูกต้องและจบในห้าวันทำการ"
    benefit = "ลดงานตีกลับและจ่ายเงินผู้ขายตรงเวลา"
    made_by = factory.SelfAttribute("community.founded_by")


class EnrolmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrolment

    cycle = factory.SubFactory(CycleFactory)
    person = factory.SubFactory(PersonFactory, agency=factory.SelfAttribute("..cycle.agency"))
    status = "participant"
    has_interest = has_need = is_ready = True
    unit_name = "ที่ว่าการอำเภอดงตะวัน"


class ExpertFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Expert

    cycle = factory.SubFactory(CycleFactory)
    person = factory.SubFactory(PersonFactory, agency=factory.SelfAttribute("..cycle.agency"))
    is_lead = True
    named_by = factory.SelfAttribute("cycle.made_by")


class PlanVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanVersion

    cycle = factory.SubFactory(CycleFactory)
    number = 1
    parts = factory.LazyFunction(lambda: dict.fromkeys(CODES, "ตามที่ตกลงกัน"))
    made_by = factory.SelfAttribute("cycle.made_by")
