"""Planning, inviting, answering and cancelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.locking import locked, require_version
from sala.core.numbers import next_number
from sala.core.permissions import denied, require
from sala.cycles.models import Cycle
from sala.journal.actions import record
from sala.mail.links import link_for
from sala.meetings.invitation import calendar_part
from sala.meetings.models import Improvement, Rsvp, Session, SessionStep
from sala.meetings.queries import invited_people
from sala.meetings.rules import (
    can_answer_invitation,
    can_cancel_session,
    can_change_session,
    can_plan_session,
)
from sala.meetings.timing import Step, overrun, warnings
from sala.notices.actions import tell
from sala.people.models import AgencySettings, Person


@transaction.atomic
def plan_session(
    community: Community,
    cycle: Cycle | None,
    *,
    values: dict[str, Any],
    steps: Sequence[dict[str, Any]],
    by: Person,
) -> Session:
    """Set a date and a plan. Open improvements of earlier sessions come along (R055)."""
    community = locked(community)
    cycle = locked(cycle) if cycle else None
    require(can_plan_session(by, community, cycle))
    session = Session(
        number=next_number("session"),
        agency_id=community.agency_id,
        community=community,
        cycle=cycle,
        audience=cycle.audience if cycle else community.key,
        ordinal=_next_ordinal(community, cycle),
        made_by=by,
        **values,
    )
    _require_sound_plan(session, steps)
    session.save()
    _write_steps(session, steps)
    _carry_improvements(session)
    record("meetings.session_planned", session, place=cycle or community, by=by)
    return session


@transaction.atomic
def change_session(
    session: Session,
    *,
    values: dict[str, Any],
    steps: Sequence[dict[str, Any]],
    seen: int,
    by: Person,
) -> Session:
    """Change date or plan; whoever was invited is told of a new time or place."""
    session = locked(session, "community")
    require(can_change_session(by, session))
    require_version(session, seen, {**values, "steps": list(steps)})
    before = (session.starts_at, session.ends_at, session.place, session.link)
    for name, value in values.items():
        setattr(session, name, value)
    _require_sound_plan(session, steps)
    session.version += 1
    is_moved = before != (session.starts_at, session.ends_at, session.place, session.link)
    if is_moved:
        session.calendar_sequence += 1
    session.save()
    session.steps.all().delete()
    _write_steps(session, steps)
    record("meetings.session_changed", session, by=by, is_moved=is_moved)
    if is_moved and session.invited_at:
        _tell_invited(session, "meetings.session_moved")
    return session


@transaction.atomic
def invite_people(session: Session, *, by: Person) -> int:
    """Send the invitation with its calendar file; returns how many people were told."""
    session = locked(session, "community")
    require(can_change_session(by, session))
    session.invited_at = now()
    session.save(update_fields=["invited_at"])
    count = _tell_invited(session, "meetings.invitation")
    record("meetings.people_invited", session, by=by, count=count)
    return count


@transaction.atomic
def answer_invitation(
    session: Session, *, is_coming: bool, by: Person, words: str = "", via: str = "web"
) -> Rsvp:
    """Yes or no; the last answer stands."""
    session = locked(session, "community")
    require(can_answer_invitation(by, session))
    rsvp, _made = Rsvp.objects.update_or_create(
        session=session,
        person=by,
        defaults={"is_coming": is_coming, "words": words, "via": via, "at": now()},
    )
    record("meetings.invitation_answered", session, by=by, via=via, is_coming=is_coming)
    return rsvp


@transaction.atomic
def cancel_session(session: Session, *, reason: str, by: Person) -> Session:
    """Call a session off; whoever was invited is told the same day."""
    session = locked(session, "community")
    require(can_cancel_session(by, session))
    if not reason.strip():
        require(denied("value.reason", _("ขอให้บอกเหตุผลที่งดวงนี้ จะแจ้งผู้ที่เชิญไว้ให้")))
    session.cancelled_at, session.cancel_reason = now(), reason.strip()
    session.calendar_sequence += 1
    session.save(update_fields=["cancelled_at", "cancel_reason", "calendar_sequence"])
    Improvement.objects.filter(carried_to=session).update(carried_to=None)
    record("meetings.session_cancelled", session, by=by)
    if session.invited_at:
        _tell_invited(session, "meetings.session_cancelled")
    return session


def _tell_invited(session: Session, kind: str) -> int:
    people = list({person.pk: person for person in invited_people(session)}.values())
    links = {}
    if kind != "meetings.session_cancelled":
        links = {person.pk: link_for("rsvp", person.pk, session.pk) for person in people}
    told = tell(
        people,
        kind,
        session,
        url=reverse("meetings:session", args=[session.number]),
        audience="personal",
        links=links,
        attachments=[calendar_part(session)],
        title=session.title,
        ordinal=session.ordinal,
        starts_at=session.starts_at.isoformat(),
        ends_at=session.ends_at.isoformat(),
        place=session.place,
        link=session.link,
        reason=session.cancel_reason,
    )
    return len(told)


def _next_ordinal(community: Community, cycle: Cycle | None) -> int:
    rows = Session.objects.live()
    rows = rows.filter(cycle=cycle) if cycle else rows.filter(community=community, cycle=None)
    last = rows.order_by("-ordinal").values_list("ordinal", flat=True).first()
    return (last or 0) + 1


def _require_sound_plan(session: Session, steps: Sequence[dict[str, Any]]) -> None:
    planned = [Step(row["what"], row["minutes"], row["kind"]) for row in steps]
    if sentence := overrun(planned, session.minutes):
        require(denied("value.minutes", sentence))
    for warning in warnings(planned, session.minutes, session_cap(session.agency_id)):
        if not getattr(session, warning.field).strip():
            require(denied(f"value.{warning.field}", warning.sentence))


def session_cap(agency_id: int) -> int:
    """Minutes above which a session asks for a reason; the agency's own number."""
    row = AgencySettings.objects.filter(agency_id=agency_id).first()
    return row.session_cap_minutes if row else 120


def _write_steps(session: Session, steps: Sequence[dict[str, Any]]) -> None:
    SessionStep.objects.bulk_create(
        SessionStep(session=session, position=position, **row)
        for position, row in enumerate(steps, start=1)
    )


def _carry_improvements(session: Session) -> None:
    """Everything still open from earlier sessions becomes this one's checklist."""
    waiting = Improvement.objects.filter(done_at__isnull=True, carried_to__isnull=True)
    if session.cycle_id:
        waiting = waiting.filter(session__cycle_id=session.cycle_id)
    else:
        waiting = waiting.filter(session__community_id=session.community_id, session__cycle=None)
    waiting.filter(session__starts_at__lt=session.starts_at).update(carried_to=session)
