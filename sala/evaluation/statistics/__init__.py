"""The arithmetic of evaluation: pure, exact until shown, each figure with its formula and n.

compare_paired(scores, max_score=, pass_percent=, source=) -> PairedResult   tests before, after
describe(values, source=) -> Description        mean and S.D.; rating_word(description, scale)
level_word(mean, scale), bands(scale)           LevelScale: three tables of Thai reports
analyse_items(answers, items, method=) -> [ItemResult]; weakest_items(results, 3)
change(before, after), totals_by_unit(measures) work before and after (R078)
share(name, part, whole) -> Figure, percentage(part, whole) -> Decimal, half_up(value, places)

A Figure shows itself (`figure.shown`), – when it is not defined; `figure.note` says why.
"""

from __future__ import annotations

from sala.evaluation.statistics.changes import Measure, UnitTotal, change, totals_by_unit
from sala.evaluation.statistics.descriptive import Description, describe, rating_word
from sala.evaluation.statistics.figures import Figure, half_up, percentage, share
from sala.evaluation.statistics.items import (
    Discrimination,
    ItemResult,
    analyse_items,
    weakest_items,
)
from sala.evaluation.statistics.levels import Band, LevelScale, bands, level_word
from sala.evaluation.statistics.paired import PairedResult, compare_paired

__all__ = [
    "Band",
    "Description",
    "Discrimination",
    "Figure",
    "ItemResult",
    "LevelScale",
    "Measure",
    "PairedResult",
    "UnitTotal",
    "analyse_items",
    "bands",
    "change",
    "compare_paired",
    "describe",
    "half_up",
    "level_word",
    "percentage",
    "rating_word",
    "share",
    "totals_by_unit",
    "weakest_items",
]
