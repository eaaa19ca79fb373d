"""Spellings that mean the same: found in a query, and counted as one in a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from sala.search.backends import backend
from sala.search.models import SynonymGroup
from sala.search.normalise import normalise

LONG = 6  # letters from which a Thai spelling may stand inside an unspaced run


class Concept(NamedTuple):
    """What stands in the query, and every spelling it is found by."""

    found: str
    forms: tuple[str, ...]


def groups(keys: Iterable[str]) -> list[tuple[str, ...]]:
    """Groups of the whole installation, and of the agencies whose keys are held in their place."""
    agencies = [key.removeprefix("agency:") for key in keys if key.startswith("agency:")]
    rows = backend().synonyms(["", *agencies])
    replaced = {replaces for _, replaces, _, _ in rows}
    return [
        spellings(words)
        for number, _, is_active, words in rows
        if is_active and number not in replaced
    ]


def standing_groups(agencies: Sequence[str]) -> list[SynonymGroup]:
    """What holds for agencies: their own rows, and the shared ones that none of theirs replaces."""
    rows = list(SynonymGroup.objects.filter(agency__in=["", *agencies]))
    replaced = {row.replaces_id for row in rows}
    return [row for row in rows if row.pk not in replaced]


@lru_cache(maxsize=1000)
def spellings(words: str) -> tuple[str, ...]:
    """The words of a group as they lie in the table."""
    return tuple(filter(None, map(spelling, json.loads(words))))


@lru_cache(maxsize=5000)
def spelling(word: str) -> str:
    """As it is compared: an abbreviation is the same with and without its last full stop."""
    return " ".join(normalise(word).split()).strip(".")


def concepts(text: str, found: Iterable[tuple[str, ...]]) -> tuple[Concept, ...]:
    """What stands in a normalised query, each with every spelling of its group."""
    matches = []
    for group in found:
        inside = [form for form in group if form in text and pattern(form).search(text)]
        if inside:
            matches.append(Concept(max(inside, key=len), group))
    return tuple(matches)


@lru_cache(maxsize=1000)
def pattern(form: str) -> re.Pattern[str]:
    """A long Thai spelling anywhere; anything short or Latin only where it stands alone."""
    if form.isascii():
        return re.compile(f"(?<![a-z0-9]){re.escape(form)}(?![a-z0-9])")
    if len(form) >= LONG:
        return re.compile(re.escape(form))
    return re.compile(f"(?<![ก-๎]){re.escape(form)}(?![ก-๎])")
