"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sala.search.snippets import Piece


@dataclass(frozen=True)
class FacetValue:
    value: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Hit:
    """One thing found; title and snippet are the original text in pieces, hits marked."""

    label: str
    object_id: str
    type: str
    url: str
    lang: str
    happened_at: datetime | None
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Results:
    """One page of hits, and what is true of all of them."""

    query: str
    hits: Sequence[Hit] = ()
    total: int = 0
    is_capped: bool = False
    is_missed: bool = True
    page: int = 1
    page_count: int = 0
    facets: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    did_you_mean: str = ""
    meant: Sequence[str] = ()  # other spellings that were searched for as well
