"""Words that mean the same, for who keeps them and for who looks a word up."""

from __future__ import annotations

from typing import Any, NamedTuple

from sala.home.glossary import Word, glossary
from sala.search.models import SynonymGroup
from sala.search.synonyms import spelling, standing_groups


class GroupRow(NamedTuple):
    group: SynonymGroup
    is_shared: bool
    is_reworded: bool


class Explained(NamedTuple):
    word: Word
    others: list[str]


def group_rows(viewer: Any) -> list[GroupRow]:
    """Every group as it holds for the viewer's agency, by its first word."""
    rows = standing_groups([str(viewer.agency_id)])
    found = [GroupRow(row, not row.agency, row.replaces_id is not None) for row in rows]
    return sorted(found, key=lambda row: (row.group.words or [""])[0].casefold())


def explained(viewer: Any) -> tuple[list[Explained], list[SynonymGroup]]:
    """The words of the product with their other spellings, and the groups of no such word."""
    agencies = [str(viewer.agency_id)] if getattr(viewer, "agency_id", None) else []
    groups = [row for row in standing_groups(agencies) if row.is_active]
    rows: list[Explained] = []
    used: set[int] = set()
    for word in glossary():
        own = spelling(word.name)
        inside = [row for row in groups if own in map(spelling, row.words)]
        used.update(row.pk for row in inside)
        others = [one for row in inside for one in row.words if spelling(one) != own]
        rows.append(Explained(word, others))
    return rows, [row for row in groups if row.pk not in used]
