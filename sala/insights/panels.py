"""The evidence file on the page of its cycle."""

from __future__ import annotations

from typing import Any

from sala.core.registries import Panel, panels
from sala.cycles.models import Cycle
from sala.insights.models import ClosingBook
from sala.insights.rules import can_read_evidence
from sala.insights.sections import BOOK, from_plain


def cycle_panel(person: Any, cycle: Cycle) -> dict[str, Any] | None:
    """Two links and no query; nothing to who may not open the file."""
    return {"cycle": cycle} if can_read_evidence(person, cycle) else None


def closed_panel(person: Any, cycle: Cycle) -> dict[str, Any] | None:
    """What came of a cycle that has closed, in the sentences of its closing book; one query."""
    if not cycle.is_closed or not can_read_evidence(person, cycle):
        return None
    book = ClosingBook.objects.filter(cycle=cycle).first()
    if book is None:
        return None
    sections = [from_plain(row) for row in book.figures]
    lines = [row for row in sections if row.part == BOOK and row.words and row.code != "book.next"]
    return {"cycle": cycle, "lines": lines}


panels.add(Panel("insights.closed", "cycle", "main", 5, "insights/panel_closed.html", closed_panel))
panels.add(Panel("insights.cycle", "cycle", "aside", 60, "insights/panel_cycle.html", cycle_panel))
