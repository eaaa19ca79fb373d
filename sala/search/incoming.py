"""What an app hands in to be found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

FACETS = ("type", "agency", "community", "group", "area", "fiscal_year", "unit", "lang")


@dataclass(frozen=True)
class Item:
    """A thing as the index needs it, under the name of its `Searchable`.

    `audience` holds every key that lets a person see it. A long thing may come in parts, each
    with the address where it begins; a search shows the best of them.
    """

    label: str
    object_id: int | str
    title: str
    text: str
    audience: frozenset[str]
    type: str = ""
    facets: Mapping[str, Iterable[int | str | None]] = field(default_factory=dict)
    lang: str = "th"
    url: str = ""
    happened_at: datetime | None = None
    part: int = 0

    @property
    def thing(self) -> tuple[str, str, int]:
        return self.label, str(self.object_id), self.part

    @property
    def audience_name(self) -> str:
        return "|".join(sorted(self.audience))

    @property
    def type_name(self) -> str:
        return self.type or self.label

    def facet_values(self) -> set[tuple[str, str]]:
        """Pairs of facet and value; type and language are facets too, nothing is none."""
        unknown = set(self.facets) - set(FACETS)
        if unknown:
            raise ValueError(f"unknown facets: {sorted(unknown)}")
        pairs = {
            (name, str(value)[:60])
            for name, values in self.facets.items()
            for value in values
            if value not in (None, "")
        }
        return pairs | {("type", self.type_name), ("lang", self.lang)}

    def digest(self) -> str:
        """The same for the same words, readers and facets: what has it is not indexed again."""
        at = self.happened_at.isoformat() if self.happened_at else ""
        told = [self.title, self.text, self.audience_name, self.url, at]
        whole = json.dumps([*told, sorted(self.facet_values())], ensure_ascii=False)
        return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
