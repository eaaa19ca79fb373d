"""Founding: of one's own will on one screen, or as a proposal for the seven steps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from sala.communities.actions.counting import recount
from sala.communities.actions.groups import fallback_group
from sala.communities.catalogue import CommunityType, Level, Origin, State
from sala.communities.models import Community, Group, Membership, RoleHolding
from sala.communities.roles import Role
from sala.communities.rules import can_clone, can_found, can_found_under, forget_roles
from sala.core.numbers import next_number
from sala.core.permissions import require
from sala.core.thai.calendar import BANGKOK
from sala.core.thai.sorting import sort_key
from sala.journal.actions import record
from sala.people.models import Person, Unit
from sala.people.rules import has_ability


@transaction.atomic
def found_informal(*, by: Person, name: str, purpose: str, audience: str = "agency") -> Community:
    """One screen: name and purpose. The founder may write at once (R016, R018)."""
    require(can_found(by))
    return _found(by, (), audience, name=name, purpose=purpose, domain=purpose)


@transaction.atomic
def propose(
    *,
    by: Person,
    name: str,
    purpose: str,
    need_check: dict[str, str] | None = None,
    type: str = CommunityType.STEWARDING,  # noqa: A002 -- the word of the product
    groups: Iterable[Group] = (),
    audience: str = "agency",
    origin: str = Origin.FITTING,
    level: str = Level.SMALL,
    parent: Community | None = None,
) -> Community:
    """A proposal for the seven steps: its charter is written next, with the answers kept (R019)."""
    require(can_found_under(by, parent) if parent else can_found(by))
    return _found(
        by,
        groups,
        audience,
        name=name,
        purpose=purpose,
        need_check=need_check or {},
        type=type,
        origin=origin,
        level=level,
        parent=parent,
        is_informal=False,
        state=State.PROPOSED,
    )


@transaction.atomic
def clone(community: Community, *, by: Person, name: str, purpose: str = "") -> Community:
    """A sister with the same charter; no members, no writing (R029)."""
    require(can_clone(by, community))
    copied = {
        field: getattr(community, field)
        for field in ("domain", "people_words", "practice", "agreement", "type", "level")
    }
    sister = _found(
        by,
        [group for group in community.groups.all() if group.agency_id == by.agency_id],
        "agency",
        name=name,
        purpose=purpose or community.purpose,
        need_check=community.need_check,
        is_informal=False,
        state=State.PROPOSED,
        origin=Origin.FITTING,
        cloned_from=community,
        **copied,
    )
    record("communities.cloned", sister, by=by, audience=sister.key, source=community.pk)
    return sister


def found_after(community: Community, *, by: Person, name: str) -> Community:
    """The heir of a community that ends: its charter goes on, its people are asked anew."""
    copied = {
        field: getattr(community, field)
        for field in (
            "purpose",
            "domain",
            "people_words",
            "practice",
            "agreement",
            "type",
            "level",
            "is_informal",
            "parent",
            "joins_by_request",
        )
    }
    state = State.ACTIVE if community.is_informal else State.DRAFT
    choice = community.audience.split(":")[0]
    return _found(by, community.groups.all(), choice, name=name, state=state, **copied)


@transaction.atomic
def import_past(
    agency: Unit,
    *,
    by: Person,
    name: str,
    purpose: str,
    happened_on: date,
    closed_on: date | None = None,
    groups: Iterable[Group] = (),
    audience: str = "public",
) -> Community:
    """A community of the old register, with its own date (R026). Nobody is made a member."""
    require(has_ability(by, "manage_catalogues", agency.pk))
    begun = datetime.combine(happened_on, time(12), tzinfo=BANGKOK)
    number = next_number("community")
    community = Community.objects.create(
        number=number,
        handle=f"c{number}",
        agency=agency,
        founded_by=by,
        audience="pending",
        name=name,
        sort_key=sort_key(name),
        purpose=purpose,
        domain=purpose,
        origin=Origin.POLICY,
        happened_at=begun,
        starts_on=happened_on,
        last_active_at=begun,
        state=State.CLOSED if closed_on else State.ACTIVE,
        closed_at=datetime.combine(closed_on, time(12), tzinfo=BANGKOK) if closed_on else None,
    )
    community.audience = audience_key(community, audience)
    community.save(update_fields=["audience"])
    community.groups.set(list(groups) or [fallback_group(agency.pk)])
    record("communities.imported", community, by=by, via="import", happened_at=begun)
    return community


def _found(by: Person, groups: Iterable[Group], audience: str, **fields: Any) -> Community:
    number = next_number("community")
    community = Community.objects.create(
        number=number,
        handle=f"c{number}",
        agency_id=by.agency_id,
        founded_by=by,
        audience="pending",
        sort_key=sort_key(fields["name"]),
        **fields,
    )
    community.audience = audience_key(community, audience)
    community.save(update_fields=["audience"])
    community.groups.set(list(groups) or [fallback_group(by.agency_id)])
    record("communities.founded", community, by=by)
    start_with(community, by)
    return recount(community)


def start_with(community: Community, founder: Person) -> None:
    """Founding is the founder's own act of joining and of taking up facilitation."""
    moment = now()
    Membership.objects.create(community=community, person=founder)
    RoleHolding.objects.create(
        community=community,
        person=founder,
        role=Role.FACILITATOR,
        offered_by=founder,
        accepted_at=moment,
    )
    forget_roles(founder)
    record("communities.joined", community, by=founder, audience=community.key)
    record(
        "communities.role_accepted",
        community,
        by=founder,
        audience=community.key,
        role=Role.FACILITATOR,
    )


def audience_key(community: Community, choice: str) -> str:
    """`community`, `agency` or `public` as the key of the audience column."""
    keys = {"public": "public", "agency": f"agency:{community.agency_id}"}
    return keys.get(choice, community.key)
