"""Who was there, who spoke, and what each will do with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from sala.core.locking import locked
from sala.core.permissions import denied, require
from sala.cycles.actions import enrol_by_attendance
from sala.journal.actions import record
from sala.meetings.models import (
    Attendance,
    Commitment,
    ExpertLearning,
    Improvement,
    PersonalNote,
    Session,
)
from sala.meetings.queries import asked_to_join, invited_people
from sala.meetings.rules import (
    can_change_session,
    can_commit,
    can_sign_in,
    can_tell_learning,
    can_write_record,
    is_started,
)
from sala.people.models import Person
from sala.people.queries import postings_on


@transaction.atomic
def sign_in(
    session: Session, *, by: Person, is_online: bool = False, joins: bool = False, via: str = "web"
) -> Attendance:
    """Attendance by one's own act, time-stamped. Signing twice changes nothing.

    `joins` is the person's yes to the three questions above the button: it enrols.
    """
    session = locked(session, "community")
    require(can_sign_in(by, session))
    if joins and session.cycle is not None:
        enrol_by_attendance(session.cycle, by, via=via)
    return _mark(session, [by], is_online=is_online, via=via, entered_by=None)[0]


@transaction.atomic
def mark_attendance(
    session: Session,
    *,
    present: set[int],
    spoke: set[int],
    online: set[int],
    by: Person,
    joined: Collection[int] = (),
) -> int:
    """Attendance as the recorder saw it. `spoke` counts as present. Returns heads.

    `joined` are people asked into the cycle who signed for it on the paper list: their own act,
    typed in by the recorder; nobody else can be enrolled this way.
    """
    session = locked(session, "community")
    require(can_write_record(by, session))
    require(is_started(session))
    asked = {person.pk: person for person in asked_to_join(session) if person.pk in joined}
    present = present | spoke | asked.keys()
    people = {person.pk: person for person in invited_people(session)} | asked
    known = {row.person_id: row for row in session.attendances.select_related("person")}
    for row in known.values():
        people.setdefault(row.person_id, row.person)
    _mark(
        session,
        [people[pk] for pk in present if pk in people and pk not in known],
        is_online=False,
        via="paper",
        entered_by=by,
    )
    session.attendances.filter(entered_by__isnull=False).exclude(person_id__in=present).delete()
    session.attendances.update(has_spoken=False, spoke_as="")
    experts = set(_expert_ids(session))
    for ids, role in ((spoke & experts, "expert"), (spoke - experts, "member")):
        session.attendances.filter(person_id__in=ids).update(has_spoken=True, spoke_as=role)
    session.attendances.filter(entered_by__isnull=False).update(is_online=False)
    session.attendances.filter(person_id__in=online).update(is_online=True)
    for person in asked.values():
        if session.cycle is not None:
            enrol_by_attendance(session.cycle, person, by=by)
    return session.attendances.count()


def _mark(
    session: Session,
    people: Iterable[Person],
    *,
    is_online: bool,
    via: str,
    entered_by: Person | None,
) -> list[Attendance]:
    people = list(people)
    postings = postings_on([person.pk for person in people], localdate(session.starts_at))
    rows = []
    for person in people:
        posting = postings.get(person.pk)
        row, is_new = Attendance.objects.get_or_create(
            session=session,
            person=person,
            defaults={
                "unit": posting.unit if posting else None,
                "unit_name": posting.unit.name if posting else "",
                "position": posting.position if posting else "",
                "is_online": is_online,
                "via": via,
                "entered_by": entered_by,
            },
        )
        rows.append(row)
        if is_new:
            record(
                "meetings.attended",
                session,
                by=entered_by or person,
                on_behalf_of=person if entered_by else None,
                via=via,
            )
    return rows


def _expert_ids(session: Session) -> list[int]:
    if session.cycle is None:
        return []
    rows = session.cycle.experts.filter(person__isnull=False).values_list("person_id", flat=True)
    return [pk for pk in rows if pk is not None]


@transaction.atomic
def commit(session: Session, *, text: str, by: Person, via: str = "web") -> Commitment:
    """What the person will do with it at work (R081); the last words stand."""
    session = locked(session, "community")
    require(can_commit(by, session))
    if not text.strip():
        require(denied("value.commitment", _("เขียนสั้น ๆ สักประโยคว่าจะนำไปใช้กับงานใด")))
    row, _made = Commitment.objects.update_or_create(
        session=session, person=by, defaults={"text": text.strip(), "via": via, "at": now()}
    )
    record("meetings.committed", session, by=by, via=via)
    return row


@transaction.atomic
def tell_learning(session: Session, *, text: str, by: Person) -> ExpertLearning:
    """What an expert learned from the others (R045)."""
    session = locked(session, "community")
    require(can_tell_learning(by, session))
    if not text.strip():
        require(denied("value.learning", _("เขียนสั้น ๆ ว่าวันนี้ได้เรียนรู้อะไรจากสมาชิก")))
    row, _made = ExpertLearning.objects.update_or_create(
        session=session, person=by, defaults={"text": text.strip(), "at": now()}
    )
    record("meetings.expert_learned", session, by=by)
    return row


@transaction.atomic
def tick_improvement(improvement: Improvement, *, by: Person, is_done: bool = True) -> None:
    """Tick off, or untick, an improvement carried to this session."""
    session = locked(improvement.carried_to or improvement.session, "community")
    require(can_change_session(by, session))
    improvement.done_at = now() if is_done else None
    improvement.done_by = by if is_done else None
    improvement.save(update_fields=["done_at", "done_by"])
    record("meetings.improvement_ticked", session, by=by, improvement=improvement.pk)


@transaction.atomic
def keep_note(session: Session, *, text: str, hands_over: bool, by: Person) -> PersonalNote | None:
    """Keep one's own note; `hands_over` lets the recorder read it. An empty text takes it away.

    A note that was handed over stays readable until its owner changes it back.
    """
    session = locked(session, "community")
    require(can_commit(by, session))
    text = text.strip()
    if not text:
        PersonalNote.objects.filter(session=session, person=by, merged_at__isnull=True).delete()
        return None
    note, _made = PersonalNote.objects.update_or_create(
        session=session,
        person=by,
        defaults={
            "text": text,
            "changed_at": now(),
            "handed_at": now() if hands_over else None,
            "merged_at": None,
        },
    )
    if hands_over:
        record("meetings.note_handed", session, by=by)
    return note
