"""The follow-up on paper: one sheet for each participant, whether or not the form was sent."""

from __future__ import annotations

from typing import NamedTuple

from sala.cycles.models import Cycle, Enrolment
from sala.evaluation.models import Obstacle
from sala.evaluation.queries.asking import last_commitments
from sala.evaluation.queries.completeness import completeness_of
from sala.evaluation.queries.standing import Standing


class Sheet(NamedTuple):
    enrolment: Enrolment
    commitment: str
    obstacles: list[str]


def sheet_rows(cycle: Cycle, standing: Standing) -> list[Sheet]:
    """Those still to answer whom this person has to do with."""
    commitments = last_commitments(cycle)
    obstacles = [str(label) for label in Obstacle.labels]
    return [
        Sheet(row.enrolment, commitments.get(row.enrolment.person_id, ""), obstacles)
        for row in completeness_of(cycle).lacking_use()
        if standing.oversees(row.enrolment.pk)
    ]
