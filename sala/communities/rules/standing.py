"""Who may do what in a community. Roles come from one look-up kept on the person."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.communities.models import Community, GuestRight, Membership, RoleHolding
from sala.communities.roles import ABILITIES, MEMBER, Role
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.core.terms import words
from sala.people.keys import forget_keys


class Standing(NamedTuple):
    """What a person is in every community: member of, roles in, guest of."""

    member_of: frozenset[int]
    roles: dict[int, frozenset[str]]
    guest_of: frozenset[int]


NOBODY = Standing(frozenset(), {}, frozenset())


def standing_of(person: Any) -> Standing:
    """Memberships, roles and dated guest rights; three queries, kept for the request."""
    if not getattr(person, "is_authenticated", False) or person.is_past_guest:
        return NOBODY
    if not hasattr(person, "_standing"):
        members = Membership.objects.filter(person=person, left_at__isnull=True)
        member_of = frozenset(members.values_list("community_id", flat=True))
        held = RoleHolding.objects.filter(
            person=person, accepted_at__isnull=False, ended_at__isnull=True
        ).values_list("community_id", "role")
        roles: dict[int, frozenset[str]] = {}
        for community_id, role in held:
            roles[community_id] = roles.get(community_id, frozenset()) | {role}
        guests = GuestRight.objects.filter(
            person=person, ended_at__isnull=True, until__gte=localdate()
        )
        guest_of = frozenset(guests.values_list("community_id", flat=True))
        person._standing = Standing(member_of, roles, guest_of)
    return cast("Standing", person._standing)


def forget_roles(person: Any) -> None:
    """Called by every action that changes a membership, a role or a guest right."""
    person.__dict__.pop("_standing", None)
    forget_keys(person)


def roles_in(person: Any, community_id: int) -> frozenset[str]:
    return standing_of(person).roles.get(community_id, frozenset())


def is_member(person: Any, community_id: int) -> Decision:
    if community_id in standing_of(person).member_of:
        return ALLOWED
    return denied("right.member", _("เรื่องนี้เปิดเฉพาะสมาชิก"))


def has_role(person: Any, role: str, community_id: int) -> Decision:
    if role in roles_in(person, community_id):
        return ALLOWED
    return denied(f"right.{role}", _role_refusal(role))


def may(person: Any, ability: str, community_id: int) -> Decision:
    """Does membership or a role in this community give the person this ability?"""
    standing = standing_of(person)
    if ability in MEMBER and community_id in standing.member_of:
        return ALLOWED
    for role in standing.roles.get(community_id, frozenset()):
        if ability in ABILITIES[role]:
            return ALLOWED
    if ability in MEMBER:
        return denied("right.member", _("เรื่องนี้เปิดเฉพาะสมาชิก"))
    holder = next((role for role, can in ABILITIES.items() if ability in can), Role.FACILITATOR)
    return denied(f"right.{holder}", _role_refusal(holder))


def _role_refusal(role: str) -> str:
    if role in {Role.FACILITATOR, Role.RECORDER, Role.SPONSOR}:
        return _("เฉพาะ%(role)sของกลุ่มนี้เท่านั้นที่ทำเรื่องนี้ได้") % {"role": words()[str(role)]}
    return _("เฉพาะผู้ที่รับหน้าที่นี้ในกลุ่มเท่านั้นที่ทำเรื่องนี้ได้")


def is_open(community: Community) -> Decision:
    if community.is_open:
        return ALLOWED
    return denied(
        "state.community_closed",
        _("%(community)sนี้ปิดแล้ว อ่านได้แต่แก้ไขไม่ได้") % words(),
    )


def can_act(person: Any, ability: str, community: Community) -> Decision:
    """Open, and allowed: the rule most actions inside a community ask."""
    return first_refusal(may(person, ability, community.pk), is_open(community))
