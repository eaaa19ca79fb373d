"""What a step lacks, asked of every app that knows about it (R009)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, Protocol

from django.utils.translation import gettext as _

from sala.core.permissions import ALLOWED, Decision, Missing, denied
from sala.core.registries import StepGap, step_checks
from sala.cycles.models import Area, Cycle, Strategy
from sala.cycles.plan_parts import STEPS


class StepFact(NamedTuple):
    """One step of one cycle: what is missing and how far it is (None: not begun)."""

    step: int
    gaps: list[StepGap]
    progress: float | None


class TopicLike(Protocol):
    @property
    def benefit(self) -> str: ...
    @property
    def areas(self) -> Collection[Area]: ...
    @property
    def strategies(self) -> Collection[Strategy]: ...


def step_facts(cycles: Sequence[Cycle]) -> dict[int, list[StepFact]]:
    """The seven steps of each cycle; the number of queries does not grow with the cycles."""
    gaps: dict[int, dict[int, list[StepGap]]] = {cycle.pk: {} for cycle in cycles}
    progress: dict[int, dict[int, list[float | None]]] = {cycle.pk: {} for cycle in cycles}
    readings: dict[Any, Any] = {}
    for check in step_checks:
        if check.read not in readings:
            readings[check.read] = check.read(cycles)
        found = readings[check.read]
        lacking, far = check.gaps(cycles, found), check.progress(cycles, found)
        for cycle in cycles:
            gaps[cycle.pk].setdefault(check.step, []).extend(lacking.get(cycle.pk, []))
            progress[cycle.pk].setdefault(check.step, []).append(far.get(cycle.pk))
    steps = range(1, len(STEPS) + 1)
    return {
        cycle.pk: [
            StepFact(n, gaps[cycle.pk].get(n, []), _mean(progress[cycle.pk].get(n, [])))
            for n in steps
        ]
        for cycle in cycles
    }


def _mean(values: Sequence[float | None]) -> float | None:
    if all(value is None for value in values):
        return None
    return sum(value or 0 for value in values) / len(values)


def gate(cycle: Cycle) -> Decision:
    """May the cycle close? Any gap of any step refuses, naming each."""
    lacking = [(fact.step, gap) for fact in step_facts([cycle])[cycle.pk] for gap in fact.gaps]
    if not lacking:
        return ALLOWED
    missing = tuple(Missing(gap.label, gap.url, gap.detail) for _step, gap in lacking)
    names = ", ".join(dict.fromkeys(str(STEPS[step - 1]) for step, _gap in lacking))
    reason = _("ยังปิดรอบไม่ได้ ขาดอีก %(count)s เรื่อง ในขั้น %(steps)s") % {
        "count": len(missing),
        "steps": names,
    }
    return denied("state.gaps", reason, missing)


def topic_is_whole(topic: TopicLike, agency_id: int) -> Decision:
    """I04: a benefit, at least one strategy and one area, all of the cycle's own agency."""
    missing = []
    if not topic.benefit.strip():
        missing.append(Missing(_("ประโยชน์ต่อคุณภาพงาน")))
    if not topic.strategies:
        missing.append(Missing(_("ยุทธศาสตร์ที่สอดคล้อง อย่างน้อย 1 ข้อ")))
    if not topic.areas:
        missing.append(Missing(_("ด้านที่พัฒนา อย่างน้อย 1 ด้านจาก 10 ด้าน")))
    chosen: list[Area | Strategy] = [*topic.areas, *topic.strategies]
    foreign = [row for row in chosen if row.agency_id != agency_id]
    if foreign:
        return denied("value.other_agency", _("ด้านหรือยุทธศาสตร์นี้เป็นของหน่วยงานอื่น"))
    if not missing:
        return ALLOWED
    names = ", ".join(row.label for row in missing)
    reason = _("หัวข้อยังไม่ครบ ขาด %(names)s") % {"names": names}
    return denied("value.topic", reason, tuple(missing))
