"""Inviting people by name, and by a link or its QR (R029)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from sala.communities.actions.membership import agrees, enter
from sala.communities.mail import USUAL
from sala.communities.models import Community, Invitation, InviteLink, Membership
from sala.communities.rules import can_act, can_invite
from sala.communities.telling import tell_invitation
from sala.core.locking import locked
from sala.core.permissions import denied, require
from sala.journal.actions import record
from sala.people.models import Person

LINK_DAYS = 30


@transaction.atomic
def invite(
    community: Community, people: Iterable[Person], *, by: Person, words: str = ""
) -> list[Invitation]:
    """Ask people to come; who is in already, or was asked and has not answered, is left alone."""
    community = locked(community)
    require(can_invite(by, community))
    wanted = {person.pk: person for person in people if person.is_active}
    inside = community.memberships.filter(person__in=wanted, left_at__isnull=True)
    asked = community.invitations.filter(person__in=wanted, answered_at__isnull=True)
    known = set(inside.values_list("person_id", flat=True))
    known |= set(asked.values_list("person_id", flat=True))
    made = []
    for person in (person for pk, person in wanted.items() if pk not in known):
        invitation = Invitation.objects.create(
            community=community, person=person, is_request=False, made_by=by, words=words
        )
        record(
            "communities.invited",
            invitation,
            place=community,
            by=by,
            audience=community.key,
            person=person.pk,
        )
        made.append(invitation)
    tell_invitation(community, made)
    return made


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, by: Person, agreed: bool, via: str = "web", mail: str = USUAL
) -> Membership:
    """The person's own yes; saying it twice is saying it once."""
    invitation = locked(invitation, "community", "person")
    _require_own(invitation, by)
    if not (invitation.answered_at and invitation.is_accepted):
        _require_unanswered(invitation)
        require(agrees(agreed))
    return enter(invitation.community, by, via=via, mail=mail)


@transaction.atomic
def decline_invitation(invitation: Invitation, *, by: Person, via: str = "web") -> Invitation:
    """A no needs no reason, and nobody is told but the row."""
    invitation = locked(invitation, "community")
    _require_own(invitation, by)
    if invitation.answered_at is None:
        invitation.answered_at, invitation.answered_by = now(), by
        invitation.is_accepted = False
        invitation.save(update_fields=["answered_at", "answered_by", "is_accepted"])
        record(
            "communities.invitation_declined",
            invitation,
            place=invitation.community,
            by=by,
            via=via,
            audience=f"person:{by.pk}",
        )
    return invitation


@transaction.atomic
def withdraw_request(asked: Invitation, *, by: Person) -> Invitation:
    """Who asked may take it back while nobody has answered."""
    asked = locked(asked, "community")
    if not asked.is_request or asked.person_id != by.pk:
        require(denied("right.asked", _("เฉพาะเจ้าของคำขอเท่านั้นที่ถอนคำขอได้")))
    _require_unanswered(asked)
    asked.answered_at, asked.answered_by, asked.is_accepted = now(), by, False
    asked.save(update_fields=["answered_at", "answered_by", "is_accepted"])
    record(
        "communities.request_withdrawn",
        asked,
        place=asked.community,
        by=by,
        audience=f"person:{by.pk}",
    )
    return asked


@transaction.atomic
def make_link(community: Community, *, by: Person, days: int = LINK_DAYS) -> InviteLink:
    """A link that shows the door to who holds it, also from outside the agency."""
    community = locked(community)
    require(can_act(by, "manage_members", community))
    link = InviteLink.objects.create(
        community=community, made_by=by, until=localdate() + timedelta(days=days)
    )
    record("communities.link_made", link, place=community, by=by, audience=community.key)
    return link


@transaction.atomic
def end_link(link: InviteLink, *, by: Person) -> InviteLink:
    link = locked(link, "community")
    require(can_act(by, "manage_members", link.community))
    if link.ended_at is None:
        link.ended_at = now()
        link.save(update_fields=["ended_at"])
        record(
            "communities.link_ended", link, place=link.community, by=by, audience=link.community.key
        )
    return link


def _require_own(invitation: Invitation, person: Person) -> None:
    if invitation.person_id != person.pk or invitation.is_request:
        require(denied("right.asked", _("เฉพาะคนที่ได้รับเชิญเท่านั้นที่ตอบคำเชิญได้")))


def _require_unanswered(invitation: Invitation) -> None:
    if invitation.answered_at is not None:
        require(denied("state.answered", _("เรื่องนี้มีคำตอบแล้ว")))
