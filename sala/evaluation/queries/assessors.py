"""Who may be named to assess, and who is named for whom."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q, QuerySet

from sala.communities.models import Membership
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus, Expert
from sala.evaluation.models import Assessor
from sala.people.models import Person


class AssessorRow(NamedTuple):
    person: Person
    named: list[Assessor]


def possible_assessors(cycle: Cycle) -> list[Person]:
    """Members of the community and experts of the cycle, in dictionary order."""
    members = Membership.objects.filter(community_id=cycle.community_id, left_at__isnull=True)
    experts = Expert.objects.filter(cycle=cycle, person__isnull=False, declined_at__isnull=True)
    people = Person.objects.filter(
        Q(pk__in=members.values("person")) | Q(pk__in=experts.values("person")), is_active=True
    )
    return list(people.order_by("sort_key", "pk"))


def participants_of(cycle: Cycle) -> QuerySet[Enrolment]:
    """In dictionary order."""
    rows = Enrolment.objects.filter(cycle=cycle, status=EnrolmentStatus.PARTICIPANT)
    return rows.select_related("person").order_by("person__sort_key", "pk")


def assessor_rows(cycle: Cycle) -> list[AssessorRow]:
    rows: dict[int, AssessorRow] = {}
    named = Assessor.objects.filter(enrolment__cycle=cycle)
    for one in named.select_related("person", "enrolment__person").order_by(
        "person__sort_key", "enrolment__person__sort_key"
    ):
        rows.setdefault(one.person_id, AssessorRow(one.person, [])).named.append(one)
    return list(rows.values())
