"""An invited or enrolled person sees the cycle, member or not."""

from __future__ import annotations

from typing import Any

from sala.core.registries import KeySource, key_sources
from sala.cycles.rules import places_of


def _cycle_keys(person: Any) -> set[str]:
    places = places_of(person)
    return {f"cycle:{pk}" for pk in places.seen | places.named_in}


key_sources.add(KeySource("cycles", _cycle_keys))
