"""What an app hands in to be found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

FACETS = ("type", "agency", "community", "group", "area", "fiscal_year", "unit", "lang")


@dataclass(frozen=True)
class Searchable:
    """A thing as the index needs it. `audience` holds every key that lets a person see it."""

    label: str
    object_id: int | str
    title: str
    text: str
    audience: frozenset[str]
    type: str
    facets: Mapping[str, Iterable[int | str]] = field(default_factory=dict)
    lang: str = "th"
    url: str = ""
    happened_at: datetime | None = None

    @property
    def thing(self) -> tuple[str, str]:
        return self.label, str(self.object_id)

    @property
    def audience_name(self) -> str:
        return "|".join(sorted(self.audience))

    def facet_values(self) -> set[tuple[str, str]]:
        """Pairs of facet and value; type and language are facets too."""
        unknown = set(self.facets) - set(FACETS)
        if unknown:
            raise ValueError(f"unknown facets: {sorted(unknown)}")
        pairs = {(name, str(value)) for name, values in self.facets.items() for value in values}
        return pairs | {("type", self.type), ("lang", self.lang)}
