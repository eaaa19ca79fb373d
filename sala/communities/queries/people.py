"""Members, roles and who waits at the door: for people inside."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.communities.models import Community, Invitation, InviteLink, Membership, RoleHolding
from sala.communities.roles import role_word
from sala.communities.rules import can_act, can_invite
from sala.core.permissions import Decision
from sala.people.models import Person, Posting
from sala.people.queries import people_named, postings_on

PAGE = 60


class MemberRow(NamedTuple):
    membership: Membership
    detail: str
    roles: list[str]
    is_facilitating: bool
    end_url: str

    @property
    def look(self) -> str:
        return "lead" if self.is_facilitating else ""


class PeoplePage(NamedTuple):
    page: Page[Membership]
    members: list[MemberRow]
    requests: list[tuple[Invitation, str]]
    invited: list[Invitation]
    may_manage: Decision
    may_invite: Decision
    is_member: bool
    invite_url: str


class InvitingPage(NamedTuple):
    text: str
    found: list[tuple[Person, str, str]]
    links: list[tuple[InviteLink, str]]
    may_manage: Decision


def people_page(community: Community, viewer: Any, page: str) -> PeoplePage:
    """Members in dictionary order with unit and roles; requests for who may answer them."""
    live = _live(community)
    shown = Paginator(live, PAGE).get_page(page)
    may_manage = can_act(viewer, "manage_members", community)
    waiting = _waiting(community) if may_manage else []
    ids = [row.person_id for row in (*shown.object_list, *waiting)]
    units = postings_on(ids, localdate())
    return PeoplePage(
        page=shown,
        members=[_row(row, units, viewer, may_manage) for row in shown.object_list],
        requests=[(row, _unit(units.get(row.person_id))) for row in waiting],
        invited=_invited(community) if may_manage else [],
        may_manage=may_manage,
        may_invite=can_invite(viewer, community),
        is_member=live.filter(person=viewer).exists(),
        invite_url=reverse("communities:invitations", args=[community.number]),
    )


def _live(community: Community) -> Any:
    held = RoleHolding.objects.filter(
        community=community, accepted_at__isnull=False, ended_at__isnull=True
    )
    return (
        community.memberships.filter(left_at__isnull=True)
        .select_related("person", "community")
        .prefetch_related(Prefetch("person__role_holdings", queryset=held, to_attr="held_here"))
        .order_by("person__sort_key", "person__given_name", "pk")
    )


def _row(
    row: Membership, units: dict[int, Posting], viewer: Any, may_manage: Decision
) -> MemberRow:
    held: list[RoleHolding] = getattr(row.person, "held_here", [])
    may_end = may_manage and row.person_id != viewer.pk
    url = reverse("communities:membership_end", args=[row.community.number, row.pk])
    return MemberRow(
        membership=row,
        detail=_unit(units.get(row.person_id)),
        roles=[role_word(holding.role) for holding in held],
        is_facilitating=any(holding.role == "facilitator" for holding in held),
        end_url=url if may_end else "",
    )


def _unit(posting: Posting | None) -> str:
    return posting.unit.name if posting else ""


def _waiting(community: Community) -> list[Invitation]:
    rows = community.invitations.filter(is_request=True, answered_at__isnull=True)
    return list(rows.select_related("person").order_by("made_at", "pk"))


def _invited(community: Community) -> list[Invitation]:
    rows = community.invitations.filter(is_request=False, answered_at__isnull=True)
    return list(rows.select_related("person").order_by("person__sort_key", "pk"))


def inviting_page(community: Community, viewer: Person, text: str) -> InvitingPage:
    """People of the viewer's agency by name; who is in or asked already says so."""
    found = people_named(viewer.agency_id, text) if text.strip() else []
    ids = [person.pk for person in found]
    units = postings_on(ids, localdate())
    inside = set(
        community.memberships.filter(person__in=ids, left_at__isnull=True).values_list(
            "person_id", flat=True
        )
    )
    asked = set(
        community.invitations.filter(person__in=ids, answered_at__isnull=True).values_list(
            "person_id", flat=True
        )
    )
    may_manage = can_act(viewer, "manage_members", community)
    return InvitingPage(
        text=text,
        found=[
            (person, _unit(units.get(person.pk)), _standing(person.pk, inside, asked))
            for person in found
        ],
        links=_links(community) if may_manage else [],
        may_manage=may_manage,
    )


def _standing(pk: int, inside: set[int], asked: set[int]) -> str:
    if pk in inside:
        return _("เป็นสมาชิกแล้ว")
    return _("ชวนแล้ว รอคำตอบ") if pk in asked else ""


def _links(community: Community) -> list[tuple[InviteLink, str]]:
    rows = community.invite_links.filter(ended_at__isnull=True, until__gte=localdate())
    return [
        (row, reverse("communities:link_door", args=[row.token]))
        for row in rows.order_by("-made_at", "-pk")
    ]
