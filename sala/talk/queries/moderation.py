"""What waits for a moderator: guests' comments to be read."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q

from sala.communities.roles import ABILITIES
from sala.communities.rules import standing_of
from sala.core.registries import commentables
from sala.people.keys import PUBLIC
from sala.people.offices import ABILITIES as OFFICE_ABILITIES
from sala.people.rules import offices_of
from sala.talk.models import Comment

SHOWN = 50


def tended(person: Any) -> Q:
    """Rows the person decides about, in the words of the database (`rules.can_moderate`)."""
    communities = [
        pk
        for pk, roles in standing_of(person).roles.items()
        if any("manage_community" in ABILITIES[role] for role in roles)
    ]
    rows = Q(community__in=communities)
    if any("moderate" in OFFICE_ABILITIES[office.kind] for office in offices_of(person)):
        wide = Q(audience=PUBLIC) | Q(audience__startswith="agency:") | Q(community__isnull=True)
        rows |= wide & Q(agency=person.agency_id)
    return rows


class WaitingRow(NamedTuple):
    comment: Comment
    title: str
    url: str


def waiting_comments(person: Any, *, limit: int = SHOWN) -> list[WaitingRow]:
    """Guests' comments to be read, oldest first; one query and one for each kind of thing."""
    rows = Comment.objects.waiting().filter(tended(person)).select_related("community")
    comments = list(rows.order_by("pk")[:limit])
    things = things_of(comments)
    return [
        WaitingRow(
            one,
            str(things[one.label, one.object_id]),
            things[one.label, one.object_id].get_absolute_url(),
        )
        for one in comments
        if (one.label, one.object_id) in things
    ]


def things_of(comments: list[Comment]) -> dict[tuple[str, int], Any]:
    """The things of many comments: one query for each kind."""
    wanted: dict[str, set[int]] = {}
    for comment in comments:
        wanted.setdefault(comment.label, set()).add(comment.object_id)
    found = {}
    for label, ids in wanted.items():
        kind = commentables.get(label)
        for pk, thing in (kind.find(sorted(ids)) if kind else {}).items():
            found[label, pk] = thing
    return found
