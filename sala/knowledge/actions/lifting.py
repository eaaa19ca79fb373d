"""The level follows from what happened; it rises and never falls by itself."""

from __future__ import annotations

from sala.journal.actions import record
from sala.knowledge.levels import Trial, level_of
from sala.knowledge.models import Asset, LevelChange
from sala.knowledge.rules.assets import parts_of


def lift(asset: Asset) -> None:
    """Called inside an action that changed what the level looks at. The row must be locked."""
    mine = parts_of(asset)
    trials = [Trial(row.result, row.place, row.person_id not in mine) for row in asset.tries.all()]
    named = asset.current.tries.count() if asset.current else 0
    reached = level_of(is_published=asset.is_published, trials=trials, tries_named=named)
    if reached <= asset.level:
        return
    before, asset.level = asset.level, reached
    asset.save(update_fields=["level"])
    LevelChange.objects.create(asset=asset, before=before, after=reached)
    record(
        "knowledge.level_raised", asset, place=asset.community, by=None, via="job", level=reached
    )
