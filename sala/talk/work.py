"""Lines of งานของฉัน about questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.catalogue import OPEN_STATES
from sala.communities.roles import ABILITIES
from sala.communities.rules import standing_of
from sala.core.registries import Work, WorkSource, work_sources
from sala.people.keys import keys_of
from sala.talk.models import Mention, State, Thread

SHOWN, PATIENCE = 10, timedelta(days=2)


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


work_sources.add(
    WorkSource("talk.unanswered", 25, unanswered), WorkSource("talk.answered", 26, answered)
)
