"""What the facilitator looks after, on one page."""

from __future__ import annotations

from typing import Any, NamedTuple

from sala.communities.catalogue import Adoption, State
from sala.communities.models import Community
from sala.communities.queries.about import Change, history_of
from sala.communities.queries.page import state_mark, warnings_of
from sala.communities.rules import (
    can_activate,
    can_change_state,
    can_close,
    can_prepare_for_cycle,
    missing_for_activation,
)
from sala.core.permissions import Decision, Missing


class Care(NamedTuple):
    mark: tuple[str, str]
    warnings: list[str]
    missing: list[Missing]
    may_activate: Decision
    may_prepare: Decision
    may_pause: Decision
    may_resume: Decision
    may_close: Decision
    adoption: str
    history: list[Change]


def care_page(community: Community, viewer: Any) -> Care:
    return Care(
        mark=state_mark(community),
        warnings=warnings_of(community),
        missing=missing_for_activation(community),
        may_activate=can_activate(viewer, community),
        may_prepare=can_prepare_for_cycle(viewer, community),
        may_pause=can_change_state(viewer, community, State.PAUSED),
        may_resume=can_change_state(viewer, community, State.ACTIVE),
        may_close=can_close(viewer, community),
        adoption=str(Adoption(community.adoption).label),
        history=history_of(community),
    )
