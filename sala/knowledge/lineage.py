"""Items as roots of other items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sala.core.permissions import require
from sala.core.registries import LineageNode, LineageSource, Seed, lineage_sources
from sala.knowledge.kinds import Descent
from sala.knowledge.models import Asset
from sala.knowledge.models.assets import LABEL
from sala.knowledge.rules.assets import parts_of
from sala.knowledge.rules.loop import can_derive
from sala.people.keys import keys_of


def nodes(ids: Sequence[int], keys: set[str]) -> dict[int, LineageNode]:
    rows = Asset.objects.visible_to(keys).filter(pk__in=ids)
    return {row.pk: LineageNode(f"{row.code} {row.title}", row.get_absolute_url()) for row in rows}


def seed(person: Any, object_id: int) -> Seed | None:
    """Its text, for an item built upon it; who made it is credited there too (I16)."""
    rows = Asset.objects.visible_to(keys_of(person)).published()
    asset = rows.select_related("current", "community").filter(pk=object_id).first()
    if asset is None or asset.current is None:
        return None
    require(can_derive(person, asset))
    return Seed(
        Descent.ASSET,
        asset.title,
        asset.current.body,
        contributor_ids=tuple(parts_of(asset)),
        licence=asset.licence,
        type=asset.type,
    )


lineage_sources.add(LineageSource(LABEL, nodes, seed))
