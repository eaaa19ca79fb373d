from __future__ import annotations

from datetime import timedelta

import factory
from django.utils.timezone import now

from sala.core.numbers import next_number
from sala.talk.models import Advice, Comment, Piece, Post, Prompt, Round, Thread
from sala.talk.pieces import fingerprint
from tests.factories.communities import CommunityFactory
from tests.factories.people import PersonFactory


class ThreadFactory(factory.django.DjangoModelFactory):
    """A question with its opening."""

    class Meta:
        model = Thread
        skip_postgeneration_save = True

    number = factory.LazyFunction(lambda: next_number("thread"))
    community = factory.SubFactory(CommunityFactory)
    agency = factory.SelfAttribute("community.agency")
    audience = factory.SelfAttribute("community.key")
    kind = "question"
    purpose = factory.LazyAttribute(lambda thread: "use" if thread.kind == "question" else "")
    title = "ใบส่งของไม่ลงวันที่ ตรวจรับได้ไหม"
    made_by = factory.SelfAttribute("community.founded_by")

    @factory.post_generation
    def opening(self, create, extracted, **kwargs):
        if create:
            PostFactory(thread=self, author=self.made_by, is_opening=True, made_at=self.made_at)


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    thread = factory.SubFactory(ThreadFactory)
    author = factory.SelfAttribute("thread.made_by")
    text = "ผู้ขายส่งของมาเมื่อวาน แต่ใบส่งของไม่มีวันที่"


class CommentFactory(factory.django.DjangoModelFactory):
    """A comment on a session: of its maker, or of a guest that waits to be read."""

    class Meta:
        model = Comment
        exclude = ("session", "is_waiting")

    session = factory.SubFactory("tests.factories.meetings.SessionFactory")
    is_waiting = False
    label = "meetings.session"
    object_id = factory.SelfAttribute("session.pk")
    agency = factory.SelfAttribute("session.agency")
    community = factory.SelfAttribute("session.community")
    audience = factory.SelfAttribute("session.audience")
    author = factory.LazyAttribute(lambda row: None if row.is_waiting else row.session.made_by)
    guest_name = factory.LazyAttribute(lambda row: "ศรีสุนทร" if row.is_waiting else "")
    guest_mark = factory.LazyAttribute(lambda row: "xxx.157.44.226" if row.is_waiting else "")
    shown_at = factory.LazyAttribute(lambda row: None if row.is_waiting else now())
    text = "ลองแล้วได้ผล"


class AdviceFactory(factory.django.DjangoModelFactory):
    """A first round that waits."""

    class Meta:
        model = Advice
        skip_postgeneration_save = True

    thread = factory.SubFactory(ThreadFactory, kind="advice")
    adviser = factory.SubFactory(PersonFactory)

    @factory.post_generation
    def first_round(self, create, extracted, **kwargs):
        if create:
            opening = self.thread.posts.get(is_opening=True)
            Round.objects.create(advice=self, number=1, question=opening)


class PromptFactory(factory.django.DjangoModelFactory):
    """A topic open for a week."""

    class Meta:
        model = Prompt

    thread = factory.SubFactory(
        ThreadFactory,
        kind="prompt",
        closes_at=factory.LazyFunction(lambda: now() + timedelta(days=7)),
    )


class PieceFactory(factory.django.DjangoModelFactory):
    """A piece of KM วันละนิด that waits."""

    class Meta:
        model = Piece

    community = factory.SubFactory(CommunityFactory)
    agency = factory.SelfAttribute("community.agency")
    audience = factory.SelfAttribute("community.key")
    title = factory.Sequence(lambda number: f"เรื่องสั้นที่ {number}")
    text = factory.Sequence(lambda number: f"ตั้งชื่อแฟ้มด้วยวันที่ ข้อ {number}")
    fingerprint = factory.LazyAttribute(lambda piece: fingerprint(piece.text))
    place = factory.Sequence(lambda number: number)
    made_by = factory.SelfAttribute("community.founded_by")
