"""What a person is in one cycle, as far as evaluation goes. Who is nothing of it gets a 404."""

from __future__ import annotations

from typing import Any, NamedTuple

from sala.communities.rules import may
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus
from sala.evaluation.rules import assessed_by


class Standing(NamedTuple):
    own: Enrolment | None
    is_facilitator: bool
    is_recorder: bool
    assesses: frozenset[int]

    @property
    def is_any(self) -> bool:
        return bool(self.own or self.is_facilitator or self.is_recorder or self.assesses)

    def oversees(self, enrolment_id: int) -> bool:
        """Has something to do for this participant."""
        return self.is_facilitator or self.is_recorder or enrolment_id in self.assesses


def standing_in(person: Any, cycle: Cycle) -> Standing:
    """One query beside the cached roles; two for an assessor."""
    own = Enrolment.objects.filter(
        cycle=cycle, person=person, status=EnrolmentStatus.PARTICIPANT
    ).first()
    assesses = assessed_by(person)
    if assesses:
        here = Enrolment.objects.filter(cycle=cycle, pk__in=assesses)
        assesses = frozenset(here.values_list("pk", flat=True))
    return Standing(
        own,
        bool(may(person, "see_completeness", cycle.community_id)),
        bool(may(person, "type_in_forms", cycle.community_id)),
        assesses,
    )
