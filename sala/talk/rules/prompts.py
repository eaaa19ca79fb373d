"""Who sets a topic for discussion, and who sums it up (R068)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.talk.models import Kind, Purpose, Thread
from sala.talk.rules.gathering import can_gather
from sala.talk.rules.threads import can_ask_as, is_going_on


def can_set_prompt(person: Any, community: Community, purpose: str = "") -> Decision:
    """Facilitator and recorder; a section manager who is a member asks as manager."""
    if purpose == Purpose.MANAGER:
        return first_refusal(can_act(person, "write", community), can_ask_as(person, purpose))
    return can_gather(person, community)


def can_set_any_prompt(person: Any, community: Community) -> Decision:
    """Is there a topic of any kind this person may set?"""
    own = can_set_prompt(person, community)
    return ALLOWED if can_set_prompt(person, community, Purpose.MANAGER) else own


def can_close_on(day: date) -> Decision:
    if day >= localdate():
        return ALLOWED
    return denied("value.closes_on", _("วันปิดรับความเห็นต้องเป็นวันนี้หรือหลังจากนี้"))


def can_extend_prompt(person: Any, thread: Thread) -> Decision:
    """Who set it, or who gathers here."""
    if thread.kind != Kind.PROMPT:
        return denied("state.not_a_prompt", _("เรื่องนี้ไม่มีวันปิดรับความเห็น"))
    if thread.made_by_id == person.pk:
        return can_act(person, "write", thread.community)
    return can_gather(person, thread.community)


def can_summarise(person: Any, thread: Thread) -> Decision:
    """After it is closed, by who gathers or who set it."""
    if is_going_on(thread):
        return denied("state.prompt_open", _("ปิดรับความเห็นก่อน แล้วจึงเขียนสรุป"))
    return can_extend_prompt(person, thread)
