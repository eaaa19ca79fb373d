"""Parts 4 and 5 of the evidence file: counts and figures. Nobody's answers are in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import EvidencePart, evidence_parts
from sala.evaluation.models import GroupImprovement, LearningEvaluation, Method
from sala.evaluation.queries.completeness import completeness_of, excuses_that_count
from sala.evaluation.queries.results import test_results, use_result
from sala.evaluation.statistics import Figure, share

Table = tuple[str, Sequence[str], Sequence[Sequence[Any]]]


def learning(cycle: Any) -> Table:
    """How many are evaluated, by which method, how many are excused."""
    found = completeness_of(cycle)
    total = len(found.rows)
    methods = list(
        LearningEvaluation.objects.filter(
            enrolment__in=[row.enrolment.pk for row in found.rows]
        ).values_list("method", flat=True)
    )
    excused = sum(not row.is_evaluated and row.learning_done for row in found.rows)
    rows = [[_("ผู้เข้าร่วม"), total, ""]]
    rows += [_counted(str(Method(one).label), methods.count(one), total) for one in Method.values]
    rows.append(_counted(_("ยกเว้นพร้อมเหตุผล"), excused, total))
    rows.append(_counted(_("ครบ"), sum(row.learning_done for row in found.rows), total))
    return _("การประเมินผลการเรียนรู้"), [_("รายการ"), _("คน"), _("ร้อยละ")], rows


def _counted(label: str, count: int, total: int) -> list[Any]:
    return [label, count, share(label, count, total).shown]


def figures(cycle: Any) -> Table:
    """Paired statistics of each test; none of a group too small."""
    rows: list[list[Any]] = []
    for result in test_results(cycle):
        rows += [[result.instrument.title, *_line(one)] for one in _figures_of(result)]
    heads = [_("แบบทดสอบ"), _("ค่า"), _("ผล"), "n", _("สูตร")]
    return _("ผลแบบทดสอบก่อนและหลัง"), heads, rows


def _figures_of(result: Any) -> Iterable[Figure]:
    return result.paired.figures if result.paired else ()


def _line(figure: Figure) -> list[Any]:
    return [figure.name, f"{figure.shown} {figure.unit}".strip(), figure.n, figure.formula]


def improvements(cycle: Any) -> Table:
    rows = GroupImprovement.objects.filter(cycle=cycle).order_by("at")
    words = [[number, row.text] for number, row in enumerate(rows, start=1)]
    return _("เรื่องที่จะปรับปรุงจากผลประเมิน"), [_("ที่"), _("เรื่อง")], words


def use(cycle: Any) -> Table:
    found, result = completeness_of(cycle), use_result(cycle)
    total = len(found.rows)
    excused = sum(not row.is_used_known and row.use_done for row in found.rows)
    rows: list[list[Any]] = [
        [_("ผู้เข้าร่วม"), total, ""],
        _counted(_("ได้รับแบบติดตาม"), result.asked, total),
        _counted(_("ตอบแล้ว"), result.answered, total),
        _counted(_("ยกเว้นพร้อมเหตุผล"), excused, total),
        _counted(_("ครบ"), sum(row.use_done for row in found.rows), total),
    ]
    if result.used:
        rows.append([result.used.name, "", result.used.shown])
    rows += [[f"{_('ติดขัด')}: {label}", count, ""] for label, count in result.obstacles]
    return _("การติดตามการนำไปใช้ประโยชน์"), [_("รายการ"), _("คน"), _("ร้อยละ")], rows


def measures(cycle: Any) -> Table:
    rows = [
        [total.unit, total.n, total.before.shown, total.after.shown, total.change.shown]
        for total in use_result(cycle).totals
    ]
    heads = [_("หน่วย"), "n", _("ก่อน"), _("หลัง"), _("เปลี่ยนร้อยละ")]
    return _("ผลที่วัดก่อนและหลัง รวมเฉพาะหน่วยเดียวกัน"), heads, rows


def excuses(cycle: Any) -> Table:
    """How many for which reason: the sentence may tell of an illness and is not in it."""
    counts = Counter(
        (one.get_what_display(), one.get_kind_display())
        for one in excuses_that_count(completeness_of(cycle))
    )
    rows = [[what, kind, count] for (what, kind), count in sorted(counts.items())]
    return _("ผู้ที่ได้รับการยกเว้น"), [_("เรื่อง"), _("เหตุ"), _("คน")], rows


def _at(page: str) -> Callable[[Any], str]:
    return lambda cycle: reverse(f"evaluation:{page}", args=[cycle.number])


evidence_parts.add(
    EvidencePart("evaluation.learning", 4, 10, learning, _at("learning")),
    EvidencePart("evaluation.figures", 4, 20, figures, _at("results")),
    EvidencePart("evaluation.improvements", 4, 30, improvements, _at("results")),
    EvidencePart("evaluation.use", 5, 10, use, _at("use")),
    EvidencePart("evaluation.measures", 5, 20, measures, _at("results")),
    EvidencePart("evaluation.excuses", 5, 30, excuses, _at("results")),
)
