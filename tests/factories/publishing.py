"""Books without building them: small files that only have to be served."""

from __future__ import annotations

import factory
from django.core.files.base import ContentFile

from sala.core.numbers import next_number
from sala.core.thai import sort_key
from sala.publishing.models import Chapter, Collection, Edition, EditionChapter
from tests.factories.communities import CommunityFactory
from tests.factories.people import PersonFactory


class CollectionFactory(factory.django.DjangoModelFactory):
    """A set of a community, nothing in it yet."""

    class Meta:
        model = Collection

    number = factory.LazyFunction(lambda: next_number("collection"))
    community = factory.SubFactory(CommunityFactory)
    agency = factory.SelfAttribute("community.agency")
    audience = factory.LazyAttribute(lambda one: one.community.key)
    title = "สามเรื่องที่คนใหม่ควรอ่าน"
    volume_key = factory.LazyAttribute(lambda one: sort_key(getattr(one, "volume", "")))
    made_by = factory.SubFactory(PersonFactory, agency=factory.SelfAttribute("..agency"))


def shelve(collection, *things):
    """Put a book of these notes and items on the shelf."""
    number = collection.editions.count() + 1
    edition = Edition(
        collection=collection,
        number=number,
        title=collection.title,
        licence=collection.licence,
        made_by=collection.made_by,
        epub_sha256="0" * 64,
    )
    for name in ("cover", "epub", "pdf"):
        getattr(edition, name).save(f"{edition.pk}.{name}", ContentFile(b"book"), save=False)
    edition.save(force_insert=True)
    for position, thing in enumerate(things, start=1):
        item = {
            "label": thing._meta.label_lower,
            "object_id": thing.pk,
            "wording": 1,
            "position": position,
        }
        Chapter.objects.get_or_create(
            collection=collection,
            label=item["label"],
            object_id=thing.pk,
            defaults={**item, "added_by": collection.made_by},
        )
        EditionChapter.objects.create(
            edition=edition,
            title=thing.title,
            byline="โดย บุญ แก้วกล้า",
            licence=thing.licence,
            url=thing.get_absolute_url(),
            **item,
        )
    collection.current = edition
    collection.save()
    return edition
