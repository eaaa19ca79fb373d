"""Points for an answer. A choice is its place in the list, counted from 0."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Protocol

from sala.core.thai.text import fold_key
from sala.evaluation.item_lines import as_number

ZERO = Decimal(0)


class Scored(Protocol):
    """What scoring needs of an item."""

    pk: Any
    kind: str
    choices: Any
    answer: Any
    points: int


def full_points(item: Scored) -> Decimal:
    """A rubric row is worth its highest level times its points."""
    return Decimal(item.points * (len(item.choices) if item.kind == "rubric" else 1))


def points_for(item: Scored, given: object) -> Decimal:
    """Full points or none; of a rubric the level times its points."""
    if item.kind == "rubric":
        level = as_number(given) or ZERO
        return item.points * level if 1 <= level <= len(item.choices) else ZERO
    return Decimal(item.points) if is_right(item, given) else ZERO


def is_right(item: Scored, given: object) -> bool:
    """Short answers are compared as Thai names are: form, case, spaces and digits aside."""
    if is_blank(given):
        return False
    if item.kind == "short":
        return fold_key(str(given)) in {fold_key(one) for one in item.answer["accepted"]}
    if item.kind == "numeric":
        number = as_number(given)
        right, margin = Decimal(item.answer["value"]), Decimal(item.answer["tolerance"])
        return number is not None and abs(number - right) <= margin
    right_places = {str(i) for i, choice in enumerate(item.choices) if choice["is_right"]}
    chosen = given if isinstance(given, list) else [given]
    return {str(one) for one in chosen} == right_places


def is_blank(given: object) -> bool:
    return given is None or given == [] or not str(given).strip()


def score(items: list[Any], answers: Mapping[str, object]) -> tuple[dict[str, str], Decimal]:
    """Points by item id (as kept in JSON) and their sum."""
    points = {str(item.pk): points_for(item, answers.get(str(item.pk))) for item in items}
    return {key: str(value) for key, value in points.items()}, sum(points.values(), ZERO)
