"""Roles: offered, accepted, handed over, laid down. History stays (R024)."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.actions.counting import mark_active
from sala.communities.actions.membership import agrees, enter, live_membership
from sala.communities.models import Community, RoleHolding
from sala.communities.roles import DUTIES, Role
from sala.communities.rules import (
    can_accept_role,
    can_lay_down_role,
    can_offer_role,
    forget_roles,
)
from sala.communities.telling import tell_role_answered, tell_role_offered
from sala.core.locking import locked
from sala.core.permissions import denied, require
from sala.journal.actions import record
from sala.people.models import Person


@transaction.atomic
def offer_role(
    community: Community,
    person: Person,
    role: str,
    *,
    by: Person,
    duties: str = "",
    hands_over: bool = False,
) -> RoleHolding:
    """Ask a person to take a role; one takes a role oneself at once. Asking twice is once.

    With `hands_over` the asker's own holding ends when the other accepts, not before.
    """
    community = locked(community)
    require(can_offer_role(by, community, role))
    _require_able(person)
    own = community.role_holdings.filter(
        person=by, role=role, accepted_at__isnull=False, ended_at__isnull=True
    ).first()
    holding, is_new = RoleHolding.objects.get_or_create(
        community=community,
        person=person,
        role=role,
        ended_at=None,
        defaults={
            "offered_by": by,
            "duties": duties or str(DUTIES[Role(role)]),
            "replaces": own if hands_over and person.pk != by.pk else None,
        },
    )
    if is_new:
        record(
            "communities.role_offered",
            holding,
            place=community,
            by=by,
            audience=community.key,
            role=role,
            person=person.pk,
        )
        if person.pk == by.pk:
            return accept_role(holding, by=by, agreed=True)
        tell_role_offered(holding)
    return holding


@transaction.atomic
def accept_role(
    holding: RoleHolding, *, by: Person, agreed: bool = False, via: str = "web"
) -> RoleHolding:
    """The person's own yes. Who is not a member yet joins by the same act."""
    holding = locked(holding, "community")
    require(can_accept_role(by, holding))
    if holding.accepted_at is not None:
        return holding
    if live_membership(holding.community, by) is None:
        require(agrees(agreed))
        enter(holding.community, by, via=via)
    holding.accepted_at = now()
    holding.save(update_fields=["accepted_at"])
    record(
        "communities.role_accepted",
        holding,
        place=holding.community,
        by=by,
        via=via,
        audience=holding.community.key,
        role=holding.role,
    )
    _end_predecessor(holding)
    forget_roles(by)
    mark_active(holding.community)
    tell_role_answered(holding)
    return holding


@transaction.atomic
def decline_role(holding: RoleHolding, *, by: Person, via: str = "web") -> RoleHolding:
    holding = locked(holding, "community")
    require(can_accept_role(by, holding))
    if holding.accepted_at is not None:
        require(denied("state.role_accepted", _("คุณรับหน้าที่นี้แล้ว วางหน้าที่ได้ที่หน้าบทบาท")))
    _end(holding)
    record(
        "communities.role_declined",
        holding,
        place=holding.community,
        by=by,
        via=via,
        audience=holding.community.key,
        role=holding.role,
    )
    tell_role_answered(holding)
    return holding


@transaction.atomic
def lay_down_role(holding: RoleHolding, *, by: Person) -> RoleHolding:
    """Lay down one's own role, or take back an offer not yet answered."""
    holding = locked(holding, "community")
    require(can_lay_down_role(by, holding))
    _end(holding)
    record(
        "communities.role_laid_down",
        holding,
        place=holding.community,
        by=by,
        audience=holding.community.key,
        role=holding.role,
        person=holding.person_id,
    )
    return holding


def _end_predecessor(holding: RoleHolding) -> None:
    before = holding.replaces
    if before is None or before.ended_at is not None:
        return
    _end(before)
    record(
        "communities.role_handed_over",
        before,
        place=holding.community,
        by=holding.person,
        audience=holding.community.key,
        role=holding.role,
        before=before.person_id,
        after=holding.person_id,
    )


def _end(holding: RoleHolding) -> None:
    holding.ended_at = now()
    holding.save(update_fields=["ended_at"])
    forget_roles(holding.person)


def _require_able(person: Person) -> None:
    if not person.is_active or person.is_guest:
        require(denied("value.person", _("ชวนรับหน้าที่ได้เฉพาะบุคลากรที่ยังปฏิบัติงานอยู่")))
