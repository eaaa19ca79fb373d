"""The seven steps as every page of a cycle shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.communities.rules import may
from sala.core.registries import StepGap, step_checks
from sala.core.thai import to_thai
from sala.core.thai.display import is_english
from sala.cycles.gates import StepFact, step_facts
from sala.cycles.models import Cycle
from sala.cycles.plan_parts import STEPS
from sala.cycles.rules import has_part_in

PAGES = {1: "topic", 2: "people", 3: "experts", 4: "plan"}
HALF, MOST = 0.45, 0.75
PLAN = 4  # participants and experts write it too
EVALUATED = (6, 7)  # steps whose pages open only for those who have a part in them


class StepRow(NamedTuple):
    number: int
    name: str
    url: str
    state: str  # done, now, gap, early, later
    word: str
    part: str  # how full the bay is: "", some, half, most
    gaps: list[StepGap]
    handbook_url: str

    @property
    def ordinal(self) -> str:
        """Steps are named in Thai digits always; in English in Arabic ones."""
        return str(self.number) if is_english() else to_thai(str(self.number))

    @property
    def is_done(self) -> bool:
        return self.state == "done"

    @property
    def missing(self) -> list[StepGap]:
        """Gaps somebody can mend now; the others wait for their day."""
        return [gap for gap in self.gaps if not gap.waits]

    @property
    def waiting(self) -> list[StepGap]:
        return [gap for gap in self.gaps if gap.waits]


def stepper(cycle: Cycle) -> list[StepRow]:
    """The seven rows of one cycle for `{% steps rows %}`."""
    return steppers([cycle])[cycle.pk]


def steppers(cycles: Sequence[Cycle]) -> dict[int, list[StepRow]]:
    """The rows of many cycles in as many queries as of one."""
    facts = step_facts(cycles)
    return {cycle.pk: _rows(cycle, facts[cycle.pk]) for cycle in cycles}


def for_reader(rows: Sequence[StepRow], person: Any, cycle: Cycle) -> list[StepRow]:
    """The rows with only those links that open for this person: what is missing is said to
    everyone who sees the cycle, and mended by those who have the right."""
    may_mend = bool(may(person, "edit_plan", cycle.community_id))
    has_part = bool(has_part_in(person, cycle))
    is_inside = may_mend or has_part or bool(may(person, "type_in_forms", cycle.community_id))
    home = reverse("cycles:cycle", args=[cycle.number])
    shown = []
    for row in rows:
        mends = may_mend or (has_part and row.number == PLAN)
        gaps = row.gaps if mends else [replace(gap, url="") for gap in row.gaps]
        url = row.url if is_inside or row.number not in EVALUATED else home
        shown.append(row._replace(gaps=gaps, url=url))
    return shown


def current_step(rows: Sequence[StepRow]) -> StepRow | None:
    """The first step that is not done; None when all seven are."""
    return next((row for row in rows if not row.is_done), None)


def _rows(cycle: Cycle, facts: Sequence[StepFact]) -> list[StepRow]:
    current = next((fact.step for fact in facts if not _is_done(fact)), 0)
    return [_row(cycle, fact, is_current=fact.step == current) for fact in facts]


def _is_done(fact: StepFact) -> bool:
    return not fact.gaps and fact.progress is not None


def _row(cycle: Cycle, fact: StepFact, *, is_current: bool) -> StepRow:
    state, word = _state(fact, is_current=is_current)
    return StepRow(
        fact.step,
        str(STEPS[fact.step - 1]),
        _url(cycle, fact),
        state,
        word,
        "" if state == "done" else _part(fact.progress),
        fact.gaps,
        reverse("cycles:handbook_chapter", args=[fact.step]),
    )


def _state(fact: StepFact, *, is_current: bool) -> tuple[str, str]:
    if _is_done(fact):
        return "done", _("เสร็จแล้ว")
    lacking = sum(1 for gap in fact.gaps if not gap.waits)
    if is_current and lacking:
        return "gap", _("ขาด %(count)s อย่าง") % {"count": lacking}
    if is_current:
        return "now", _("กำลังทำ")
    if fact.progress:
        return "early", _("เริ่มบางส่วน")
    return "later", _("ยังไม่เริ่ม")


def _part(progress: float | None) -> str:
    if not progress:
        return ""
    return "most" if progress >= MOST else "half" if progress >= HALF else "some"


def _url(cycle: Cycle, fact: StepFact) -> str:
    """The step's own page, in whichever app it is."""
    if fact.step in PAGES:
        return reverse(f"cycles:{PAGES[fact.step]}", args=[cycle.number])
    pages = (check.page for check in step_checks if check.step == fact.step and check.page)
    page = next(pages, None)
    return page(cycle) if page else reverse("cycles:cycle", args=[cycle.number])
