"""A figure that says what it is: its value, how it was reckoned, from how many, from where.

Scores are reckoned exactly, as fractions, and rounded half up once, when they are shown: the
mean of 4.50 and 4.51 is 4.505 and shows as 4.51, which a binary fraction does not promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite, sqrt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sala.core.thai.digits import styled
from sala.core.thai.display import thai_number

if TYPE_CHECKING:
    from collections.abc import Sequence

Number = int | float | Decimal | Fraction
PERCENT = "%"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`value` is None when it is not defined; `note` then says why, in a sentence.

    `formula` is the name a Thai report gives the reckoning, `n` how many entered it, `source`
    where they came from. `least` is the smallest value told apart from zero (p).
    """

    name: str
    value: Decimal | None
    formula: str
    n: int
    places: int = 2
    unit: str = ""
    source: str = ""
    note: str = ""
    least: Decimal | None = None

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """The rounded number, – when undefined; the unit stands in `unit`."""
        if self.value is not None and self.least is not None and 0 <= self.value < self.least:
            return styled(f"< {self.least}")
        return thai_number(self.value, self.places)

    @property
    def is_defined(self) -> bool:
        return self.value is not None


def exact(value: Number) -> Fraction:
    """The number as written: 0.1 is one tenth, whatever a float holds."""
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError("a score is a finite number")
        return Fraction(str(value))
    return Fraction(value)


def half_up(value: Number, places: int = 2) -> Decimal:
    """Rounded half away from zero, exactly."""
    scaled = abs(exact(value)) * 10**places
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Decimal(whole if exact(value) >= 0 else -whole).scaleb(-places)


def unrounded(value: Fraction | float) -> Decimal:
    """Exact where the decimals end, otherwise 28 digits: rounding is left to the showing."""
    if isinstance(value, float):
        return Decimal(repr(value))
    return Decimal(value.numerator) / Decimal(value.denominator)


def mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction()) / len(values) if values else None


def deviation(values: Sequence[Fraction]) -> float | None:
    """The standard deviation of a sample (n − 1); None below two values."""
    if len(values) < 2:
        return None
    middle = sum(values, Fraction()) / len(values)
    return sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))


def percentage(part: Number, whole: Number) -> Decimal | None:
    """Part of a whole in percent, half up to two decimals; None of nothing."""
    return half_up(exact(part) * 100 / exact(whole)) if exact(whole) else None


def share(name: str, part: int, whole: int, *, source: str = "") -> Figure:
    """How many of how many, in percent."""
    return Figure(
        name=name,
        value=unrounded(Fraction(part * 100, whole)) if whole else None,
        formula=_("ร้อยละ = จำนวน × 100 ÷ จำนวนทั้งหมด"),
        n=whole,
        unit=PERCENT,
        source=source,
        note="" if whole else _("ยังไม่มีข้อมูล"),
    )
