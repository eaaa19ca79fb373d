"""Sessions are commented on by their members, and by who takes part in their cycle."""

from __future__ import annotations

from collections.abc import Sequence

from sala.core.registries import Commentable, commentables
from sala.meetings.models import Session


def find(ids: Sequence[int]) -> dict[int, Session]:
    return Session.objects.select_related("community").in_bulk(ids)


def policy(session: Session) -> str:
    if session.cancelled_at is not None:
        return "closed"
    return "community" if session.cycle_id is None else "members"


commentables.add(
    Commentable("meetings.session", find, policy, lambda session: session.community_id)
)
