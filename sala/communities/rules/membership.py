"""Joining is a person's own act, leaving is immediate (I05, R020). No gate of skill (R040)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.communities.models import Community, Invitation, Membership
from sala.communities.rules.duties import facilitators_left
from sala.communities.rules.standing import can_act, is_member, is_open, may, standing_of
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.core.terms import words


def can_read_inside(person: Any, community: Community) -> Decision:
    """What is inside is read by members and dated guests; no office opens it."""
    if community.pk in standing_of(person).guest_of:
        return ALLOWED
    return may(person, "read", community.pk)


def can_join(person: Any, community: Community, *, holds_link: bool = False) -> Decision:
    """By oneself and at once, unless the community asks for requests."""
    refusal = first_refusal(_may_come(person, community, holds_link=holds_link))
    if refusal and community.joins_by_request and not holds_link:
        return denied("state.by_request", _("กลุ่มนี้รับสมาชิกโดยแจ้งความประสงค์ก่อน"))
    return refusal


def can_request(person: Any, community: Community) -> Decision:
    return _may_come(person, community, holds_link=False)


def _may_come(person: Any, community: Community, *, holds_link: bool) -> Decision:
    if not getattr(person, "is_authenticated", False):
        return denied("right.sign_in", _("เข้าสู่ระบบก่อน แล้วจึงเข้าร่วมได้"))
    if is_member(person, community.pk):
        return denied("state.member", _("คุณเป็นสมาชิกอยู่แล้ว"))
    return first_refusal(is_open(community), _belongs_here(person, community, holds_link))


def _belongs_here(person: Any, community: Community, holds_link: bool) -> Decision:
    is_here = person.agency_id == community.agency_id and not person.is_guest
    if is_here or holds_link or community.partners.filter(pk=person.agency_id).exists():
        return ALLOWED
    return denied(
        "right.staff",
        _("%(community)sนี้รับคนในหน่วยงานและหน่วยงานร่วม คนนอกเข้าร่วมได้เมื่อมีสมาชิกเชิญ") % words(),
    )


def can_invite(person: Any, community: Community) -> Decision:
    return can_act(person, "invite", community)


def can_answer_request(person: Any, request: Invitation) -> Decision:
    if request.answered_at is not None:
        return denied("state.answered", _("คำขอนี้มีคำตอบแล้ว"))
    return can_act(person, "manage_members", request.community)


def can_leave(person: Any, community: Community, *, hands_to_office: bool = False) -> Decision:
    """At once. Only the last facilitator of others chooses first who takes care of them."""
    if not is_member(person, community.pk):
        return denied("state.not_member", _("คุณไม่ได้เป็นสมาชิกอยู่"))
    others = community.memberships.filter(left_at__isnull=True).exclude(person=person)
    if hands_to_office or not others.exists():
        return ALLOWED
    if facilitators_left(community) == {person.pk}:
        return denied(
            "state.last_facilitator",
            _(
                "คุณเป็น%(facilitator)sคนเดียวของกลุ่มนี้ ส่งต่อให้สมาชิกคนอื่นก่อน"
                " หรือออกทันทีโดยให้ทีมจัดการความรู้ชวนคนใหม่มาดูแล"
            )
            % words(),
        )
    return ALLOWED


def can_end_membership(person: Any, membership: Membership) -> Decision:
    """The facilitator may end another's membership, with a reason that the person is told."""
    if membership.left_at is not None:
        return denied("state.left", _("คนนี้ออกจากกลุ่มไปแล้ว"))
    if membership.person_id == person.pk:
        return denied("state.own", _("ออกจากกลุ่มด้วยตนเองได้ที่ปุ่ม “ออกจากกลุ่ม”"))
    return can_act(person, "manage_members", membership.community)
