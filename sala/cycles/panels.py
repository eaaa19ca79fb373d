"""The cycle on the page of its community."""

from __future__ import annotations

from typing import Any

from sala.communities.models import Community
from sala.communities.rules import can_act
from sala.core.registries import Panel, panels
from sala.cycles.models import Cycle
from sala.cycles.queries.rounds import cycle_rows
from sala.cycles.queries.stepping import for_reader, stepper
from sala.people.keys import keys_of

SHOWN = 3


def community_cycles(person: Any, community: Community) -> dict[str, Any] | None:
    """Open cycles with their steps, and how many are closed; nothing to who sees none."""
    rows = Cycle.objects.visible_to(keys_of(person)).filter(community=community)
    cycles = list(rows.select_related("community").order_by("-fiscal_year", "-pk"))
    may_start = can_act(person, "manage_cycle", community)
    if not cycles and (community.is_informal or not may_start):
        return None
    return {
        "rows": cycle_rows([cycle for cycle in cycles if not cycle.is_closed][:SHOWN]),
        "closed": [cycle for cycle in cycles if cycle.is_closed],
        "community": community,
        "may_start": may_start,
    }


def session_steps(person: Any, session: Any) -> dict[str, Any] | None:
    """How far its cycle is, over a session; nothing for a session without one."""
    if session.cycle_id is None:
        return None
    rows = for_reader(stepper(session.cycle), person, session.cycle)
    return {"rows": rows, "cycle": session.cycle}


panels.add(
    Panel("cycles", "community", "main", 30, "cycles/community_panel.html", community_cycles),
    Panel("cycles.steps", "session", "lead", 90, "cycles/session_panel.html", session_steps),
)
