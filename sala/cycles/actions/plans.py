"""The plan: immutable versions, words beside them, and who agrees."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.timezone import now

from sala.core.locking import Stale, locked
from sala.core.permissions import require
from sala.cycles.models import Cycle, Endorsement, PlanComment, PlanVersion
from sala.cycles.plan_parts import CODES, plan_is_whole
from sala.cycles.queries.plans import plan_of
from sala.cycles.rules import (
    can_comment_plan,
    can_edit_plan,
    can_endorse_plan,
    can_resolve_comment,
    places_of,
)
from sala.cycles.telling import tell_plan_saved
from sala.journal.actions import record
from sala.people.models import Person


@transaction.atomic
def save_plan(
    cycle: Cycle,
    parts: dict[str, str],
    *,
    seen: int,
    by: Person,
    note: str = "",
    follow_up_days: Collection[int] | None = None,
    planned_sessions: int | None = None,
    ends_on: date | None = None,
) -> PlanVersion:
    """Write the next version. All eight parts must be there (I03); `seen` is the number the
    person began from (0: none), and another's newer version raises Stale with both texts."""
    cycle = locked(cycle, "community")
    require(can_edit_plan(by, cycle))
    parts = {code: str(parts.get(code, "")).strip() for code in CODES}
    current = plan_of(cycle)
    if current is not None and current.number != seen:
        raise Stale(current, {**parts, "note": note})
    require(plan_is_whole(parts))
    _set_frame(cycle, follow_up_days, planned_sessions, ends_on)
    if current is not None and current.parts == parts:
        return current
    version = PlanVersion.objects.create(
        cycle=cycle,
        number=(current.number if current else 0) + 1,
        parts=parts,
        made_by=by,
        note=note,
    )
    record("cycles.plan_saved", version, place=cycle, by=by, number=version.number)
    tell_plan_saved(version, by=by)
    return version


def _set_frame(
    cycle: Cycle,
    follow_up_days: Collection[int] | None,
    planned_sessions: int | None,
    ends_on: date | None,
) -> None:
    """What the plan fixes in figures: follow-ups, sessions and the last day."""
    before = (cycle.follow_up_days, cycle.planned_sessions, cycle.ends_on)
    if follow_up_days is not None:
        cycle.follow_up_days = sorted(follow_up_days)
    if planned_sessions is not None:
        cycle.planned_sessions = planned_sessions
    cycle.ends_on = ends_on or cycle.ends_on
    if before != (cycle.follow_up_days, cycle.planned_sessions, cycle.ends_on):
        cycle.version += 1
        cycle.save(update_fields=["follow_up_days", "planned_sessions", "ends_on", "version"])


@transaction.atomic
def comment_plan(cycle: Cycle, *, part: str, text: str, by: Person) -> PlanComment:
    cycle = locked(cycle, "community")
    require(can_comment_plan(by, cycle))
    comment = PlanComment.objects.create(cycle=cycle, part=part, text=text, by=by)
    record("cycles.plan_commented", comment, place=cycle, by=by, part=part)
    return comment


@transaction.atomic
def resolve_comment(comment: PlanComment, *, by: Person) -> PlanComment:
    comment = locked(comment, "cycle", "cycle__community")
    require(can_resolve_comment(by, comment))
    if comment.resolved_at is None:
        comment.resolved_at, comment.resolved_by = now(), by
        comment.save(update_fields=["resolved_at", "resolved_by"])
        record("cycles.plan_comment_resolved", comment, place=comment.cycle, by=by)
    return comment


@transaction.atomic
def endorse_plan(version: PlanVersion, *, by: Person) -> Endorsement:
    """Agree with one version, as an expert of the cycle or as a participant (R049)."""
    cycle = locked(version.cycle, "community")
    require(can_endorse_plan(by, cycle))
    role = "expert" if cycle.pk in places_of(by).expert_of else "participant"
    endorsement, is_new = Endorsement.objects.get_or_create(
        version=version, person=by, defaults={"as_role": role}
    )
    if is_new:
        record(
            "cycles.plan_endorsed", version, place=cycle, by=by, number=version.number, as_role=role
        )
    return endorsement
