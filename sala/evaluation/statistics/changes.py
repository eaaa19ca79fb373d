"""Work before and after: time, errors, cost. Only what is counted in one unit is added up."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sala.core.thai.text import clean_line, fold_key
from sala.evaluation.statistics.figures import PERCENT, Figure, exact, unrounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sala.evaluation.statistics.figures import Number


@dataclass(frozen=True)
class Measure:
    """What one person measured, in their own unit (นาที, ครั้ง, บาท)."""

    before: Number
    after: Number
    unit: str


@dataclass(frozen=True)
class UnitTotal:
    unit: str
    n: int
    before: Figure
    after: Figure
    change: Figure


def change(before: Number, after: Number, *, n: int = 1, source: str = "") -> Figure:
    """30 minutes before, 20 after: −33.33 %. Undefined from zero."""
    first, second = exact(before), exact(after)
    return Figure(
        name=_("การเปลี่ยนแปลง"),
        value=unrounded((second - first) * 100 / first) if first else None,
        formula=_("ร้อยละการเปลี่ยนแปลง = (หลัง − ก่อน) × 100 ÷ ก่อน"),
        n=n,
        unit=PERCENT,
        source=source,
        note="" if first else _("ค่าก่อนเป็น 0 จึงคิดเป็นร้อยละไม่ได้"),
    )


def totals_by_unit(measures: Iterable[Measure], *, source: str = "") -> list[UnitTotal]:
    """One total for each unit, in the order the units first appear; units are never mixed."""
    grouped: dict[str, list[Measure]] = {}
    for measure in measures:
        grouped.setdefault(fold_key(measure.unit), []).append(measure)
    return [_total(group, source) for group in grouped.values()]


def _total(group: list[Measure], source: str) -> UnitTotal:
    unit, n = clean_line(group[0].unit), len(group)
    before = sum((exact(measure.before) for measure in group), Fraction())
    after = sum((exact(measure.after) for measure in group), Fraction())

    def figure(name: str, value: Fraction) -> Figure:
        return Figure(
            name=name,
            value=unrounded(value),
            formula=_("ผลรวมของหน่วยเดียวกัน"),
            n=n,
            unit=unit,
            source=source,
        )

    return UnitTotal(
        unit=unit,
        n=n,
        before=figure(_("รวมก่อน"), before),
        after=figure(_("รวมหลัง"), after),
        change=change(before, after, n=n, source=source),
    )
