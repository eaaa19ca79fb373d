"""What a mean on five points is called. Thai reports use three tables; print which one."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from sala.core.thai.display import NOTHING
from sala.evaluation.statistics.figures import half_up

if TYPE_CHECKING:
    from sala.evaluation.statistics.figures import Number


class LevelScale(StrEnum):
    BOONCHOM = "boonchom"
    EQUAL_INTERVAL = "equal"
    HALF_POINT = "half"

    @property
    def label(self) -> str:
        return {
            LevelScale.BOONCHOM: _("เกณฑ์ของบุญชม ศรีสะอาด"),
            LevelScale.EQUAL_INTERVAL: _("เกณฑ์แบ่งช่วงเท่ากัน 0.80"),
            LevelScale.HALF_POINT: _("เกณฑ์ปัดที่ครึ่งคะแนน"),
        }[self]


class Band(NamedTuple):
    first: Decimal
    last: Decimal
    word: str


_FIRSTS = {
    LevelScale.BOONCHOM: ("4.51", "3.51", "2.51", "1.51", "1.00"),
    LevelScale.EQUAL_INTERVAL: ("4.21", "3.41", "2.61", "1.81", "1.00"),
    LevelScale.HALF_POINT: ("4.50", "3.50", "2.50", "1.50", "1.00"),
}
_LAST, _STEP = Decimal("5.00"), Decimal("0.01")


def bands(scale: LevelScale = LevelScale.BOONCHOM) -> list[Band]:
    """The table to print under a report, highest first."""
    words = (_("มากที่สุด"), _("มาก"), _("ปานกลาง"), _("น้อย"), _("น้อยที่สุด"))
    firsts = [Decimal(first) for first in _FIRSTS[scale]]
    lasts = [_LAST, *(first - _STEP for first in firsts)]
    return [Band(*row) for row in zip(firsts, lasts, words, strict=False)]


def level_word(mean: Number | None, scale: LevelScale = LevelScale.BOONCHOM) -> str:
    """The mean is rounded half up to two decimals before it is looked up: 4.505 is 4.51."""
    if mean is None:
        return NOTHING
    rounded = half_up(mean)
    if not 1 <= rounded <= _LAST:
        raise ValueError("a mean on five points lies between 1 and 5")
    return next(band.word for band in bands(scale) if rounded >= band.first)
