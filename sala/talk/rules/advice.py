"""Who asks whom for advice, and who answers (R047)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act, is_open
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.people.keys import keys_of
from sala.people.models import Person
from sala.talk.models import Advice
from sala.talk.rules.threads import can_close_thread, is_going_on


def can_ask_advice(person: Any, community: Community) -> Decision:
    return can_act(person, "write", community)


def can_be_asked(adviser: Person, community: Community, by: Any) -> Decision:
    """Somebody else, who can be reached and may see this community's page."""
    if adviser.pk == by.pk:
        return denied("value.adviser", _("เลือกคนอื่นที่จะขอคำปรึกษา"))
    if not adviser.is_active or adviser.erased_at or adviser.is_past_guest:
        return denied("value.adviser", _("คนนี้ไม่ได้ใช้งานระบบแล้ว เลือกคนอื่น"))
    if not adviser.email and not adviser.has_usable_password():
        return denied("value.adviser", _("ยังติดต่อคนนี้ผ่านระบบไม่ได้ เพราะไม่มีอีเมลและยังไม่เคยเข้าสู่ระบบ"))
    if {community.audience, community.key} & keys_of(adviser):
        return ALLOWED
    return denied("value.adviser", _("คนนี้ยังไม่มีสิทธิเห็นกลุ่มนี้ ชวนเข้ากลุ่มก่อน"))


def can_advise(person: Any, advice: Advice) -> Decision:
    """The one asked, also from outside the community; answering is accepting."""
    if advice.adviser_id != person.pk:
        return denied("right.adviser", _("เฉพาะผู้ที่ได้รับการขอคำปรึกษาเท่านั้นที่ทำเรื่องนี้ได้"))
    if advice.declined_at is not None:
        return denied("state.declined", _("คุณตอบไว้ว่ายังไม่สะดวก"))
    return first_refusal(is_open(advice.thread.community), is_going_on(advice.thread))


def can_decline_advice(person: Any, advice: Advice) -> Decision:
    """Before the first answer; afterwards the rounds simply end."""
    if not advice.is_waiting:
        return denied("state.answered", _("รอบนี้ให้คำแนะนำแล้ว"))
    return can_advise(person, advice)


def can_ask_again(person: Any, advice: Advice) -> Decision:
    """ขอรอบสอง: the asker, once the round before has its answer."""
    if advice.thread.made_by_id != person.pk:
        return denied("right.asker", _("เฉพาะผู้ขอคำปรึกษาเท่านั้นที่ขอรอบต่อไปได้"))
    if advice.is_waiting:
        return denied("state.round_waits", _("รอบนี้ยังรอคำแนะนำอยู่"))
    return first_refusal(is_open(advice.thread.community), is_going_on(advice.thread))


def can_name_another(person: Any, advice: Advice) -> Decision:
    """After a no, the asker or the facilitator turns to somebody else."""
    if advice.declined_at is None:
        return denied("state.not_declined", _("เปลี่ยนผู้ให้คำปรึกษาได้เมื่อคนเดิมตอบว่ายังไม่สะดวก"))
    return first_refusal(can_close_thread(person, advice.thread), is_going_on(advice.thread))
