"""An invited or enrolled person sees the cycle, member or not."""

from __future__ import annotations

from typing import Any

from sala.core.registries import KeySource, key_sources
from sala.cycles.models import IN_SIGHT, Enrolment, Expert
from sala.cycles.rules import places_of


def _cycle_keys(person: Any) -> set[str]:
    places = places_of(person)
    return {f"cycle:{pk}" for pk in places.seen | places.named_in}


def _cycle_holders(key: str) -> set[int] | None:
    kind, _, number = key.partition(":")
    if kind != "cycle" or not number.isdigit():
        return None
    enrolled = Enrolment.objects.filter(cycle=int(number), status__in=IN_SIGHT)
    named = Expert.objects.filter(cycle=int(number), declined_at__isnull=True, person__isnull=False)
    return set(enrolled.values_list("person", flat=True)) | set(
        named.values_list("person", flat=True)
    )


key_sources.add(KeySource("cycles", _cycle_keys, _cycle_holders))
