"""Whom and what one may follow, and to whom one may write."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.permissions import ALLOWED, Decision, denied
from sala.knowledge.models import Block, Message, Note
from sala.people.keys import keys_of
from sala.people.models import Person

MOST_MESSAGES, WINDOW = 5, timedelta(hours=1)


def is_met(person: Any, other: Person) -> Decision:
    """A colleague, or somebody of whom one may read a note."""
    if other.is_active and other.erased_at is None:
        if f"agency:{other.agency_id}" in keys_of(person):
            return ALLOWED
        seen = Note.objects.visible_to(keys_of(person)).published()
        if seen.filter(author=other).exists():
            return ALLOWED
    return denied("right.stranger", _("ไม่พบบุคคลนี้"))


def can_follow_person(person: Any, other: Person) -> Decision:
    if other.pk == person.pk:
        return denied("value.self", _("นี่คือตัวคุณเอง"))
    return is_met(person, other)


def can_follow_community(person: Any, community: Community) -> Decision:
    """Following shows no more than one may see anyway."""
    if Community.objects.visible_to(keys_of(person)).filter(pk=community.pk).exists():
        return ALLOWED
    return denied("right.stranger", _("ไม่พบกลุ่มนี้"))


def can_contact(person: Any, other: Person) -> Decision:
    if other.pk == person.pk:
        return denied("value.self", _("นี่คือตัวคุณเอง"))
    return is_met(person, other)


def can_send_message(person: Any, other: Person) -> Decision:
    """Five an hour in all. Who blocked the sender is never named as such."""
    since = now() - WINDOW
    if Message.objects.filter(sender=person, at__gt=since).count() >= MOST_MESSAGES:
        return denied("state.too_many", _("ส่งได้ชั่วโมงละ 5 ข้อความ ข้อความนี้ยังอยู่ รอสักครู่แล้วส่งใหม่"))
    if Block.objects.filter(person=other, blocked=person).exists():
        return denied("right.not_receiving", _("ผู้รับไม่เปิดรับข้อความในตอนนี้"))
    return can_contact(person, other)
