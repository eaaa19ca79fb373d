"""The record of a session: written, sent, approved, amended."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community, RoleHolding
from sala.communities.roles import Role
from sala.core.locking import locked, require_version
from sala.core.permissions import denied, require
from sala.journal.actions import record
from sala.meetings.models import Amendment, Improvement, Record, Session
from sala.meetings.rules import (
    can_amend_record,
    can_approve_record,
    can_hold_session,
    can_write_record,
    is_unapproved,
)
from sala.notices.actions import tell
from sala.people.models import Person

FIELDS = (
    "learned",
    "tips",
    "use",
    "problems",
    "talk_balance",
    "aar_expected",
    "aar_beyond",
    "aar_below",
    "aar_next",
)


@transaction.atomic
def write_record(
    session: Session,
    *,
    values: dict[str, Any],
    improvements: Sequence[str],
    seen: int,
    by: Person,
    merges: Collection[int] = (),
) -> Record:
    """Write or rewrite the record; `seen` is the version the writer had before them (0: none).

    `merges` are ids of notes that members handed over: each becomes a line of what was learned,
    with the member's name (R056).
    """
    session = locked(session, "community")
    require(can_write_record(by, session))
    row = Record.objects.select_for_update().filter(session=session).first()
    require(is_unapproved(row))
    if row is None:
        row = Record(session=session, audience=session.audience, written_by=by, version=0)
    require_version(row, seen, {**values, "improvements": "\n".join(improvements)})
    for name in FIELDS:
        setattr(row, name, values.get(name, getattr(row, name)))
    row.learned = "\n".join([row.learned, *_merged(session, merges)]).strip()
    row.version += 1
    row.changed_at = now()
    row.save()
    _write_improvements(session, improvements)
    record("meetings.record_written", session, by=by, version=row.version)
    return row


@transaction.atomic
def send_record(session: Session, *, by: Person) -> Record:
    """Send the record. The session now counts as held, and the facilitators are told."""
    session = locked(session, "community")
    require(can_hold_session(by, session))
    row = Record.objects.select_for_update().filter(session=session).first()
    if row is None or not row.learned.strip():
        require(denied("value.learned", _("ขอให้เขียนว่าวันนี้ได้รู้อะไร สองสามข้อก็พอ")))
        raise AssertionError
    if session.held_at is None:
        session.held_at = now()
        session.save(update_fields=["held_at"])
    is_first = row.sent_at is None
    row.sent_at = row.sent_at or now()
    row.save(update_fields=["sent_at"])
    Community.objects.filter(pk=session.community_id).update(last_active_at=now())
    record("meetings.record_sent", session, by=by)
    if is_first:
        _tell_facilitators(session, by)
    return row


def _tell_facilitators(session: Session, by: Person) -> None:
    holdings = RoleHolding.objects.filter(
        community_id=session.community_id,
        role=Role.FACILITATOR,
        accepted_at__isnull=False,
        ended_at__isnull=True,
    ).exclude(person=by)
    tell(
        [holding.person for holding in holdings.select_related("person")],
        "meetings.record_sent",
        session,
        url=reverse("meetings:record", args=[session.number]),
        title=session.title,
        ordinal=session.ordinal,
    )


@transaction.atomic
def approve_record(session: Session, *, by: Person) -> Record:
    """Approve: from now on the record changes only by visible amendment (I20)."""
    session = locked(session, "community")
    row = (
        Record.objects.select_for_update().select_related("session__community").get(session=session)
    )
    require(can_approve_record(by, row))
    row.approved_at, row.approved_by = now(), by
    row.save(update_fields=["approved_at", "approved_by"])
    record("meetings.record_approved", session, by=by)
    return row


@transaction.atomic
def amend_record(session: Session, *, field: str, text: str, reason: str, by: Person) -> Amendment:
    """Add to or correct an approved record; the words as approved stay readable."""
    session = locked(session, "community")
    row = (
        Record.objects.select_for_update().select_related("session__community").get(session=session)
    )
    require(can_amend_record(by, row))
    if field not in FIELDS or field == "talk_balance":
        require(denied("value.field", _("เลือกหัวข้อของบันทึกที่จะแก้")))
    if not text.strip() or not reason.strip():
        require(denied("value.amendment", _("ขอให้เขียนทั้งข้อความที่ถูกต้องและเหตุผลที่แก้")))
    amendment = Amendment.objects.create(
        record=row,
        field=field,
        before=getattr(row, field),
        after=text.strip(),
        reason=reason.strip(),
        by=by,
    )
    record("meetings.record_amended", session, by=by, field=field)
    return amendment


def _merged(session: Session, ids: Collection[int]) -> list[str]:
    """Notes handed over and not yet merged, as lines with their writers' names."""
    waiting = session.personal_notes.filter(
        pk__in=ids, handed_at__isnull=False, merged_at__isnull=True
    )
    lines = [f"{note.text} ({note.person.full_name})" for note in waiting.select_related("person")]
    waiting.update(merged_at=now())
    return lines


def _write_improvements(session: Session, lines: Sequence[str]) -> None:
    """Keep those that stand, drop those taken away, carry new ones to the next session."""
    wanted = [line.strip()[:300] for line in lines if line.strip()]
    kept = {row.text: row for row in session.improvements.all()}
    session.improvements.exclude(text__in=wanted).filter(done_at__isnull=True).delete()
    following = _following(session)
    for text in dict.fromkeys(wanted):
        if text not in kept:
            Improvement.objects.create(session=session, text=text, carried_to=following)


def _following(session: Session) -> Session | None:
    rows = Session.objects.live().filter(
        held_at__isnull=True,
        starts_at__gt=session.starts_at,
        cycle=session.cycle,
        community=session.community,
    )
    return rows.order_by("starts_at").first()
