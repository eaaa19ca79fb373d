"""What steps 6 and 7 still lack: the people, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sala.core.registries import StepCheck, StepGap, step_checks
from sala.cycles.models import Cycle, Enrolment
from sala.evaluation.queries.completeness import Completeness, PersonRow, completeness

Gaps = dict[int, list[StepGap]]
Found = dict[int, Completeness]


def learning_gaps(cycles: Sequence[Cycle], found: Found | None = None) -> Gaps:
    """Participants not evaluated, leavers without a reason, no improvement drawn yet."""
    return _gaps(cycles, found, _learning)


def use_gaps(cycles: Sequence[Cycle], found: Found | None = None) -> Gaps:
    """Participants whose follow-up is not sent or not answered."""
    return _gaps(cycles, found, _use)


def _gaps(
    cycles: Sequence[Cycle],
    found: Found | None,
    gaps_of: Callable[[Cycle, Completeness], list[StepGap]],
) -> Gaps:
    found = completeness(cycles) if found is None else found
    return {cycle.pk: gaps_of(cycle, found[cycle.pk]) for cycle in cycles}


def _learning(cycle: Cycle, found: Completeness) -> list[StepGap]:
    url = reverse("evaluation:learning", args=[cycle.number])
    gaps = []
    if not found.rows:
        gaps.append(StepGap(_("ยังไม่มีผู้เข้าร่วมให้ประเมิน"), url))
    if lacking := found.lacking_learning():
        words = ngettext(
            "%(count)d คนยังไม่ได้รับการประเมินผลการเรียนรู้",
            "%(count)d คนยังไม่ได้รับการประเมินผลการเรียนรู้",
            len(lacking),
        )
        gaps.append(StepGap(words % {"count": len(lacking)}, url, _names_of(lacking)))
    if found.unexplained:
        words = _("มีผู้ถอนตัวที่ยังไม่ได้บันทึกเหตุผล")
        gaps.append(StepGap(words, url, _names(found.unexplained)))
    if not found.improvement_count:
        url = reverse("evaluation:results", args=[cycle.number])
        gaps.append(StepGap(_("ยังไม่ได้เขียนว่ารอบหน้าจะปรับปรุงอะไร"), url))
    return gaps


def _use(cycle: Cycle, found: Completeness) -> list[StepGap]:
    url = reverse("evaluation:use", args=[cycle.number])
    lacking = found.lacking_use()
    asked = [row for row in lacking if row.is_waiting]
    unasked = [row for row in lacking if not row.is_waiting]
    gaps = []
    if not found.rows:
        gaps.append(StepGap(_("ยังไม่มีผู้เข้าร่วมให้ติดตาม"), url))
    if unasked:
        words = _("%(count)d คนยังไม่ได้รับแบบติดตามการนำไปใช้") % {"count": len(unasked)}
        gaps.append(StepGap(words, url, _names_of(unasked)))
    if asked:
        words = _("%(count)d คนยังไม่ได้ตอบแบบติดตามการนำไปใช้") % {"count": len(asked)}
        gaps.append(StepGap(words, url, _names_of(asked)))
    return gaps


def _names_of(rows: Iterable[PersonRow]) -> str:
    return _names(row.enrolment for row in rows)


def _names(enrolments: Iterable[Enrolment]) -> str:
    return ", ".join(str(enrolment.person) for enrolment in enrolments)


def learning_progress(
    cycles: Sequence[Cycle], found: Found | None = None
) -> dict[int, float | None]:
    found = completeness(cycles) if found is None else found
    return {pk: _share([row.learning_done for row in found[pk].rows]) for pk in found}


def use_progress(cycles: Sequence[Cycle], found: Found | None = None) -> dict[int, float | None]:
    found = completeness(cycles) if found is None else found
    return {pk: _share([row.use_done for row in found[pk].rows]) for pk in found}


def _share(done: Sequence[Any]) -> float | None:
    """None while nobody is done: the step has not begun."""
    return sum(map(bool, done)) / len(done) if any(done) else None


def _page(name: str) -> Callable[[Cycle], str]:
    return lambda cycle: reverse(f"evaluation:{name}", args=[cycle.number])


step_checks.add(
    StepCheck(
        "evaluation.learning",
        6,
        10,
        learning_gaps,
        learning_progress,
        _page("learning"),
        completeness,
    ),
    StepCheck("evaluation.use", 7, 10, use_gaps, use_progress, _page("use"), completeness),
)
