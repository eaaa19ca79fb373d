"""The evidence file on the page of its cycle."""

from __future__ import annotations

from typing import Any

from sala.core.registries import Panel, panels
from sala.cycles.models import Cycle
from sala.insights.rules import can_read_evidence


def cycle_panel(person: Any, cycle: Cycle) -> dict[str, Any] | None:
    """Two links and no query; nothing to who may not open the file."""
    return {"cycle": cycle} if can_read_evidence(person, cycle) else None


panels.add(Panel("insights.cycle", "cycle", "aside", 60, "insights/panel_cycle.html", cycle_panel))
