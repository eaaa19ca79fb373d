"""Sessions on the pages of a cycle and of a community."""

from __future__ import annotations

from typing import Any

from sala.core.registries import Panel, panels
from sala.meetings.queries import community_sessions, plan_versus_held, sessions_of
from sala.meetings.rules import can_plan_session
from sala.people.keys import keys_of


def cycle_panel(person: Any, cycle: Any) -> dict[str, Any]:
    sessions = sessions_of(cycle)
    return {
        "cycle": cycle,
        "sessions": sessions,
        "result": plan_versus_held(cycle, sessions),
        "may_plan": can_plan_session(person, cycle.community, cycle),
    }


def community_panel(person: Any, community: Any) -> dict[str, Any] | None:
    ahead, past = community_sessions(community, keys_of(person))
    may_plan = can_plan_session(person, community, None)
    if not ahead and not past and not may_plan:
        return None
    return {"community": community, "ahead": ahead, "past": past, "may_plan": may_plan}


panels.add(
    Panel("meetings.cycle", "cycle", "aside", 10, "meetings/panel_cycle.html", cycle_panel),
    Panel(
        "meetings.community",
        "community",
        "aside",
        10,
        "meetings/panel_community.html",
        community_panel,
    ),
)
