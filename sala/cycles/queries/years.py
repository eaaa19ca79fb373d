"""A cycle beside those of other years of the same community (R053)."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus, Expert
from sala.people.keys import keys_of
from sala.people.models import Person


class YearRow(NamedTuple):
    cycle: Cycle
    participants: int
    returning: int  # took part in the year before too
    observers: int
    withdrawn: int
    units: int
    experts: int


def years(cycle: Cycle, viewer: Person) -> list[YearRow]:
    """Every cycle of the community the viewer may see, oldest first; three queries."""
    cycles = list(
        Cycle.objects.visible_to(keys_of(viewer))
        .filter(community=cycle.community_id)
        .order_by("fiscal_year", "pk")
    )
    enrolled = Enrolment.objects.filter(cycle__in=cycles)
    found = list(enrolled.values_list("cycle_id", "person_id", "status", "unit_name"))
    experts = Counter(
        Expert.objects.filter(cycle__in=cycles, declined_at__isnull=True).values_list(
            "cycle_id", flat=True
        )
    )
    rows: list[YearRow] = []
    before: set[int] = set()
    for one in cycles:
        own = [row for row in found if row[0] == one.pk]
        states = Counter(status for _cycle, _person, status, _unit in own)
        part = [row for row in own if row[2] == EnrolmentStatus.PARTICIPANT]
        people = {row[1] for row in part}
        rows.append(
            YearRow(
                one,
                len(people),
                len(people & before),
                states[EnrolmentStatus.OBSERVER],
                states[EnrolmentStatus.WITHDRAWN],
                len({row[3] for row in part} - {""}),
                experts[one.pk],
            )
        )
        before = people
    return rows
