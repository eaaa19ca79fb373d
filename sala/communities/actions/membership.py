"""Joining, asking, inviting, leaving. Nobody enters but by their own act (I05)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.actions.counting import mark_active, recount
from sala.communities.mail import USUAL, Mail, stream_of
from sala.communities.models import Community, Invitation, Membership, RoleHolding
from sala.communities.rules import (
    can_answer_request,
    can_end_membership,
    can_join,
    can_leave,
    can_request,
    forget_roles,
    is_member,
    is_open,
)
from sala.communities.telling import (
    tell_membership_ended,
    tell_office_of_leaving,
    tell_request,
    tell_request_answered,
)
from sala.core.locking import locked
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal, require
from sala.core.registries import joining_hooks
from sala.journal.actions import record
from sala.mail.actions import withdraw
from sala.people.models import Person


def agrees(agreed: bool) -> Decision:
    """The agreement stands above the button; without it nobody comes in (R012)."""
    if agreed:
        return ALLOWED
    return denied("value.agreement", _("อ่านและยอมรับข้อตกลงของกลุ่มก่อน แล้วจึงเข้าร่วมได้"))


@transaction.atomic
def join(
    community: Community,
    *,
    by: Person,
    agreed: bool,
    token: str = "",
    via: str = "web",
    mail: str = USUAL,
) -> Membership:
    """Come in at once. Joining again changes nothing."""
    community = locked(community)
    if membership := live_membership(community, by):
        return membership
    require(agrees(agreed))
    require(can_join(by, community, holds_link=holds_link(community, token)))
    return _enter(community, by, by=by, via=via, mail=mail)


@transaction.atomic
def request_membership(
    community: Community, *, by: Person, agreed: bool, words: str = "", mail: str = ""
) -> Invitation:
    """Express the wish to join (R039); asking twice is asking once."""
    community = locked(community)
    require(agrees(agreed))
    require(can_request(by, community))
    asked, is_new = Invitation.objects.get_or_create(
        community=community,
        person=by,
        answered_at=None,
        defaults={"is_request": True, "made_by": by, "words": words, "mail": mail},
    )
    if is_new:
        record("communities.join_requested", asked, place=community, by=by, audience=community.key)
        tell_request(asked)
    return asked


@transaction.atomic
def answer_request(
    asked: Invitation, *, by: Person, accept: bool, words: str = ""
) -> Membership | None:
    """Accept or decline a person's own request; the person is told."""
    asked = locked(asked, "community")
    require(can_answer_request(by, asked))
    person = asked.person
    _answer(asked, by=by, accept=accept, words=words)
    tell_request_answered(asked)
    if not accept:
        record(
            "communities.request_declined",
            asked,
            place=asked.community,
            by=by,
            audience=asked.community.key,
        )
        return None
    return live_membership(asked.community, person) or _enter(
        asked.community, person, by=by, mail=asked.mail or USUAL
    )


@transaction.atomic
def leave(community: Community, *, by: Person, hands_to_office: bool = False) -> Membership:
    """Out at once: membership, roles, offers and mail all end now (R020)."""
    community = locked(community)
    require(can_leave(by, community, hands_to_office=hands_to_office))
    membership = community.memberships.get(person=by, left_at__isnull=True)
    was_facilitating = _end(membership, by=by, words="")
    record("communities.left", community, by=by, audience=community.key)
    if hands_to_office and was_facilitating and community.member_count:
        tell_office_of_leaving(community)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: Person, reason: str) -> Membership:
    """The facilitator ends another's membership; the reason is told to that person."""
    membership = locked(membership, "community")
    require(can_end_membership(by, membership))
    if not reason.strip():
        require(denied("value.reason", _("บอกเหตุผลด้วย เจ้าตัวจะได้อ่านข้อความนี้")))
    _end(membership, by=by, words=reason)
    record(
        "communities.membership_ended",
        membership,
        place=membership.community,
        by=by,
        audience=membership.community.key,
        person=membership.person_id,
    )
    tell_membership_ended(membership)
    return membership


@transaction.atomic
def set_own_membership(
    community: Community, *, by: Person, via: str = "web", **fields: Any
) -> Membership:
    """A member's own settings: `mail` and `interest`. Mail that waits obeys at once."""
    require(is_member(by, community.pk))
    membership = community.memberships.select_for_update().get(person=by, left_at__isnull=True)
    for name, value in fields.items():
        setattr(membership, name, value)
    membership.save(update_fields=list(fields))
    if membership.mail != Mail.EACH:
        withdraw(by.pk, stream_of(community.pk))
    record("communities.membership_set", community, by=by, via=via, audience=f"person:{by.pk}")
    return membership


def enter(
    community: Community, person: Person, *, via: str = "web", mail: str = USUAL
) -> Membership:
    """Part of another act of the same person (an accepted invitation or role)."""
    require(first_refusal(is_open(community)))
    return live_membership(community, person) or _enter(
        community, person, by=person, via=via, mail=mail
    )


def live_membership(community: Community, person: Person) -> Membership | None:
    return community.memberships.filter(person=person, left_at__isnull=True).first()


def holds_link(community: Community, token: str) -> bool:
    link = community.invite_links.filter(token=token).first() if token else None
    return bool(link and link.is_live)


def _enter(
    community: Community, person: Person, *, by: Person, via: str = "web", mail: str = USUAL
) -> Membership:
    membership = Membership.objects.create(community=community, person=person, mail=mail)
    pending = Invitation.objects.filter(
        community=community, person=person, answered_at__isnull=True
    )
    pending.update(answered_at=now(), answered_by=by, is_accepted=True)
    forget_roles(person)
    record(
        "communities.joined",
        community,
        by=person,
        via=via,
        audience=community.key,
        let_in_by=by.pk,
    )
    recount(community)
    mark_active(community)
    for hook in joining_hooks:
        hook.run(membership)
    return membership


def _answer(asked: Invitation, *, by: Person, accept: bool, words: str) -> None:
    asked.answered_at, asked.answered_by = now(), by
    asked.is_accepted, asked.answer_words = accept, words
    asked.save(update_fields=["answered_at", "answered_by", "is_accepted", "answer_words"])


def _end(membership: Membership, *, by: Person, words: str) -> bool:
    """End membership and roles; True when the person facilitated."""
    moment = now()
    membership.left_at, membership.ended_by, membership.ended_words = moment, by, words
    membership.save(update_fields=["left_at", "ended_by", "ended_words"])
    withdraw(membership.person_id, stream_of(membership.community_id))
    roles = RoleHolding.objects.filter(
        community=membership.community, person=membership.person, ended_at__isnull=True
    )
    was_facilitating = roles.filter(role="facilitator", accepted_at__isnull=False).exists()
    roles.update(ended_at=moment)
    forget_roles(membership.person)
    forget_roles(by)
    recount(membership.community)
    return was_facilitating
