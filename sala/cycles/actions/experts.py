"""Experts: named by the facilitator, bound only by their own yes to both roles."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import now

from sala.core.locking import locked
from sala.core.permissions import require
from sala.cycles.models import Cycle, Expert
from sala.cycles.rules import (
    can_consent,
    can_name_expert,
    can_remove_expert,
    expert_fits,
    forget_places,
)
from sala.cycles.telling import tell_expert_named
from sala.journal.actions import record
from sala.people.models import Person


@dataclass(frozen=True)
class ExpertWords:
    """What the register says of an expert (R043)."""

    topics: str = ""
    evidence: str = ""
    availability: str = ""


@transaction.atomic
def name_expert(
    cycle: Cycle,
    *,
    by: Person,
    person: Person | None = None,
    outside_name: str = "",
    outside_organisation: str = "",
    is_lead: bool = False,
    words: ExpertWords | None = None,
) -> Expert:
    """Name an expert. From outside only beside one from inside, and never as lead (I02)."""
    cycle = locked(cycle, "community")
    require(can_name_expert(by, cycle))
    words = words or ExpertWords()
    expert = Expert(
        cycle=cycle,
        person=person,
        outside_name=outside_name,
        outside_organisation=outside_organisation,
        topics=words.topics,
        evidence=words.evidence,
        availability=words.availability,
        is_internal=is_internal(person, cycle),
        is_lead=is_lead,
        named_by=by,
    )
    others = list(Expert.objects.filter(cycle=cycle, declined_at__isnull=True))
    require(expert_fits(expert, others))
    if is_lead:
        Expert.objects.filter(cycle=cycle, is_lead=True).update(is_lead=False)
    elif expert.is_internal and not any(other.is_lead for other in others):
        expert.is_lead = True
    Expert.objects.filter(cycle=cycle, person=person, declined_at__isnull=False).exclude(
        person=None
    ).delete()
    expert.save()
    if person:
        forget_places(person)
    record("cycles.expert_named", expert, place=cycle, by=by, is_lead=expert.is_lead)
    tell_expert_named(expert, by=by)
    return expert


def is_internal(person: Person | None, cycle: Cycle) -> bool:
    """Someone of the agency's own unit tree; guests and other agencies are from outside."""
    return person is not None and not person.is_guest and person.agency_id == cycle.agency_id


@transaction.atomic
def consent(expert: Expert, *, by: Person, via: str = "web") -> Expert:
    """The expert's own yes to telling the group and to learning from it (R045)."""
    expert = locked(expert, "cycle")
    require(can_consent(by, expert))
    if expert.consented_at is None:
        expert.consented_at, expert.declined_at = now(), None
        expert.save(update_fields=["consented_at", "declined_at"])
        forget_places(by)
        record("cycles.expert_consented", expert, place=expert.cycle, by=by, via=via)
    return expert


@transaction.atomic
def refuse(expert: Expert, *, by: Person, via: str = "web") -> Expert:
    """The expert's own no. The lead's place is free again."""
    expert = locked(expert, "cycle")
    require(can_consent(by, expert))
    if expert.declined_at is None:
        expert.declined_at, expert.consented_at, expert.is_lead = now(), None, False
        expert.save(update_fields=["declined_at", "consented_at", "is_lead"])
        forget_places(by)
        record("cycles.expert_declined", expert, place=expert.cycle, by=by, via=via)
    return expert


@transaction.atomic
def set_lead(expert: Expert, *, by: Person) -> Expert:
    """Make an expert from inside the main resource person."""
    cycle = locked(expert.cycle, "community")
    require(can_name_expert(by, cycle))
    expert = locked(expert)
    expert.is_lead = True
    require(expert_fits(expert, []))
    Expert.objects.filter(cycle=cycle, is_lead=True).update(is_lead=False)
    expert.save(update_fields=["is_lead"])
    record("cycles.lead_set", expert, place=cycle, by=by)
    return expert


@transaction.atomic
def remove_expert(expert: Expert, *, by: Person) -> None:
    """Take a name off the list; the last one from inside stays while outsiders are named."""
    cycle = locked(expert.cycle, "community")
    expert = Expert.objects.select_for_update().get(pk=expert.pk)
    others = list(
        Expert.objects.filter(cycle=cycle, declined_at__isnull=True).exclude(pk=expert.pk)
    )
    require(can_remove_expert(by, expert, others, cycle))
    record("cycles.expert_removed", expert, place=cycle, by=by)
    person = expert.person
    expert.delete()
    if person:
        forget_places(person)
