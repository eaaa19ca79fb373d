"""Who takes part: by the person's own three answers, never by someone else's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from sala.communities.actions.membership import enter
from sala.core.locking import locked
from sala.core.permissions import require
from sala.core.thai import today
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus
from sala.cycles.rules import (
    can_accept_enrolment,
    can_answer,
    can_decline,
    can_invite,
    can_withdraw,
    forget_places,
)
from sala.cycles.telling import tell_accepted, tell_invited, tell_waiting, tell_withdrawn
from sala.journal.actions import record
from sala.people.models import Person, Posting


@dataclass(frozen=True)
class Answers:
    """Interest, need and readiness (R038), in the person's own words where given."""

    has_interest: bool
    has_need: bool
    is_ready: bool
    need_words: str = ""

    @property
    def are_all_yes(self) -> bool:
        return self.has_interest and self.has_need and self.is_ready


@transaction.atomic
def invite(
    cycle: Cycle, people: Iterable[Person], *, by: Person, via: str = "web"
) -> list[Enrolment]:
    """Ask people to answer; those who are in or were asked already are left alone."""
    cycle = locked(cycle, "community")
    require(can_invite(by, cycle))
    asked = []
    for person in people:
        if person.agency_id != cycle.agency_id or not person.is_active:
            continue
        if (enrolment := _asked(cycle, person, by, via)) is not None:
            record("cycles.invited", enrolment, place=cycle, by=by, via=via)
            forget_places(person)
            asked.append(enrolment)
    tell_invited(cycle, asked, by=by)
    return asked


def _asked(cycle: Cycle, person: Person, by: Person, via: str) -> Enrolment | None:
    """A new or renewed invitation; None when there is nothing to ask."""
    enrolment, is_new = Enrolment.objects.get_or_create(
        cycle=cycle,
        person=person,
        defaults={"status": EnrolmentStatus.INVITED, "invited_by": by, "via": via}
        | posting_of(person),
    )
    if is_new:
        return enrolment
    again = (EnrolmentStatus.OBSERVER, EnrolmentStatus.DECLINED, EnrolmentStatus.WITHDRAWN)
    if enrolment.status not in again:
        return None
    enrolment.invited_by, enrolment.made_at = by, now()
    if enrolment.status != EnrolmentStatus.OBSERVER:
        enrolment.status = EnrolmentStatus.INVITED
        enrolment.ended_at, enrolment.end_reason = None, ""
    enrolment.save()
    return enrolment


def posting_of(person: Person) -> dict[str, Any]:
    """Unit and position of today, copied so that a transfer never rewrites a report."""
    rows = Posting.objects.on(today()).filter(person=person).select_related("unit")
    posting = rows.order_by("-is_main", "-starts_on").first()
    if posting is None:
        return {}
    return {
        "unit": posting.unit,
        "unit_name": posting.unit.name,
        "position": posting.position,
    }


@transaction.atomic
def answer(
    cycle: Cycle, answers: Answers, *, by: Person, via: str = "web", holds_link: bool = False
) -> Enrolment:
    """The person's own three answers: all yes makes a participant or, unasked, one who waits;
    one missing makes an observer, who may change the answer at any time. Who holds the cycle's
    link may ask without being a member yet."""
    cycle = locked(cycle, "community")
    require(can_answer(by, cycle, holds_link=holds_link))
    enrolment = Enrolment.objects.select_for_update().filter(cycle=cycle, person=by).first()
    enrolment = enrolment or Enrolment(cycle=cycle, person=by, via=via)
    before = enrolment.status
    if not answers.are_all_yes:
        require(can_decline(enrolment))
    _write(enrolment, answers, via)
    enrolment.status = _status_after(enrolment, answers)
    if enrolment.is_participant and enrolment.accepted_at is None:
        enrolment.accepted_at, enrolment.accepted_by = now(), enrolment.invited_by
    enrolment.save()
    _settle(enrolment, via)
    record(
        "cycles.answered",
        enrolment,
        place=cycle,
        by=by,
        via=via,
        before=before,
        after=enrolment.status,
    )
    if enrolment.status == EnrolmentStatus.WAITING != before:
        tell_waiting(enrolment)
    return enrolment


def _settle(enrolment: Enrolment, via: str) -> None:
    """A participant belongs to the community too, by the same act of the person's own."""
    forget_places(enrolment.person)
    if enrolment.is_participant:
        enter(enrolment.cycle.community, enrolment.person, via=via)


def _write(enrolment: Enrolment, answers: Answers, via: str) -> None:
    enrolment.has_interest, enrolment.has_need = answers.has_interest, answers.has_need
    enrolment.is_ready, enrolment.need_words = answers.is_ready, answers.need_words
    enrolment.answered_at, enrolment.via = now(), via
    enrolment.ended_at, enrolment.end_reason = None, ""
    for name, value in posting_of(enrolment.person).items():
        setattr(enrolment, name, value)


def _status_after(enrolment: Enrolment, answers: Answers) -> str:
    if not answers.are_all_yes:
        return EnrolmentStatus.OBSERVER
    was_asked = (
        enrolment.invited_by_id is not None and enrolment.invited_by_id != enrolment.person_id
    )
    is_in = was_asked or enrolment.accepted_at is not None
    return EnrolmentStatus.PARTICIPANT if is_in else EnrolmentStatus.WAITING


@transaction.atomic
def decline(cycle: Cycle, *, by: Person, via: str = "web") -> Enrolment:
    """An invited person says no; nothing more is asked."""
    cycle = locked(cycle, "community")
    require(can_answer(by, cycle))
    enrolment = Enrolment.objects.select_for_update().get(cycle=cycle, person=by)
    require(can_decline(enrolment))
    if enrolment.status != EnrolmentStatus.DECLINED:
        enrolment.status, enrolment.answered_at = EnrolmentStatus.DECLINED, now()
        enrolment.via = via
        enrolment.save()
        forget_places(by)
        record("cycles.declined", enrolment, place=cycle, by=by, via=via)
    return enrolment


@transaction.atomic
def accept_enrolment(enrolment: Enrolment, *, by: Person) -> Enrolment:
    """Take in one who asked and answered all three with yes; never oneself."""
    enrolment = locked(enrolment, "cycle", "cycle__community")
    if enrolment.is_participant:
        return enrolment
    require(can_accept_enrolment(by, enrolment))
    enrolment.status = EnrolmentStatus.PARTICIPANT
    enrolment.accepted_at, enrolment.accepted_by = now(), by
    enrolment.save(update_fields=["status", "accepted_at", "accepted_by"])
    _settle(enrolment, enrolment.via)
    record("cycles.enrolment_accepted", enrolment, place=enrolment.cycle, by=by)
    tell_accepted(enrolment)
    return enrolment


@transaction.atomic
def withdraw(enrolment: Enrolment, *, reason: str, by: Person, via: str = "web") -> Enrolment:
    """Leave the cycle by one's own act; a participant says why."""
    enrolment = locked(enrolment, "cycle", "cycle__community")
    require(can_withdraw(by, enrolment, reason))
    enrolment.status, enrolment.ended_at = EnrolmentStatus.WITHDRAWN, now()
    enrolment.end_reason = reason
    enrolment.save(update_fields=["status", "ended_at", "end_reason"])
    forget_places(by)
    record("cycles.withdrew", enrolment, place=enrolment.cycle, by=by, via=via)
    tell_withdrawn(enrolment)
    return enrolment


@transaction.atomic
def enrol_by_attendance(
    cycle: Cycle, person: Person, *, by: Person | None = None, via: str = "paper"
) -> Enrolment:
    """Signing the attendance list is the person's own yes to the three questions printed above
    it; `by` is who typed the list in. Someone who withdrew or is in already stays so."""
    cycle = locked(cycle, "community")
    enrolment = Enrolment.objects.select_for_update().filter(cycle=cycle, person=person).first()
    enrolment = enrolment or Enrolment(cycle=cycle, person=person)
    settled = {EnrolmentStatus.PARTICIPANT, EnrolmentStatus.WITHDRAWN}
    if cycle.is_closed or enrolment.status in settled:
        return enrolment
    before = enrolment.status
    _write(enrolment, Answers(has_interest=True, has_need=True, is_ready=True), via)
    enrolment.status = EnrolmentStatus.PARTICIPANT
    enrolment.accepted_at = now()
    enrolment.save()
    _settle(enrolment, via)
    record(
        "cycles.enrolled_by_signing",
        enrolment,
        place=cycle,
        by=by or person,
        via=via,
        on_behalf_of=person if by and by != person else None,
        before=before,
    )
    return enrolment
