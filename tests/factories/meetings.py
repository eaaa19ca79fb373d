from __future__ import annotations

from datetime import timedelta

import factory
from django.utils.timezone import now

from sala.meetings.models import Attendance, Record, Session
from tests.factories.cycles import CycleFactory
from tests.factories.people import PersonFactory


class SessionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Session

    number = factory.Sequence(lambda n: n + 1)
    cycle = factory.SubFactory(CycleFactory)
    community = factory.SelfAttribute("cycle.community")
    agency = factory.SelfAttribute("cycle.agency")
    audience = factory.SelfAttribute("cycle.audience")
    title = "เอกสารที่มักขาด"
    starts_at = factory.LazyFunction(lambda: now() + timedelta(days=3))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(minutes=60))
    made_by = factory.SelfAttribute("community.founded_by")


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory)
    person = factory.SubFactory(PersonFactory, agency=factory.SelfAttribute("..session.agency"))


class RecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Record

    session = factory.SubFactory(SessionFactory)
    audience = factory.SelfAttribute("session.audience")
    learned = "เอกสารที่ขาดบ่อยคือใบส่งของที่ไม่ลงวันที่"
    written_by = factory.SelfAttribute("session.made_by")
