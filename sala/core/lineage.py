"""What knowledge is made of: things of any app that a new item may begin with.

Filled from `lineage.py` of each app.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sala.core.registries import Registry


@dataclass(frozen=True)
class LineageNode:
    """A thing as knowledge shows it in a lineage."""

    title: str
    url: str


@dataclass(frozen=True)
class Seed:
    """What an item of knowledge may begin with: text, everyone to be credited, and its home.

    `kind` is one of `knowledge.kinds.Descent`; `licence` goes with the text;
    `about` names a cycle or another place of which it is a result."""

    kind: str
    title: str
    html: str
    community: Any | None = None
    contributor_ids: tuple[int, ...] = ()
    licence: str = ""
    about: tuple[str, int] | None = None
    type: str = "note"


@dataclass(frozen=True)
class LineageSource:
    """Things of which knowledge may be made, by label. `nodes(ids, keys)` gives those the keys
    open; `seed(person, id)` what an item begins with, None when there is nothing to see, or it
    raises Refused with the reason."""

    name: str
    nodes: Callable[[Sequence[int], set[str]], dict[int, LineageNode]]
    seed: Callable[[Any, int], Seed | None] = lambda person, object_id: None


lineage_sources: Registry[LineageSource] = Registry()
