"""Evaluation and follow-up on the page of a cycle: one's own, and how complete for who runs it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from sala.core.registries import Panel, panels
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus
from sala.evaluation.models import Excuse, Lack, LearningEvaluation
from sala.evaluation.queries.asking import rounds_of
from sala.evaluation.rules import can_see_completeness


def cycle_panel(person: Any, cycle: Cycle) -> dict[str, Any] | None:
    """Two queries; nothing at all for who is neither participant nor facilitator (R123)."""
    is_facilitator = bool(can_see_completeness(person, cycle))
    rows = Enrolment.objects.filter(cycle=cycle, status=EnrolmentStatus.PARTICIPANT)
    if not is_facilitator:
        if not rows.filter(person=person).exists():
            return None
        return {"cycle": cycle, "counts": None}
    return {"cycle": cycle, "counts": _counts(cycle, rows)}


def _counts(cycle: Cycle, rows: Any) -> dict[str, int]:
    rounds = len(rounds_of([cycle])[cycle.pk])
    answered = Count("follow_ups", filter=Q(follow_ups__answered_at__isnull=False), distinct=True)
    marked = rows.annotate(
        learned=Exists(LearningEvaluation.objects.filter(enrolment=OuterRef("pk"))),
        let_off_learning=Exists(_excused(Lack.LEARNING)),
        let_off_use=Exists(_excused(Lack.USE)),
        answered=answered,
    )
    found = list(marked.values("learned", "let_off_learning", "let_off_use", "answered"))
    return {
        "people": len(found),
        "learned": sum(row["learned"] or row["let_off_learning"] for row in found),
        "used": sum(row["answered"] >= rounds or row["let_off_use"] for row in found),
    }


def _excused(what: str) -> Any:
    return Excuse.objects.filter(enrolment=OuterRef("pk"), what=what)


panels.add(
    Panel("evaluation.cycle", "cycle", "aside", 30, "evaluation/panel_cycle.html", cycle_panel)
)
