"""Learning of one group: the same people's scores before and after."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sala.evaluation.statistics.descriptive import deviation_figure, mean_figure
from sala.evaluation.statistics.distribution import two_sided_p
from sala.evaluation.statistics.figures import Figure, exact, mean, share, unrounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sala.evaluation.statistics.figures import Number

Pair = tuple[Fraction, Fraction]
SIGNIFICANT = Decimal("0.05")


@dataclass(frozen=True)
class PairedResult:
    """Only those who took both tests enter; `unpaired` and `at_full_marks` say who did not.

    `at_full_marks` had full marks before: they have nothing left to gain and stand outside the
    mean of individual gains, not outside the rest.
    """

    n: int
    unpaired: int
    at_full_marks: int
    mean_before: Figure
    deviation_before: Figure
    mean_after: Figure
    deviation_after: Figure
    mean_gain: Figure
    deviation_gain: Figure
    class_gain: Figure
    individual_gain: Figure
    t: Figure
    degrees: int | None
    p: Figure
    passed_before: Figure
    passed_after: Figure

    @property
    def is_significant(self) -> bool | None:
        """Whether p < .05; None when there is no p."""
        return None if self.p.value is None else self.p.value < SIGNIFICANT

    @property
    def figures(self) -> list[Figure]:
        """All figures in the order of a report."""
        return [value for value in vars(self).values() if isinstance(value, Figure)]


def compare_paired(
    scores: Iterable[tuple[Number | None, Number | None]],
    *,
    max_score: Number,
    pass_percent: Number,
    source: str = "",
) -> PairedResult:
    """Scores before and after, one pair a person; None is a test not taken.

    Raises ValueError for a score outside 0 to `max_score`.
    """
    full, rows = exact(max_score), list(scores)
    pairs = [(exact(a), exact(b)) for a, b in rows if a is not None and b is not None]
    if full <= 0 or any(not 0 <= score <= full for pair in pairs for score in pair):
        raise ValueError("scores lie between 0 and the full marks")
    before, after = [a for a, _b in pairs], [b for _a, b in pairs]
    gains = [b - a for a, b in pairs]
    t, degrees, p = _t_test(gains, source)
    return PairedResult(
        n=len(pairs),
        unpaired=len(rows) - len(pairs),
        at_full_marks=before.count(full),
        mean_before=mean_figure(before, name=_("ค่าเฉลี่ยก่อน (x̄)"), source=source),
        deviation_before=deviation_figure(before, name=_("S.D. ก่อน"), source=source),
        mean_after=mean_figure(after, name=_("ค่าเฉลี่ยหลัง (x̄)"), source=source),
        deviation_after=deviation_figure(after, name=_("S.D. หลัง"), source=source),
        mean_gain=mean_figure(gains, name=_("คะแนนที่เพิ่มขึ้นเฉลี่ย"), source=source),
        deviation_gain=deviation_figure(gains, name=_("S.D. ของคะแนนที่เพิ่มขึ้น"), source=source),
        class_gain=_class_gain(before, after, full, source),
        individual_gain=_individual_gain(pairs, full, source),
        t=t,
        degrees=degrees,
        p=p,
        passed_before=_passed(_("ร้อยละผู้ผ่านเกณฑ์ก่อน"), before, full, pass_percent, source),
        passed_after=_passed(_("ร้อยละผู้ผ่านเกณฑ์หลัง"), after, full, pass_percent, source),
    )


def _class_gain(
    before: list[Fraction], after: list[Fraction], full: Fraction, source: str
) -> Figure:
    first, second = mean(before), mean(after)
    is_defined = first is not None and second is not None and first < full
    return Figure(
        name=_("ความก้าวหน้าของกลุ่ม <g>"),
        value=unrounded((second - first) / (full - first)) if is_defined else None,  # type: ignore[operator]
        formula=_("Normalized gain ของกลุ่ม (Hake) = (x̄ หลัง − x̄ ก่อน) ÷ (คะแนนเต็ม − x̄ ก่อน)"),
        n=len(before),
        source=source,
        note="" if is_defined else _no_gain(before),
    )


def _individual_gain(pairs: list[Pair], full: Fraction, source: str) -> Figure:
    gains = [(b - a) / (full - a) for a, b in pairs if a < full]
    middle = mean(gains)
    return Figure(
        name=_("ความก้าวหน้าเฉลี่ยรายบุคคล"),
        value=None if middle is None else unrounded(middle),
        formula=_("ค่าเฉลี่ยของ (หลัง − ก่อน) ÷ (คะแนนเต็ม − ก่อน) รายคน ไม่รวมผู้ที่ได้คะแนนเต็มก่อนเรียน"),
        n=len(gains),
        source=source,
        note="" if gains else _no_gain([a for a, _b in pairs]),
    )


def _no_gain(before: list[Fraction]) -> str:
    return _("ทุกคนได้คะแนนเต็มก่อนเรียนแล้ว") if before else _("ยังไม่มีข้อมูล")


def _t_test(gains: list[Fraction], source: str) -> tuple[Figure, int | None, Figure]:
    """t and p of the mean gain against none; undefined for one person or equal gains."""
    n, total, squares = len(gains), sum(gains), sum(gain * gain for gain in gains)
    spread = n * squares - total * total
    t = float(total) / sqrt(spread / (n - 1)) if n > 1 and spread else None
    note = ""
    if t is None:
        note = _("ต้องมีข้อมูลอย่างน้อย 2 คน") if n < 2 else _("ทุกคนเพิ่มขึ้นเท่ากัน จึงหาค่า t ไม่ได้")
    t_figure = Figure(
        name=_("ค่า t"),
        value=None if t is None else unrounded(t),
        formula=_("t-test แบบไม่อิสระ (Dependent samples) = ΣD ÷ √[(nΣD² − (ΣD)²) ÷ (n − 1)]"),
        n=n,
        source=source,
        note=note,
    )
    p_figure = Figure(
        name=_("ค่า p (สองทาง)"),
        value=None if t is None else unrounded(two_sided_p(t, n - 1)),
        formula=_("ความน่าจะเป็นสองทางจากการแจกแจงแบบ t ที่ df = n − 1"),
        n=n,
        places=3,
        source=source,
        note=note,
        least=Decimal("0.001"),
    )
    return t_figure, (n - 1 if t is not None else None), p_figure


def _passed(
    name: str, scores: list[Fraction], full: Fraction, percent: Number, source: str
) -> Figure:
    mark = full * exact(percent) / 100
    return share(name, sum(score >= mark for score in scores), len(scores), source=source)
