"""Roles are offered and accepted; nobody is given one (R013, R024)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.communities.models import Community, RoleHolding
from sala.communities.roles import Role
from sala.communities.rules.standing import can_act, is_open
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.core.terms import words
from sala.people.rules import has_ability


def facilitators_left(community: Community) -> set[int]:
    """People who facilitate now and can still act: active, and still a member."""
    return set(
        RoleHolding.objects.filter(
            community=community,
            role=Role.FACILITATOR,
            accepted_at__isnull=False,
            ended_at__isnull=True,
            person__is_active=True,
        ).values_list("person_id", flat=True)
    )


def can_oversee(person: Any, agency_id: int) -> Decision:
    """The KM team sees numbers of every community and whether someone takes care of it."""
    return has_ability(person, "appoint_facilitator", agency_id)


def can_offer_role(person: Any, community: Community, role: str) -> Decision:
    """The facilitator offers; the KM team offers facilitation only where nobody is left."""
    own = can_act(person, "manage_community", community)
    if own or role != Role.FACILITATOR:
        return own
    office = has_ability(person, "appoint_facilitator", community.agency_id)
    if not office:
        return own
    if facilitators_left(community):
        return denied(
            "state.has_facilitator",
            _("กลุ่มนี้ยังมี%(facilitator)sดูแลอยู่ ทีมจัดการความรู้จึงไม่แต่งตั้งแทน") % words(),
        )
    return is_open(community)


def can_accept_role(person: Any, holding: RoleHolding) -> Decision:
    """Only the person asked, and only while the offer stands."""
    if holding.person_id != person.pk:
        return denied("right.asked", _("เฉพาะผู้ที่ได้รับคำเชิญเท่านั้นที่ตอบรับหน้าที่ได้"))
    if holding.ended_at is not None:
        return denied("state.offer_ended", _("คำเชิญนี้สิ้นสุดไปแล้ว"))
    return is_open(holding.community)


def can_lay_down_role(person: Any, holding: RoleHolding) -> Decision:
    """One's own role, at any time; the last facilitator of others hands over first."""
    if holding.ended_at is not None:
        return denied("state.role_ended", _("หน้าที่นี้สิ้นสุดไปแล้ว"))
    if holding.person_id != person.pk:
        is_offer = holding.accepted_at is None
        mine = can_act(person, "manage_community", holding.community) if is_offer else None
        return mine or denied("right.own_role", _("เฉพาะเจ้าตัวเท่านั้นที่วางหน้าที่ของตนได้"))
    return first_refusal(is_open(holding.community), _leaves_someone(person, holding))


def _leaves_someone(person: Any, holding: RoleHolding) -> Decision:
    is_last = holding.is_held and facilitators_left(holding.community) == {person.pk}
    if holding.role != Role.FACILITATOR or not is_last:
        return ALLOWED
    return denied(
        "state.last_facilitator",
        _("กลุ่มต้องมี%(facilitator)sอย่างน้อยหนึ่งคน ส่งต่อให้คนอื่นรับก่อน แล้วหน้าที่ของคุณจะจบเอง") % words(),
    )
