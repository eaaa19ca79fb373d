"""What stands on the first page: the one next thing, what is due, one's own communities."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.queries.overview import public_overview
from sala.communities.roles import role_word
from sala.communities.rules import roles_in, standing_of
from sala.core.registries import Work, work_sources
from sala.core.thai.display import thai_date
from sala.cycles.models import Cycle
from sala.cycles.queries import for_reader, steppers
from sala.knowledge.queries.notes import newest as newest_notes
from sala.knowledge.queries.reads import site_visits
from sala.meetings.models import Session
from sala.people.keys import PUBLIC, keys_of
from sala.people.models import Person

WEEK = timedelta(days=7)
AHEAD = 3


class TaskRow(NamedTuple):
    work: Work
    when: str
    is_late: bool


class MyCommunity(NamedTuple):
    community: Community
    role: str
    cycle: Cycle | None
    steps: list[Any]


class MyWork(NamedTuple):
    """`first` stands under the roof; `soon` is due within a week; the rest can wait."""

    first: TaskRow | None
    soon: list[TaskRow]
    later: list[TaskRow]
    minutes: int


def my_work(person: Person) -> MyWork:
    """Every line of every app, the most pressing first."""
    lines = [line for source in work_sources for line in source.lines(person)]
    lines.sort(key=lambda line: (not line.is_urgent, line.due is None, line.due or now()))
    rows = [TaskRow(line, _when(line), _is_late(line)) for line in lines]
    pressing = [row for row in rows if row.work.is_urgent or _is_soon(row.work)]
    later = [row for row in rows if row not in pressing]
    first = (pressing or later)[:1]
    soon = pressing[1:]
    if not pressing:
        later = later[1:]
    minutes = sum(row.work.minutes for row in first + soon)
    return MyWork(first[0] if first else None, soon, later, minutes)


def _is_soon(line: Work) -> bool:
    return line.due is not None and line.due <= now() + WEEK


def _is_late(line: Work) -> bool:
    return line.due is not None and line.due < now()


def _when(line: Work) -> str:
    """The day it is due; a day that has passed is called so."""
    if line.due is None:
        return ""
    day = thai_date(line.due)
    return _("เลยกำหนด %(day)s") % {"day": day} if _is_late(line) else day


def my_communities(person: Person) -> list[MyCommunity]:
    """Communities the person is in, with the open cycle of each; constant queries."""
    ids = standing_of(person).member_of
    communities = Community.objects.filter(pk__in=ids).order_by("-last_active_at")
    cycles: dict[int, Cycle] = {}
    for cycle in Cycle.objects.open().filter(community__in=ids).order_by("pk"):
        cycles[cycle.community_id] = cycle
    rows = steppers(list(cycles.values()))
    mine = []
    for community in communities:
        held = sorted(roles_in(person, community.pk))
        own = cycles.get(community.pk)
        steps = for_reader(rows.get(own.pk, []), person, own) if own else []
        mine.append(MyCommunity(community, role_word(held[0]) if held else "", own, steps))
    return mine


def sessions_ahead(person: Person) -> list[Session]:
    """The next sessions of one's own communities; one query."""
    rows = Session.objects.live().visible_to(keys_of(person)).select_related("community")
    mine = rows.filter(community__in=standing_of(person).member_of, held_at__isnull=True)
    return list(mine.filter(starts_at__gt=now()).order_by("starts_at")[:AHEAD])


def public_front() -> dict[str, Any]:
    """What a visitor may see: public communities, groups, and results so far."""
    shown = Community.objects.visible_to({PUBLIC})
    newest = shown.open().select_related("agency").order_by("-last_active_at", "-pk")
    held = Session.objects.held()
    overview = public_overview()
    return {
        "communities": list(newest.filter(standing_of__isnull=True)[:6]),
        "groups": [row for row in overview.groups if row.standing],
        "community_count": overview.communities,
        "session_count": held.filter(community__in=shown).count(),
        "notes": newest_notes({PUBLIC}, limit=4),
        "visits": site_visits(),
        "closed_count": Cycle.objects.filter(closed_at__isnull=False, community__in=shown).count(),
    }
