"""Agencies, units and people. Every test world has two agencies."""

from __future__ import annotations

import factory

from sala.people.models import AgencySettings, Office, Person, Posting, Unit


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"A{n}")
    name = factory.Sequence(lambda n: f"กรมบริการท้องที่ {n}")
    level = "agency"

    @factory.post_generation
    def root(self, create, extracted, **kwargs):
        if create:
            self.agency = self
            self.save(update_fields=["agency"])
            AgencySettings.objects.create(agency=self)


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    agency = factory.SubFactory(AgencyFactory)
    parent = factory.SelfAttribute("agency")
    code = factory.Sequence(lambda n: f"U{n}")
    name = factory.Sequence(lambda n: f"ที่ว่าการอำเภอดงตะวัน {n}")
    level = "district"


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    agency = factory.SubFactory(AgencyFactory)
    staff_code = factory.Sequence(lambda n: f"S{n:05d}")
    handle = factory.Sequence(lambda n: f"p{n}")
    prefix = "นาง"
    given_name = factory.Sequence(lambda n: f"ทดสอบ{n}")
    family_name = "ใจดี"
    email = factory.LazyAttribute(lambda person: f"{person.handle}@example.go.th")


class PostingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Posting

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory, agency=factory.SelfAttribute("..person.agency"))
    position = "นักวิชาการพัสดุปฏิบัติการ"


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    person = factory.SubFactory(PersonFactory)
    kind = "km_team"
    unit = factory.SelfAttribute("person.agency")
