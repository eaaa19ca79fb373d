from __future__ import annotations

import factory
from django.utils.timezone import now

from sala.core.numbers import next_number
from sala.core.rich import plain_of
from sala.knowledge.models import Book, Note, NoteOwner
from sala.knowledge.reach import key_of
from tests.factories.people import PersonFactory


class BookFactory(factory.django.DjangoModelFactory):
    """Somebody's own book, read by the agency."""

    class Meta:
        model = Book

    owner = factory.SubFactory(PersonFactory)
    agency = factory.LazyAttribute(lambda book: (book.community or book.owner or book.unit).agency)
    community = None
    unit = None
    made_by = factory.LazyAttribute(
        lambda book: book.owner or (book.community and book.community.founded_by)
    )
    reach = "agency"
    name = "สมุดพัสดุ"
    audience = factory.LazyAttribute(
        lambda book: key_of(
            book.reach,
            person_id=book.made_by.pk,
            community_id=book.community.pk if book.community else None,
            agency_id=book.agency.pk,
        )
    )


class NoteFactory(factory.django.DjangoModelFactory):
    """A published note of the owner of its book."""

    class Meta:
        model = Note
        skip_postgeneration_save = True

    number = factory.LazyFunction(lambda: next_number("note"))
    book = factory.SubFactory(BookFactory)
    agency = factory.SelfAttribute("book.agency")
    author = factory.LazyAttribute(lambda note: note.book.owner or note.book.made_by)
    reach = factory.SelfAttribute("book.reach")
    title = "ตรวจรับอย่างไรให้จบในห้าวัน"
    body = "<p>ทำปฏิทินหนึ่งแผ่นติดไว้ที่โต๊ะรับของ</p>"
    body_text = factory.LazyAttribute(lambda note: plain_of(note.body))
    published_at = factory.LazyFunction(now)
    audience = factory.LazyAttribute(
        lambda note: key_of(
            note.reach if note.published_at else "me",
            person_id=note.author.pk,
            community_id=note.book.community.pk if note.book.community else None,
            agency_id=note.agency.pk,
        )
    )

    @factory.post_generation
    def owned(self, create, extracted, **kwargs):
        if create:
            NoteOwner.objects.create(note=self, person=self.author, given_by=self.author)
