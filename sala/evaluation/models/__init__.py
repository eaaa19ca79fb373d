"""Learning evaluation and follow-up on use (steps 6 and 7): every participant, each one."""

from __future__ import annotations

from sala.evaluation.models.follow_up import Excuse, ExcuseKind, FollowUp, Lack, Obstacle
from sala.evaluation.models.instruments import (
    Attempt,
    Instrument,
    Item,
    ItemKind,
    Method,
    Phase,
)
from sala.evaluation.models.learning import (
    Assessor,
    GroupImprovement,
    LearningEvaluation,
    WorkPiece,
)

__all__ = [
    "Assessor",
    "Attempt",
    "Excuse",
    "ExcuseKind",
    "FollowUp",
    "GroupImprovement",
    "Instrument",
    "Item",
    "ItemKind",
    "Lack",
    "LearningEvaluation",
    "Method",
    "Obstacle",
    "Phase",
    "WorkPiece",
]
