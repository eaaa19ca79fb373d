"""The course of a community's life: charter, states with reasons, review, adoption, closing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from sala.communities.actions.counting import mark_active, recount
from sala.communities.actions.founding import audience_key
from sala.communities.actions.groups import fallback_group
from sala.communities.catalogue import Scope, State
from sala.communities.models import Community, Group, StateChange
from sala.communities.rules import (
    can_activate,
    can_change_adoption,
    can_change_state,
    can_edit_charter,
    can_prepare_for_cycle,
)
from sala.core.locking import locked, require_version
from sala.core.permissions import denied, require
from sala.core.thai.sorting import sort_key
from sala.journal.actions import record
from sala.people.models import Person

CHARTER = ("purpose", "domain", "people_words", "practice", "agreement", "type", "level")
SETTINGS = ("scope", "hub", "origin", "joins_by_request")


@transaction.atomic
def save_charter(
    community: Community,
    *,
    by: Person,
    seen: int,
    groups: Iterable[Group] | None = None,
    **fields: Any,
) -> Community:
    """Save the charter as read at version `seen`; a proposal with a charter becomes a draft."""
    community = locked(community)
    require(can_edit_charter(by, community))
    require_version(community, seen, fields)
    if not str(fields.get("purpose", community.purpose)).strip():
        require(denied("value.purpose", _("บอกก่อนว่ากลุ่มนี้มีไว้เพื่ออะไร")))
    for name in CHARTER:
        setattr(community, name, fields.get(name, getattr(community, name)))
    community.version += 1
    community.save()
    if groups is not None:
        community.groups.set(list(groups) or [fallback_group(community.agency_id)])
    record("communities.charter_set", community, by=by, audience=community.key)
    if community.state == State.PROPOSED:
        _move(community, State.DRAFT, by=by, reason="")
    mark_active(community)
    return community


@transaction.atomic
def save_settings(community: Community, *, by: Person, audience: str, **fields: Any) -> Community:
    """Who sees the page, how people come in, scope and hub (R008, R025)."""
    community = locked(community)
    require(can_edit_charter(by, community))
    for name in SETTINGS:
        setattr(community, name, fields.get(name, getattr(community, name)))
    if community.scope == Scope.HUB and not community.hub.strip():
        require(denied("value.hub", _("ขอบข่าย 6 ต้องระบุแม่ข่ายที่สนับสนุน")))
    community.audience = audience_key(community, audience)
    community.version += 1
    community.save()
    record("communities.settings_set", community, by=by, audience=community.key)
    return community


@transaction.atomic
def activate(community: Community, *, by: Person) -> Community:
    """From proposal or draft to running: the charter is whole, two roles are accepted."""
    community = locked(community)
    require(can_activate(by, community))
    return _move(community, State.ACTIVE, by=by, reason="")


@transaction.atomic
def prepare_for_cycle(community: Community, *, by: Person) -> Community:
    """Make the community ready for the seven steps, keeping all it has; doing so twice is once.

    Refused with what is missing, each a link: the three blocks of the charter, a group, a
    facilitator and a recorder who have accepted. An informal community becomes a seven-step
    one, a draft becomes active.
    """
    community = locked(community)
    require(can_prepare_for_cycle(by, community))
    if community.is_informal:
        community.is_informal = False
        community.save(update_fields=["is_informal"])
        record("communities.promoted", community, by=by, audience=community.key)
    if community.state in {State.PROPOSED, State.DRAFT}:
        _move(community, State.ACTIVE, by=by, reason="")
    return recount(community)


@transaction.atomic
def change_state(community: Community, after: str, *, by: Person, reason: str) -> Community:
    """Pause or resume, with the reason that stays in the history."""
    community = locked(community)
    require(can_change_state(by, community, after))
    if not reason.strip():
        require(denied("value.reason", _("บอกเหตุผลสั้น ๆ ด้วย")))
    return _move(community, after, by=by, reason=reason)


@transaction.atomic
def change_adoption(
    community: Community, after: str, *, by: Person, evidence: str, on: date | None = None
) -> StateChange:
    """Move the stage of adoption either way; date and evidence are kept (R017)."""
    community = locked(community)
    require(can_change_adoption(by, community))
    if not evidence.strip():
        require(denied("value.evidence", _("บอกสิ่งที่เห็นซึ่งทำให้ปรับระยะนี้")))
    before, community.adoption = community.adoption, after
    community.save(update_fields=["adoption"])
    change = StateChange.objects.create(
        community=community,
        kind="adoption",
        before=before,
        after=after,
        reason=evidence,
        by=by,
        happened_on=on or localdate(),
    )
    record(
        "communities.adoption_changed",
        community,
        by=by,
        audience=community.key,
        before=before,
        after=after,
    )
    return change


@transaction.atomic
def set_review(community: Community, *, by: Person, on: date | None) -> Community:
    """The day on which members look at the community again (R022)."""
    community = locked(community)
    require(can_edit_charter(by, community))
    community.review_on, community.review_told_for = on, None
    community.quiet_flagged_at = None
    community.save(update_fields=["review_on", "review_told_for", "quiet_flagged_at"])
    record("communities.review_set", community, by=by, audience=community.key)
    mark_active(community)
    return community


@transaction.atomic
def rename(community: Community, *, by: Person, name: str, purpose: str, reason: str) -> Community:
    """A new topic for the same people (R023); members, writing and number stay."""
    community = locked(community)
    require(can_edit_charter(by, community))
    before = community.name
    community.name, community.purpose = name, purpose
    community.sort_key = sort_key(name)
    community.version += 1
    community.save(update_fields=["name", "purpose", "sort_key", "version"])
    StateChange.objects.create(
        community=community,
        kind="name",
        before=before[:160],
        after=name[:160],
        reason=reason,
        by=by,
    )
    record("communities.renamed", community, by=by, audience=community.key)
    return community


def _move(community: Community, after: str, *, by: Person | None, reason: str) -> Community:
    before, community.state = community.state, after
    if after in {State.CLOSED, State.TRANSFORMED}:
        community.closed_at = now()
    community.save(update_fields=["state", "closed_at"])
    StateChange.objects.create(
        community=community, kind="state", before=before, after=after, reason=reason, by=by
    )
    record(
        "communities.state_changed",
        community,
        by=by,
        audience=community.key,
        before=before,
        after=after,
    )
    return community
