"""The register of a cycle and its experts."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q

from sala.communities.models import Membership
from sala.core.permissions import Decision
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus, Expert
from sala.cycles.rules import can_accept_enrolment, can_consent
from sala.people.keys import keys_of
from sala.people.models import Person


class EnrolmentRow(NamedTuple):
    enrolment: Enrolment
    may_accept: Decision


class Register(NamedTuple):
    """Everyone of a cycle by standing, each in Thai dictionary order."""

    participants: list[EnrolmentRow]
    queue: list[EnrolmentRow]
    invited: list[EnrolmentRow]
    observers: list[EnrolmentRow]
    gone: list[EnrolmentRow]
    own: Enrolment | None

    @property
    def unit_count(self) -> int:
        names = {row.enrolment.unit_name for row in self.participants}
        return len(names - {""})


def register(cycle: Cycle, viewer: Person) -> Register:
    """One query for the register, whatever its length."""
    rows = Enrolment.objects.filter(cycle=cycle).select_related("person", "cycle__community")
    by_status: dict[str, list[EnrolmentRow]] = {status: [] for status in EnrolmentStatus.values}
    own = None
    for enrolment in rows.order_by("person__sort_key", "person_id"):
        row = EnrolmentRow(enrolment, can_accept_enrolment(viewer, enrolment))
        by_status[enrolment.status].append(row)
        own = enrolment if enrolment.person_id == viewer.pk else own
    return Register(
        by_status[EnrolmentStatus.PARTICIPANT],
        by_status[EnrolmentStatus.WAITING],
        by_status[EnrolmentStatus.INVITED],
        by_status[EnrolmentStatus.OBSERVER],
        by_status[EnrolmentStatus.DECLINED] + by_status[EnrolmentStatus.WITHDRAWN],
        own,
    )


def participants(cycle: Cycle) -> list[Enrolment]:
    """Those who take part, as named on the printed list."""
    rows = Enrolment.objects.filter(cycle=cycle, status=EnrolmentStatus.PARTICIPANT)
    return list(rows.select_related("person").order_by("person__sort_key", "person_id"))


def members_to_invite(cycle: Cycle) -> list[Person]:
    """Members of the community who are not in the cycle's register yet."""
    members = Membership.objects.filter(community=cycle.community, left_at__isnull=True)
    people = Person.objects.filter(
        pk__in=members.values("person"), agency_id=cycle.agency_id, is_active=True
    ).exclude(pk__in=Enrolment.objects.filter(cycle=cycle).values("person"))
    return list(people.order_by("sort_key", "pk"))


class ExpertRow(NamedTuple):
    expert: Expert
    may_consent: Decision

    @property
    def state(self) -> str:
        if self.expert.declined_at:
            return "stop"
        return "done" if self.expert.consented_at or not self.expert.person_id else "wait"


def expert_rows(cycle: Cycle, viewer: Person) -> list[ExpertRow]:
    """Experts, the lead first."""
    rows = Expert.objects.filter(cycle=cycle).select_related("person", "cycle")
    return [
        ExpertRow(expert, can_consent(viewer, expert))
        for expert in rows.order_by("-is_lead", "-is_internal", "named_at")
    ]


def members_to_name(cycle: Cycle) -> list[Person]:
    """Members of the agency who are not named as experts yet."""
    members = Membership.objects.filter(community=cycle.community, left_at__isnull=True)
    named = Expert.objects.filter(
        cycle=cycle, declined_at__isnull=True, person__isnull=False
    ).values("person")
    people = Person.objects.filter(
        pk__in=members.values("person"), agency_id=cycle.agency_id, is_active=True
    )
    return list(people.exclude(pk__in=named).order_by("sort_key", "pk"))


def known_experts(viewer: Person, words: str = "") -> list[Expert]:
    """Experts who said yes, and guests from outside, of cycles the viewer may see."""
    rows = Expert.objects.filter(
        Q(consented_at__isnull=False) | Q(person__isnull=True),
        declined_at__isnull=True,
        cycle__in=Cycle.objects.visible_to(keys_of(viewer)),
    ).select_related("person", "cycle__community")
    for word in words.split():
        rows = rows.filter(
            Q(person__given_name__icontains=word)
            | Q(person__family_name__icontains=word)
            | Q(outside_name__icontains=word)
            | Q(topics__icontains=word)
            | Q(evidence__icontains=word)
            | Q(cycle__title__icontains=word)
        )
    return list(rows.order_by("person__sort_key", "outside_name", "pk")[:200])
