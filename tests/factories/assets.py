"""Items of the register: published by another, unless asked otherwise."""

from __future__ import annotations

import factory
from django.utils.timezone import now

from sala.core.numbers import next_number
from sala.knowledge.models import Asset, Credit, Manuscript, TryOut, Version
from tests.factories.communities import CommunityFactory
from tests.factories.people import PersonFactory


class AssetFactory(factory.django.DjangoModelFactory):
    """Published, for its community; `made_by` owns it. `draft=True`: not yet."""

    class Meta:
        model = Asset
        skip_postgeneration_save = True

    year = 2570
    number = factory.LazyFunction(lambda: next_number("asset:2570"))
    code = factory.LazyAttribute(lambda asset: f"KA-{asset.year}-{asset.number:04d}")
    community = factory.SubFactory(CommunityFactory)
    agency = factory.SelfAttribute("community.agency")
    made_by = factory.SubFactory(PersonFactory, agency=factory.SelfAttribute("..agency"))
    audience = factory.LazyAttribute(lambda asset: f"person:{asset.made_by.pk}")
    opens_to = factory.LazyAttribute(lambda asset: asset.community.key)
    type = "note"
    title = "ปฏิทินตรวจรับ"

    @factory.post_generation
    def text(self, create, extracted, **kwargs):
        body = extracted or "<p>เขียนชื่อผู้ลงนามทุกคนไว้ในแผ่นเดียว</p>"
        Manuscript.objects.create(
            asset=self, title=self.title, body=body, body_text=body, changed_by=self.made_by
        )
        Credit.objects.create(asset=self, person=self.made_by, part="owner")
        Credit.objects.create(asset=self, person=self.made_by, part="author")

    @factory.post_generation
    def draft(self, create, extracted, **kwargs):
        if not extracted:
            publish(self, PersonFactory(agency=self.agency))


def publish(asset, reviewer):
    """Put a version before readers without the ways of the product."""
    text = asset.manuscript
    version = Version.objects.create(
        asset=asset,
        number=asset.versions.count() + 1,
        audience=asset.opens_to,
        title=text.title,
        body=text.body,
        body_text=text.body_text,
        written_by=asset.made_by,
        reviewed_by=reviewer,
    )
    Manuscript.objects.filter(pk=text.pk).update(has_changes=False)
    asset.current, asset.state, asset.audience = version, "published", asset.opens_to
    asset.published_at, asset.level = now(), max(asset.level, 1)
    asset.save()
    return version


class TryOutFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TryOut

    asset = factory.SubFactory(AssetFactory)
    version = factory.SelfAttribute("asset.current")
    person = factory.SubFactory(PersonFactory, agency=factory.SelfAttribute("..asset.agency"))
    unit_name = "ที่ว่าการอำเภอดงตะวัน"
    province = "ศรีนคราพัฒน์"
    conditions = "งานจ้างซ่อมหลังคา"
    result = "worked"
    outcome = "จาก 11 วันเหลือ 6 วัน"
