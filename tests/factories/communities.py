from __future__ import annotations

import factory
from django.utils.timezone import now

from sala.communities.actions import fallback_group
from sala.communities.models import Community, Group, Membership, RoleHolding
from sala.core.numbers import next_number
from tests.factories.people import AgencyFactory, PersonFactory


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Group

    agency = factory.SubFactory(AgencyFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = "การเงิน การคลัง และพัสดุ"


class CommunityFactory(factory.django.DjangoModelFactory):
    """A running community with charter, seen by its members only."""

    class Meta:
        model = Community
        skip_postgeneration_save = True

    number = factory.LazyFunction(lambda: next_number("community"))
    handle = factory.LazyAttribute(lambda community: f"c{community.number}")
    agency = factory.SubFactory(AgencyFactory)
    founded_by = factory.SubFactory(PersonFactory, agency=factory.SelfAttribute("..agency"))
    name = "คนพัสดุคุยกัน"
    purpose = "ช่วยกันทำงานพัสดุให้ถูกต้องและไม่ค้าง"
    domain = "งานจัดซื้อ ตรวจรับ และเบิกจ่ายพัสดุ"
    people_words = "เจ้าหน้าที่พัสดุทุกหน่วยงาน"
    practice = "แบบตรวจรับ ปฏิทินงาน และเรื่องเล่าจากหน้างาน"
    is_informal = False
    audience = "pending"

    @factory.post_generation
    def own_audience(self, create, extracted, **kwargs):
        if create and self.audience == "pending":
            self.audience = self.key
            self.save(update_fields=["audience"])


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    community = factory.SubFactory(CommunityFactory)
    person = factory.SubFactory(PersonFactory, agency=factory.SelfAttribute("..community.agency"))


def make_ready(community: Community) -> Community:
    """Nothing is missing for the seven steps: a group, and a recorder who has accepted."""
    community.groups.set([fallback_group(community.agency_id)])
    if not community.role_holdings.filter(role="recorder", ended_at__isnull=True).exists():
        recorder = MembershipFactory(community=community).person
        RoleHoldingFactory(community=community, person=recorder, role="recorder")
    return community


class RoleHoldingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleHolding

    community = factory.SubFactory(CommunityFactory)
    person = factory.SubFactory(PersonFactory, agency=factory.SelfAttribute("..community.agency"))
    role = "facilitator"
    accepted_at = factory.LazyFunction(now)
