"""What happened lately, on the page of a cycle and on what a community is about."""

from __future__ import annotations

from typing import Any

from sala.core.registries import Panel, panels
from sala.home.timeline import happenings

SHOWN = 5


def _lately(person: Any, place: Any) -> dict[str, Any] | None:
    rows = happenings(person, place, limit=SHOWN)
    return {"rows": rows} if rows else None


panels.add(
    Panel("home.cycle", "cycle", "aside", 90, "home/panel_lately.html", _lately),
    Panel("home.community", "about", "aside", 90, "home/panel_lately.html", _lately),
)
