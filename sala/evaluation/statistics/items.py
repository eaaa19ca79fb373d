"""Which questions were hard, and which told those who know from those who do not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sala.evaluation.statistics.figures import Figure, exact, mean, unrounded

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from sala.evaluation.statistics.figures import Number

EXTREME_SHARE = Fraction(27, 100)


class Discrimination(StrEnum):
    UPPER_LOWER = "upper_lower"
    POINT_BISERIAL = "point_biserial"

    @property
    def formula(self) -> str:
        return {
            Discrimination.UPPER_LOWER: _(
                "อำนาจจำแนก r = (กลุ่มสูง − กลุ่มต่ำ) ÷ จำนวนคนในกลุ่ม ใช้กลุ่มสูงและกลุ่มต่ำร้อยละ 27"
            ),
            Discrimination.POINT_BISERIAL: _(
                "อำนาจจำแนก r = สหสัมพันธ์พอยท์ไบซีเรียลกับคะแนนรวมข้ออื่น (Point-biserial)"
            ),
        }[self]


@dataclass(frozen=True)
class ItemResult:
    item: Hashable
    difficulty: Figure
    discrimination: Figure


def analyse_items(
    answers: Sequence[Mapping[Hashable, Number | None]],
    items: Sequence[Hashable],
    *,
    method: Discrimination = Discrimination.UPPER_LOWER,
    source: str = "",
) -> list[ItemResult]:
    """One mapping a person, from item to the share of its points won (0 to 1).

    None or a missing item is an answer left blank and counts 0. Raises ValueError outside 0–1.
    """
    people = [{item: exact(row.get(item) or 0) for item in items} for row in answers]
    if any(not 0 <= won <= 1 for row in people for won in row.values()):
        raise ValueError("the share of an item's points lies between 0 and 1")
    totals = [sum(row.values(), Fraction()) for row in people]
    return [_analyse(item, people, totals, method, source) for item in items]


def weakest_items(results: Sequence[ItemResult], count: int = 3) -> list[ItemResult]:
    """The items fewest got right; of two equally hard, the one that tells people apart less."""
    known = [result for result in results if result.difficulty.value is not None]
    return sorted(
        known, key=lambda result: (result.difficulty.value, result.discrimination.value or 0)
    )[:count]


def _analyse(
    item: Hashable,
    people: list[dict[Hashable, Fraction]],
    totals: list[Fraction],
    method: Discrimination,
    source: str,
) -> ItemResult:
    won = [row[item] for row in people]
    measure = _upper_lower if method is Discrimination.UPPER_LOWER else _point_biserial
    power, easiness = measure(won, totals), mean(won)
    none = "" if people else _("ยังไม่มีข้อมูล")
    return ItemResult(
        item,
        Figure(
            name=_("ความยากง่าย (p)"),
            value=None if easiness is None else unrounded(easiness),
            formula=_("ความยากง่าย p = คะแนนที่ได้ ÷ คะแนนเต็มของข้อ เฉลี่ยทุกคน"),
            n=len(people),
            source=source,
            note=none,
        ),
        Figure(
            name=_("อำนาจจำแนก (r)"),
            value=None if power is None else unrounded(power),
            formula=method.formula,
            n=len(people),
            source=source,
            note="" if power is not None else none or _("คะแนนไม่ต่างกันพอจะหาค่าอำนาจจำแนก"),
        ),
    )


def _upper_lower(won: list[Fraction], totals: list[Fraction]) -> Fraction | None:
    """People with equal totals at the edge of a group share its last places between them, so
    the order in which people were listed never changes the result."""
    n = len(won)
    size = max(1, int(n * EXTREME_SHARE + Fraction(1, 2)))
    if n < 2 or len(set(totals)) == 1:
        return None
    low = _extreme(won, totals, size)
    high = _extreme(won, [-total for total in totals], size)
    return (high - low) / size


def _extreme(won: list[Fraction], totals: list[Fraction], size: int) -> Fraction:
    """What the `size` people of the lowest totals won together."""
    gathered, left = Fraction(), size
    for total in sorted(set(totals)):
        tied = [share for share, own in zip(won, totals, strict=True) if own == total]
        taken = min(left, len(tied))
        gathered += sum(tied, Fraction()) * taken / len(tied)
        left -= taken
        if not left:
            break
    return gathered


def _point_biserial(won: list[Fraction], totals: list[Fraction]) -> float | None:
    """Correlation of the item with the rest of the test, itself left out."""
    rest = [total - own for own, total in zip(won, totals, strict=True)]
    middle, middle_rest = mean(won), mean(rest)
    if middle is None or middle_rest is None:
        return None
    together = sum((a - middle) * (b - middle_rest) for a, b in zip(won, rest, strict=True))
    spread = sum((a - middle) ** 2 for a in won) * sum((b - middle_rest) ** 2 for b in rest)
    return float(together) / sqrt(spread) if spread else None
