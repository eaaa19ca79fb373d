"""Who chooses what becomes knowledge (R095): the facilitator and the recorder."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act
from sala.core.permissions import Decision, denied
from sala.talk.models import Post


def can_gather(person: Any, community: Community) -> Decision:
    return can_act(person, "gather", community)


def can_gather_post(person: Any, post: Post) -> Decision:
    """An answer with its words, also of a thread that is closed."""
    if post.is_opening or post.removed_at is not None:
        return denied("state.not_an_answer", _("ข้อความนี้ไม่ใช่คำตอบ"))
    return can_gather(person, post.thread.community)
