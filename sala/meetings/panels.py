"""Sessions on the pages of a cycle and of a community."""

from __future__ import annotations

from typing import Any

from sala.core.registries import Panel, panels
from sala.meetings.models import Rsvp
from sala.meetings.queries import community_sessions, next_session, plan_versus_held, sessions_of
from sala.meetings.rules import can_answer_invitation, can_plan_session
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
    keys = keys_of(person)
    ahead, past = community_sessions(community, keys)
    may_plan = can_plan_session(person, community, None)
    if not ahead and not past and not may_plan:
        return None
    stands_on_top = len(ahead[:1]) if community.key in keys else 0
    return {
        "community": community,
        "ahead": ahead[stands_on_top:],
        "is_none_ahead": not ahead,
        "past": past,
        "may_plan": may_plan,
    }


def next_panel(person: Any, community: Any) -> dict[str, Any] | None:
    """The next session, on top of the page of a community for those inside; answered in place."""
    keys = keys_of(person)
    session = next_session(community, keys) if community.key in keys else None
    if session is None:
        return None
    return {
        "session": session,
        "answer": Rsvp.objects.filter(session=session, person=person).first(),
        "may_answer": can_answer_invitation(person, session),
        "community": community,
    }


panels.add(
    Panel("meetings.next", "community", "lead", 10, "meetings/panel_next.html", next_panel),
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
