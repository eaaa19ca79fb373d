"""Votes: where the community wants them, by who may write there, never for oneself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act
from sala.core.permissions import Decision, denied
from sala.talk.models import Post, Thread


def can_turn_voting(person: Any, community: Community) -> Decision:
    return can_act(person, "manage_community", community)


def can_vote(person: Any, thread: Thread, post: Post, *, is_on: bool) -> Decision:
    if not is_on:
        return denied("state.no_votes", _("กลุ่มนี้ไม่ได้เปิดให้โหวต"))
    if post.removed_at is not None:
        return denied("state.post_removed", _("ข้อความนี้ลบไปแล้ว"))
    if post.author_id == person.pk:
        return denied("right.own_vote", _("โหวตข้อความของตนเองไม่ได้"))
    return can_act(person, "write", thread.community)
