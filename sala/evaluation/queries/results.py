"""What the group learned and used: figures only, and only of groups large enough (R076)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from sala.core.thai.text import cut
from sala.cycles.models import Cycle
from sala.evaluation.models import Attempt, FollowUp, Instrument, Item, Method, Obstacle, Phase
from sala.evaluation.scoring import full_points
from sala.evaluation.statistics import (
    Figure,
    Measure,
    PairedResult,
    UnitTotal,
    analyse_items,
    compare_paired,
    half_up,
    percentage,
    share,
    totals_by_unit,
    weakest_items,
)

LABEL = 24  # signs of an item's text that a phone shows beside its gain


class ChangeRow(NamedTuple):
    """One line of the chart before and after, in per cent."""

    label: str
    before: float | None
    after: float | None
    word: str


class WeakItem(NamedTuple):
    item: Item
    difficulty: Figure
    discrimination: Figure


class TestResult(NamedTuple):
    """One test of the group. `paired` is None while too few took both."""

    instrument: Instrument
    paired_count: int
    paired: PairedResult | None
    finding: str
    note: str
    rows: list[ChangeRow]
    weakest: list[WeakItem]
    weakest_count: int


class UseResult(NamedTuple):
    """Use at work. Below the least number only how many answered is known."""

    asked: int
    answered: int
    used: Figure | None
    obstacles: list[tuple[str, int]]
    totals: list[UnitTotal]
    hidden_units: int


def min_group() -> int:
    """Fewer people than this, and a figure would tell what one of them answered."""
    return int(settings.EVALUATION_MIN_GROUP)


def test_results(cycle: Cycle) -> list[TestResult]:
    """Every test somebody took; three queries."""
    tests = list(Instrument.objects.filter(cycle=cycle, method=Method.TEST).order_by("pk"))
    items: dict[int, list[Item]] = {test.pk: [] for test in tests}
    for item in Item.objects.filter(instrument__in=tests):
        items[item.instrument_id].append(item)
    attempts: dict[int, list[Attempt]] = {test.pk: [] for test in tests}
    for attempt in Attempt.objects.filter(instrument__in=tests):
        attempts[attempt.instrument_id].append(attempt)
    return [_result(test, items[test.pk], attempts[test.pk]) for test in tests if attempts[test.pk]]


def _result(test: Instrument, items: list[Item], attempts: list[Attempt]) -> TestResult:
    by_phase = {phase: {} for phase in Phase.values}  # type: dict[str, dict[int, Attempt]]
    for attempt in attempts:
        by_phase[attempt.phase][attempt.enrolment_id] = attempt
    before, after = by_phase[Phase.BEFORE], by_phase[Phase.AFTER]
    both = sorted(before.keys() & after.keys())
    is_enough = len(both) >= min_group() and bool(items)
    paired = _paired(test, items, before, after) if is_enough else None
    rows = _rows(items, [before[key] for key in both], [after[key] for key in both])
    is_weak_known = len(after) >= min_group()
    return TestResult(
        test,
        len(both),
        paired,
        _finding(paired),
        _("ร้อยละของคะแนนเต็ม เฉพาะคนที่ทำทั้งก่อนและหลัง · n = %(n)s") % {"n": len(both)},
        rows if is_enough else [],
        _weakest(items, list(after.values())) if is_weak_known else [],
        len(after),
    )


def _paired(
    test: Instrument, items: list[Item], before: dict[int, Attempt], after: dict[int, Attempt]
) -> PairedResult:
    everyone = before.keys() | after.keys()
    scores = [
        (_score(before.get(enrolment)), _score(after.get(enrolment)))
        for enrolment in sorted(everyone)
    ]
    return compare_paired(
        scores,
        max_score=sum(map(full_points, items), Decimal(0)),
        pass_percent=test.pass_percent,
        source=test.title,
    )


def _score(attempt: Attempt | None) -> Decimal | None:
    return attempt.score if attempt else None


def _finding(paired: PairedResult | None) -> str:
    """The title of the chart says what it shows."""
    if paired is None or paired.mean_gain.value is None:
        return ""
    gain = paired.mean_gain
    if paired.mean_gain.value <= 0:
        return _("คะแนนเฉลี่ยยังไม่เพิ่มขึ้นหลังเรียน")
    return _("หลังเรียนคะแนนเฉลี่ยเพิ่มขึ้น %(gain)s คะแนน") % {"gain": gain.shown}


def _rows(
    items: list[Item], before: Sequence[Attempt], after: Sequence[Attempt]
) -> list[ChangeRow]:
    """The whole test first, then each item."""
    full = sum(map(full_points, items), Decimal(0))
    first, last = _share_of(before, None, full), _share_of(after, None, full)
    rows = [_row(_("ทั้งฉบับ"), first, last)]
    for number, item in enumerate(items, start=1):
        worth = full_points(item)
        first, last = _share_of(before, item, worth), _share_of(after, item, worth)
        rows.append(_row(f"{number}. {cut(item.text, LABEL)}", first, last))
    return rows


def _row(label: str, before: Decimal | None, after: Decimal | None) -> ChangeRow:
    if before is None or after is None:
        return ChangeRow(label, None, None, "")
    gain = half_up(after - before, 0)
    word = _("เพิ่ม %(n)s") if gain > 0 else _("ลด %(n)s") if gain < 0 else _("เท่าเดิม")
    shown = word % {"n": abs(gain)} if gain else word
    return ChangeRow(label, float(before), float(after), shown)


def _share_of(attempts: Sequence[Attempt], item: Item | None, full: Decimal) -> Decimal | None:
    won = [
        Decimal(attempt.points.get(str(item.pk), "0")) if item else attempt.score or Decimal(0)
        for attempt in attempts
    ]
    return percentage(sum(won, Decimal(0)), full * len(won)) if won else None


def _weakest(items: list[Item], after: Sequence[Attempt]) -> list[WeakItem]:
    """At least three items, or all there are (R076)."""
    by_id = {item.pk: item for item in items}
    answers: list[dict[Any, Any]] = [
        {item.pk: _won(attempt, item) for item in items} for attempt in after
    ]
    results = analyse_items(answers, list(by_id), source=_("หลังเรียน"))
    return [
        WeakItem(by_id[result.item], result.difficulty, result.discrimination)  # type: ignore[index]
        for result in weakest_items(results, 3)
    ]


def _won(attempt: Attempt, item: Item) -> Decimal:
    return Decimal(attempt.points.get(str(item.pk), "0")) / full_points(item)


def use_result(cycle: Cycle) -> UseResult:
    """The latest answer of each participant; two queries."""
    rows = FollowUp.objects.filter(enrolment__cycle=cycle, issued_at__isnull=False)
    asked = len(set(rows.values_list("enrolment_id", flat=True)))
    latest = {
        row.enrolment_id: row for row in rows.filter(answered_at__isnull=False).order_by("days")
    }
    answers = list(latest.values())
    if len(answers) < min_group():
        return UseResult(asked, len(answers), None, [], [], 0)
    kinds = Counter(row.obstacle_kind or Obstacle.OTHER for row in answers if row.is_used is False)
    measures = [
        Measure(row.measure_before, row.measure_after, row.measure_unit)
        for row in answers
        if row.measure_before is not None and row.measure_after is not None
    ]
    totals = totals_by_unit(measures, source=_("แบบติดตาม"))
    shown = [total for total in totals if total.n >= min_group()]
    return UseResult(
        asked,
        len(answers),
        share(_("นำไปใช้แล้ว"), sum(row.is_used is True for row in answers), len(answers)),
        [(str(Obstacle(kind).label), count) for kind, count in kinds.most_common()],
        shown,
        len(totals) - len(shown),
    )
