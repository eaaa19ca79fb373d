"""How the group stands by the levels of a rubric: means of groups large enough, no one's level."""

from __future__ import annotations

from typing import NamedTuple

from sala.cycles.models import Cycle
from sala.evaluation.item_lines import as_number
from sala.evaluation.models import Attempt, Instrument, Item, Method
from sala.evaluation.queries.results import min_group
from sala.evaluation.statistics import Description, describe, rating_word

FIVE = 5  # the scale the words of Thai reports are made for


class RubricRow(NamedTuple):
    item: Item
    levels: int
    described: Description
    word: str


class RubricResult(NamedTuple):
    instrument: Instrument
    people: int
    rows: list[RubricRow]


def rubric_results(cycle: Cycle) -> list[RubricResult]:
    """Observations and work pieces somebody was judged by; three queries."""
    rubrics = list(
        Instrument.objects.filter(cycle=cycle).exclude(method=Method.TEST).order_by("pk")
    )
    items: dict[int, list[Item]] = {rubric.pk: [] for rubric in rubrics}
    for item in Item.objects.filter(instrument__in=rubrics):
        items[item.instrument_id].append(item)
    judged: dict[int, list[Attempt]] = {rubric.pk: [] for rubric in rubrics}
    for attempt in Attempt.objects.filter(instrument__in=rubrics):
        judged[attempt.instrument_id].append(attempt)
    return [
        RubricResult(rubric, len(judged[rubric.pk]), _rows(items[rubric.pk], judged[rubric.pk]))
        for rubric in rubrics
        if judged[rubric.pk]
    ]


def _rows(items: list[Item], judged: list[Attempt]) -> list[RubricRow]:
    """None below the least number; the weakest first, since they ask for improvement."""
    if len(judged) < min_group():
        return []
    rows = []
    for item in items:
        given = [as_number(attempt.answers.get(str(item.pk), "")) for attempt in judged]
        described, levels = describe(given), len(item.choices)
        word = rating_word(described) if levels == FIVE else ""
        rows.append(RubricRow(item, levels, described, word))
    return sorted(rows, key=lambda row: (row.described.mean.value or 0) / row.levels)
