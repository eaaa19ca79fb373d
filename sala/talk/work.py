"""Lines of งานของฉัน about questions, advice and set topics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.catalogue import OPEN_STATES
from sala.communities.roles import ABILITIES
from sala.communities.rules import standing_of
from sala.core.registries import Work, WorkSource, work_sources
from sala.people.keys import keys_of
from sala.talk.models import Daily, Kind, Mention, Post, State, Thread
from sala.talk.moderating import moderation
from sala.talk.telling import advice_url

SHOWN, PATIENCE, ENOUGH = 10, timedelta(days=2), 3


def unanswered(person: Any) -> Sequence[Work]:
    """Questions nobody has answered, for who was asked by name and who facilitates."""
    tended = [
        pk
        for pk, roles in standing_of(person).roles.items()
        if any("manage_community" in ABILITIES[role] for role in roles)
    ]
    asked = Mention.objects.filter(person=person, post__is_opening=True).values("post__thread")
    rows = Thread.objects.visible_to(keys_of(person)).unanswered().exclude(made_by=person)
    rows = rows.filter(Q(community__in=tended) | Q(pk__in=asked), community__state__in=OPEN_STATES)
    return [
        Work(
            what=_("ตอบคำถาม “%(title)s”") % {"title": thread.title},
            url=thread.get_absolute_url() + "#reply",
            icon="message-circle-question",
            detail=f"{thread.community.name} · {thread.made_by.full_name}",
            minutes=5,
            action=_("ไปตอบ"),
            is_urgent=thread.made_at < now() - PATIENCE,
        )
        for thread in rows.select_related("community", "made_by").order_by("made_at")[:SHOWN]
    ]


def answered(person: Any) -> Sequence[Work]:
    """The person's own questions that have answers and none chosen yet."""
    rows = Thread.objects.visible_to(keys_of(person)).questions()
    rows = rows.filter(
        made_by=person,
        state=State.OPEN,
        first_answer_at__isnull=False,
        community__state__in=OPEN_STATES,
    )
    return [
        Work(
            what=_("มีคนตอบ “%(title)s” แล้ว ใช้ได้ไหม") % {"title": thread.title},
            url=thread.get_absolute_url(),
            icon="circle-check",
            detail=thread.community.name,
            minutes=1,
            action=_("อ่านคำตอบ"),
        )
        for thread in rows.select_related("community").order_by("first_answer_at")[:SHOWN]
    ]


def advice(person: Any) -> Sequence[Work]:
    """Rounds that wait for the person's answer, and answers the person has got."""
    rows = Thread.objects.live().filter(
        kind=Kind.ADVICE, state=State.OPEN, community__state__in=OPEN_STATES
    )
    rows = rows.select_related("advice", "community", "made_by").order_by("last_post_at")
    asked = rows.filter(
        advice__adviser=person, advice__is_waiting=True, advice__declined_at__isnull=True
    )
    own = rows.filter(made_by=person, audience__in=keys_of(person)).filter(
        Q(advice__is_waiting=False) | Q(advice__declined_at__isnull=False)
    )
    return [
        *(_to_advise(thread) for thread in asked[:SHOWN]),
        *(_advised(thread) for thread in own[:SHOWN]),
    ]


def _to_advise(thread: Thread) -> Work:
    words = {"title": thread.title, "n": thread.advice.round_count}
    return Work(
        what=_("ให้คำแนะนำรอบที่ %(n)s เรื่อง “%(title)s”") % words,
        url=advice_url(thread),
        icon="handshake",
        detail=f"{thread.community.name} · {thread.made_by.full_name}",
        minutes=10,
        action=_("อ่านแล้วตอบ"),
        is_urgent=thread.last_post_at < now() - PATIENCE,
    )


def _advised(thread: Thread) -> Work:
    is_declined = thread.advice.declined_at is not None
    words = (
        _("เลือกคนอื่นให้คำปรึกษา “%(title)s”") if is_declined else _("ได้คำแนะนำเรื่อง “%(title)s” แล้ว")
    )
    return Work(
        what=words % {"title": thread.title},
        url=thread.get_absolute_url(),
        icon="handshake",
        detail=thread.community.name,
        minutes=2,
        action=_("เลือกคน") if is_declined else _("อ่าน แล้วขออีกรอบหรือปิดเรื่อง"),
    )


def prompts(person: Any) -> Sequence[Work]:
    """Topics that wait for the person's word, the nearest day first; and summaries to write."""
    rows = Thread.objects.visible_to(keys_of(person)).live().filter(kind=Kind.PROMPT)
    rows = rows.filter(community__state__in=OPEN_STATES).select_related("community", "made_by")
    mine = standing_of(person)
    answered = Post.objects.filter(author=person, removed_at__isnull=True).values("thread")
    open_ones = rows.filter(
        state=State.OPEN, closes_at__gt=now(), community__in=mine.member_of
    ).exclude(pk__in=answered)
    tended = [
        pk for pk, roles in mine.roles.items() if any("gather" in ABILITIES[role] for role in roles)
    ]
    closed = rows.filter(prompt__summary="", reply_count__gt=0).filter(
        Q(closes_at__lte=now()) | Q(state=State.CLOSED)
    )
    to_sum_up = closed.filter(Q(community__in=tended) | Q(made_by=person))
    return [
        *(_to_answer(thread) for thread in open_ones.order_by("closes_at")[:SHOWN]),
        *(_to_sum_up(thread) for thread in to_sum_up.order_by("closes_at")[:SHOWN]),
    ]


def _to_answer(thread: Thread) -> Work:
    return Work(
        what=_("แสดงความเห็น “%(title)s”") % {"title": thread.title},
        url=thread.get_absolute_url() + "#reply",
        icon="lightbulb",
        detail=f"{thread.community.name} · {thread.made_by.full_name}",
        due=thread.closes_at,
        minutes=5,
        action=_("เขียนความเห็น"),
    )


def _to_sum_up(thread: Thread) -> Work:
    return Work(
        what=_("สรุปประเด็น “%(title)s”") % {"title": thread.title},
        url=reverse("talk:summary", args=[thread.number]),
        icon="notebook-pen",
        detail=thread.community.name,
        minutes=15,
        action=_("เขียนสรุป"),
    )


def daily(person: Any) -> Sequence[Work]:
    """A queue that is on and nearly empty, for who fills it."""
    tended = [
        pk
        for pk, roles in standing_of(person).roles.items()
        if any("gather" in ABILITIES[role] for role in roles)
    ]
    waiting = Count("community__pieces", filter=Q(community__pieces__sent_on__isnull=True))
    rows = Daily.objects.filter(
        is_on=True, community__in=tended, community__state__in=OPEN_STATES
    ).annotate(waiting=waiting)
    return [
        Work(
            what=_("เพิ่มเรื่องในคิว KM วันละนิด"),
            url=reverse("talk:daily_queue", args=[row.community.number]),
            icon="sprout",
            detail=_("%(name)s · เหลือ %(n)s เรื่อง") % {"name": row.community.name, "n": row.waiting},
            minutes=10,
            action=_("เพิ่มเรื่อง"),
        )
        for row in rows.filter(waiting__lt=ENOUGH).select_related("community")[:SHOWN]
    ]


work_sources.add(
    WorkSource("talk.unanswered", 25, unanswered),
    WorkSource("talk.answered", 26, answered),
    WorkSource("talk.advice", 23, advice),
    WorkSource("talk.prompts", 24, prompts),
    WorkSource("talk.moderation", 27, moderation),
    WorkSource("talk.daily", 45, daily),
)
