"""A cycle begins, gets its topic, is copied to another year, closes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import now

from sala.communities.actions import prepare_for_cycle
from sala.communities.models import Community
from sala.core.locking import locked, require_version
from sala.core.numbers import next_number
from sala.core.permissions import require
from sala.core.registries import closing_hooks
from sala.core.thai import fiscal_year, today
from sala.cycles.actions.catalogues import ensure_areas
from sala.cycles.gates import gate, topic_is_whole
from sala.cycles.models import Area, Cycle, Strategy
from sala.cycles.rules import can_close_cycle, can_manage_cycle, can_start_cycle
from sala.cycles.schedule import closing_day
from sala.cycles.telling import tell_closed
from sala.journal.actions import record
from sala.people.models import AgencySettings, Person

SESSIONS_AT_FIRST = 4


@dataclass(frozen=True)
class Topic:
    """What step 1 asks for."""

    title: str
    question: str
    benefit: str
    work_process: str = ""
    areas: Collection[Area] = ()
    strategies: Collection[Strategy] = ()
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def start_cycle(
    community: Community, *, title: str, question: str, by: Person, via: str = "web"
) -> Cycle:
    """Open the seven steps; all but title and question is prefilled and can be changed."""
    community = locked(community, "agency")
    require(can_start_cycle(by, community))
    community = prepare_for_cycle(community, by=by)
    ensure_areas(community.agency)
    agency_settings = AgencySettings.objects.filter(agency=community.agency).first()
    first_wait = agency_settings.first_follow_up_days if agency_settings else 30
    cycle = Cycle.objects.create(
        number=next_number("cycle"),
        agency=community.agency,
        community=community,
        audience=community.key,
        fiscal_year=fiscal_year(today()),
        title=title,
        question=question,
        starts_on=today(),
        ends_on=closing_day(today()),
        planned_sessions=SESSIONS_AT_FIRST,
        follow_up_days=[first_wait],
        made_by=by,
    )
    record("cycles.started", cycle, by=by, via=via, fiscal_year=cycle.fiscal_year)
    return cycle


@transaction.atomic
def set_topic(cycle: Cycle, topic: Topic, *, seen: int, by: Person) -> Cycle:
    """Step 1: a benefit, one strategy and one of the ten areas at least (I04)."""
    cycle = locked(cycle, "community")
    require(can_manage_cycle(by, cycle))
    require_version(cycle, seen, vars(topic))
    require(topic_is_whole(topic, cycle.agency_id))
    cycle.title, cycle.question = topic.title, topic.question
    cycle.benefit, cycle.work_process = topic.benefit, topic.work_process
    cycle.starts_on, cycle.ends_on = topic.starts_on, topic.ends_on
    if topic.starts_on:
        cycle.fiscal_year = fiscal_year(topic.starts_on)
    cycle.version += 1
    cycle.save()
    cycle.areas.set(topic.areas)
    cycle.strategies.set(topic.strategies)
    record(
        "cycles.topic_set",
        cycle,
        by=by,
        areas=_pks(topic.areas),
        strategies=_pks(topic.strategies),
        version=cycle.version,
    )
    return cycle


def _pks(things: Iterable[Area] | Iterable[Strategy]) -> list[int]:
    return sorted(thing.pk for thing in things)


@transaction.atomic
def close_cycle(cycle: Cycle, *, by: Person, words: str = "") -> Cycle:
    """Close when no step lacks anything (I01); otherwise refused, naming what and whom."""
    cycle = locked(cycle, "community")
    require(can_close_cycle(by, cycle))
    require(gate(cycle))
    cycle.closed_at, cycle.closed_by, cycle.closing_words = now(), by, words
    cycle.version += 1
    cycle.save(update_fields=["closed_at", "closed_by", "closing_words", "version"])
    record("cycles.closed", cycle, by=by)
    for hook in closing_hooks:
        hook.run(cycle, by)
    tell_closed(cycle, by=by)
    return cycle
