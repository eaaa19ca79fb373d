"""Role slots with duties, who holds them, and the history (R024)."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.communities.models import Community, RoleHolding
from sala.communities.roles import DUTIES, Role, role_word
from sala.communities.rules import can_edit_charter, can_lay_down_role
from sala.core.permissions import Decision
from sala.core.thai.display import thai_date
from sala.people.models import Person, Posting
from sala.people.queries import people_named, postings_on


class Holder(NamedTuple):
    holding: RoleHolding
    is_own: bool
    may_end: Decision | None

    @property
    def since(self) -> str:
        held = self.holding.accepted_at
        return _("ตั้งแต่ %(day)s") % {"day": thai_date(held)} if held else ""


class Slot(NamedTuple):
    role: str
    word: str
    duties: str
    is_needed: bool
    holders: list[Holder]


class RolesPage(NamedTuple):
    slots: list[Slot]
    history: list[tuple[RoleHolding, str]]
    may_offer: Decision
    text: str
    people: list[tuple[int, str]]
    roles: list[tuple[str, str]]


NEEDED = {Role.FACILITATOR, Role.RECORDER}


def roles_page(community: Community, viewer: Any, text: str = "") -> RolesPage:
    """Slots and history; who may be asked is a member, or anyone of the agency found by name."""
    rows = list(
        community.role_holdings.select_related("person", "offered_by", "community").order_by(
            "offered_at", "pk"
        )
    )
    may_offer = can_edit_charter(viewer, community)
    live = [row for row in rows if row.ended_at is None]
    return RolesPage(
        slots=[_slot(Role(role), live, viewer, may_offer) for role in Role.values],
        history=[
            (row, role_word(row.role)) for row in reversed(rows) if row.ended_at and row.accepted_at
        ],
        may_offer=may_offer,
        text=text,
        people=_people(community, viewer, text) if may_offer else [],
        roles=[(role, role_word(role)) for role in Role.values],
    )


def _slot(role: Role, live: list[RoleHolding], viewer: Any, may_offer: Decision) -> Slot:
    holders = [
        Holder(
            row,
            row.person_id == viewer.pk,
            can_lay_down_role(viewer, row)
            if row.person_id == viewer.pk or (may_offer and not row.accepted_at)
            else None,
        )
        for row in live
        if row.role == role
    ]
    return Slot(role, role_word(role), str(DUTIES[role]), role in NEEDED, holders)


def _people(community: Community, viewer: Any, text: str) -> list[tuple[int, str]]:
    """Who may be asked, by name: who was searched for, else the members with oneself last."""
    if text:
        found = people_named(community.agency_id, text)
        places = postings_on([person.pk for person in found], localdate())
        return [(person.pk, _named(person, places.get(person.pk))) for person in found]
    rows = community.memberships.filter(left_at__isnull=True).select_related("person")
    people = [
        (row.person_id, row.person.full_name)
        for row in rows.order_by("person__sort_key", "person__given_name", "pk")
    ]
    return sorted(people, key=lambda one: one[0] == viewer.pk)


def _named(person: Person, posting: Posting | None) -> str:
    return f"{person.full_name} · {posting.unit.name}" if posting else person.full_name
