"""Where an item came from and what came of it, as a tree. A thing the reader may not see is not
in it, nor is what hangs behind it."""

from __future__ import annotations

from typing import NamedTuple

from sala.core.lineage import LineageNode, lineage_sources
from sala.knowledge.kinds import Descent
from sala.knowledge.models import Asset, Origin
from sala.knowledge.models.assets import LABEL

DEEPEST = 4


class Branch(NamedTuple):
    """One thing of the tree: how it stands to the one below or above, and its own."""

    title: str
    url: str
    word: str
    depth: int


class Tree(NamedTuple):
    roots: list[Branch]
    fruits: list[Branch]

    @property
    def is_empty(self) -> bool:
        return not self.roots and not self.fruits


def nodes(wanted: set[tuple[str, int]], keys: set[str]) -> dict[tuple[str, int], LineageNode]:
    """Things by label and id, as far as the keys open them; one read for each kind of thing."""
    found: dict[tuple[str, int], LineageNode] = {}
    for source in lineage_sources:
        ids = [object_id for label, object_id in wanted if label == source.name]
        if ids:
            found |= {(source.name, pk): node for pk, node in source.nodes(ids, keys).items()}
    return found


def tree_of(asset: Asset, keys: set[str]) -> Tree:
    return Tree(_roots(asset, keys), _fruits(asset, keys))


def _roots(asset: Asset, keys: set[str]) -> list[Branch]:
    """Level by level upwards, one read for each level."""
    by_asset: dict[int, list[Origin]] = {}
    seen, level = {asset.pk}, {asset.pk}
    known: dict[tuple[str, int], LineageNode] = {}
    for _depth in range(DEEPEST):
        if not level:
            break
        rows = list(Origin.objects.filter(asset__in=level))
        for row in rows:
            by_asset.setdefault(row.asset_id, []).append(row)
        things = {(row.label, row.object_id) for row in rows if row.object_id is not None}
        known |= nodes(things, keys)
        level = {pk for label, pk in things if label == LABEL and (label, pk) in known} - seen
        seen |= level
    return _up(asset.pk, by_asset, known, 0)


def _up(
    asset_id: int,
    by_asset: dict[int, list[Origin]],
    known: dict[tuple[str, int], LineageNode],
    depth: int,
) -> list[Branch]:
    branches: list[Branch] = []
    if depth >= DEEPEST:
        return branches
    for row in by_asset.get(asset_id, []):
        word = str(Descent(row.kind).label)
        if row.object_id is None:
            branches.append(Branch(row.words, "", word, depth))
        elif node := known.get((row.label, row.object_id)):
            branches.append(Branch(node.title, node.url, word, depth))
            if row.label == LABEL:
                branches += _up(row.object_id, by_asset, known, depth + 1)
    return branches


def _fruits(asset: Asset, keys: set[str]) -> list[Branch]:
    """What was made of it, and of that."""
    children: dict[int, list[Asset]] = {}
    seen, level = {asset.pk}, {asset.pk}
    for _depth in range(DEEPEST):
        if not level:
            break
        rows = Origin.objects.filter(label=LABEL, object_id__in=level).select_related("asset")
        made = list(rows.filter(asset__in=Asset.objects.visible_to(keys).published()))
        level = set()
        for row in made:
            if row.asset_id not in seen and row.object_id is not None:
                children.setdefault(row.object_id, []).append(row.asset)
                level.add(row.asset_id)
        seen |= level
    return _down(asset.pk, children, 0)


def _down(asset_id: int, children: dict[int, list[Asset]], depth: int) -> list[Branch]:
    branches: list[Branch] = []
    for child in children.get(asset_id, []):
        branches.append(Branch(child.title, child.get_absolute_url(), child.code, depth))
        branches += _down(child.pk, children, depth + 1)
    return branches
