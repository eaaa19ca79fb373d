"""Who may open the evidence file of a cycle."""

from __future__ import annotations

from typing import Any

from sala.communities.rules import is_member
from sala.core.permissions import Decision
from sala.cycles.models import Cycle
from sala.cycles.rules import has_part_in
from sala.people.rules import has_ability


def can_read_inside(person: Any, cycle: Cycle) -> Decision:
    """Members of the community, and whoever takes part in the cycle or advises it."""
    return is_member(person, cycle.community_id) or has_part_in(person, cycle)


def can_read_by_office(person: Any, cycle: Cycle) -> Decision:
    """KM team, executives and auditors of the cycle's own agency; each look is written down."""
    return has_ability(person, "see_agency_dashboard", cycle.agency_id)


def can_see_register(person: Any, agency_id: int) -> Decision:
    """The list of every file of the agency is for the offices that may open each of them."""
    return has_ability(person, "see_agency_dashboard", agency_id)


def can_read_evidence(person: Any, cycle: Cycle) -> Decision:
    return can_read_inside(person, cycle) or can_read_by_office(person, cycle)
