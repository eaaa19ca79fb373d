"""Who is told what about a community. Letters carry a signed link where one tap is enough."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sala.communities.models import Community, Invitation, Membership, RoleHolding
from sala.communities.roles import Role
from sala.mail.links import link_for
from sala.notices.actions import tell
from sala.people.models import Office, Person
from sala.people.offices import OfficeKind

INVITATION, ROLE = "communities.invitation", "communities.role"


def facilitators_of(community: Community) -> list[Person]:
    return list(
        Person.objects.filter(
            role_holdings__community=community,
            role_holdings__role=Role.FACILITATOR,
            role_holdings__accepted_at__isnull=False,
            role_holdings__ended_at__isnull=True,
        ).distinct()
    )


def tell_request(asked: Invitation) -> None:
    community = asked.community
    tell(
        facilitators_of(community),
        "communities.requested",
        community,
        url=reverse("communities:people", args=[community.number]),
        audience=community.key,
        name=community.name,
        person=asked.person.full_name,
    )


def tell_request_answered(asked: Invitation) -> None:
    tell(
        [asked.person],
        "communities.request_answered",
        asked.community,
        url=asked.community.get_absolute_url()
        if asked.is_accepted
        else reverse("communities:directory"),
        audience="personal",
        name=asked.community.name,
        is_accepted=bool(asked.is_accepted),
        words=asked.answer_words,
    )


def tell_invitation(community: Community, invitations: Sequence[Invitation]) -> None:
    for invitation in invitations:
        tell(
            [invitation.person],
            "communities.invited",
            community,
            url=reverse("communities:invitation", args=[community.number, invitation.pk]),
            audience="personal",
            links={invitation.person_id: link_for(INVITATION, invitation.person_id, invitation.pk)},
            name=community.name,
            by=invitation.made_by.full_name,
            words=invitation.words,
            purpose=community.purpose,
        )


def tell_membership_ended(membership: Membership) -> None:
    tell(
        [membership.person],
        "communities.membership_ended",
        membership.community,
        audience="personal",
        name=membership.community.name,
        words=membership.ended_words,
    )


def tell_office_of_leaving(community: Community) -> None:
    """The last facilitator left: the KM team is asked to find another."""
    offices = Office.objects.held().filter(
        kind=OfficeKind.KM_TEAM, unit__agency_id=community.agency_id
    )
    tell(
        [office.person for office in offices.select_related("person")],
        "communities.no_facilitator",
        community,
        url=reverse("communities:office_community", args=[community.number]),
        audience="personal",
        name=community.name,
    )


def tell_role_offered(holding: RoleHolding) -> None:
    community = holding.community
    tell(
        [holding.person],
        "communities.role_offered",
        community,
        url=holding.url,
        audience="personal",
        links={holding.person_id: link_for(ROLE, holding.person_id, holding.pk)},
        name=community.name,
        role=holding.role,
        by=holding.offered_by.full_name if holding.offered_by else "",
        duties=holding.duties,
    )


def tell_role_answered(holding: RoleHolding) -> None:
    if holding.offered_by is None or holding.offered_by_id == holding.person_id:
        return
    tell(
        [holding.offered_by],
        "communities.role_answered",
        holding.community,
        url=reverse("communities:roles", args=[holding.community.number]),
        audience="personal",
        name=holding.community.name,
        role=holding.role,
        person=holding.person.full_name,
        is_accepted=holding.accepted_at is not None,
    )


def tell_review(community: Community, kind: str) -> None:
    """`communities.review_soon` before the date, `communities.quiet` after long silence."""
    tell(
        facilitators_of(community),
        kind,
        community,
        url=reverse("communities:review", args=[community.number]),
        audience=community.key,
        name=community.name,
        day=community.review_on.isoformat() if community.review_on else "",
    )
