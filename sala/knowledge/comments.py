"""Published items are commented on by whoever may read them."""

from __future__ import annotations

from collections.abc import Sequence

from sala.core.registries import Commentable, commentables
from sala.knowledge.models import Asset
from sala.knowledge.models.assets import LABEL


def find(ids: Sequence[int]) -> dict[int, Asset]:
    return Asset.objects.in_bulk(ids)


def policy(asset: Asset) -> str:
    if not asset.is_published:
        return "closed"
    return "community" if asset.audience == f"community:{asset.community_id}" else "members"


def makers(asset: Asset) -> list[int]:
    return list(asset.credits.values_list("person_id", flat=True).distinct())


commentables.add(Commentable(LABEL, find, policy, lambda asset: asset.community_id, makers))
