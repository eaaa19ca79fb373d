"""Ratings and scores of a group in a few figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sala.evaluation.statistics.figures import Figure, deviation, exact, mean, unrounded
from sala.evaluation.statistics.levels import LevelScale, level_word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from sala.evaluation.statistics.figures import Number


@dataclass(frozen=True)
class Description:
    n: int
    mean: Figure
    deviation: Figure


def describe(values: Iterable[Number | None], *, source: str = "") -> Description:
    """Mean and standard deviation of those who answered; None is no answer and is left out."""
    numbers = [exact(value) for value in values if value is not None]
    return Description(
        len(numbers), mean_figure(numbers, source=source), deviation_figure(numbers, source=source)
    )


def rating_word(description: Description, scale: LevelScale = LevelScale.BOONCHOM) -> str:
    """มาก, ปานกลาง …, or – when nobody answered."""
    return level_word(description.mean.value, scale)


def mean_figure(values: list[Fraction], *, name: str = "", source: str = "") -> Figure:
    middle = mean(values)
    return Figure(
        name=name or _("ค่าเฉลี่ย (x̄)"),
        value=None if middle is None else unrounded(middle),
        formula=_("ค่าเฉลี่ยเลขคณิต = ผลรวม ÷ n"),
        n=len(values),
        source=source,
        note="" if values else _("ยังไม่มีข้อมูล"),
    )


def deviation_figure(values: list[Fraction], *, name: str = "", source: str = "") -> Figure:
    spread = deviation(values)
    return Figure(
        name=name or _("ส่วนเบี่ยงเบนมาตรฐาน (S.D.)"),
        value=None if spread is None else unrounded(spread),
        formula=_("ส่วนเบี่ยงเบนมาตรฐานของกลุ่มตัวอย่าง (ตัวหาร n − 1)"),
        n=len(values),
        source=source,
        note="" if spread is not None else _("ต้องมีข้อมูลอย่างน้อย 2 คน"),
    )
