"""Every cycle of an agency × seven steps: counts for an office, never what people wrote."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from sala.communities.models import RoleHolding
from sala.communities.roles import Role
from sala.core.thai import thai_date, today
from sala.core.thai.display import shown_year
from sala.cycles.models import Cycle
from sala.cycles.queries.stepping import StepRow, steppers
from sala.cycles.schedule import due_days
from sala.people.keys import keys_of
from sala.people.models import Person


class Late(NamedTuple):
    step: StepRow
    since: date


class OverviewRow(NamedTuple):
    """`title` is the community's name and year unless the viewer may see the cycle itself."""

    cycle: Cycle
    title: str
    is_seen: bool
    steps: list[StepRow]
    late: Late | None
    facilitators: list[str]


def overview(agency_id: int, viewer: Person, *, fiscal_year: int = 0) -> list[OverviewRow]:
    """Late ones first, then open ones, then closed ones."""
    cycles = Cycle.objects.filter(agency=agency_id).select_related("community")
    if fiscal_year:
        cycles = cycles.filter(fiscal_year=fiscal_year)
    found = list(cycles.order_by("community__name", "pk"))
    steps = steppers(found)
    names = _facilitators({cycle.community_id for cycle in found})
    keys = keys_of(viewer)
    rows = [_row(cycle, steps[cycle.pk], names, keys) for cycle in found]
    return sorted(rows, key=_urgency)


def _row(
    cycle: Cycle, steps: list[StepRow], names: dict[int, list[str]], keys: set[str]
) -> OverviewRow:
    is_seen = cycle.audience in keys or cycle.key in keys
    place = _("%(name)s ปีงบประมาณ %(year)s") % {
        "name": cycle.community.name,
        "year": shown_year(cycle.fiscal_year),
    }
    title = f"{cycle.title} · {place}" if is_seen else place
    return OverviewRow(
        cycle, title, is_seen, steps, late_step(cycle, steps), names.get(cycle.community_id, [])
    )


def late_step(cycle: Cycle, steps: list[StepRow]) -> Late | None:
    """The unfinished step whose day passed first; nothing for a closed cycle."""
    if cycle.is_closed:
        return None
    due = due_days(cycle.starts_on, cycle.ends_on, cycle.follow_up_days)
    passed = [
        Late(row, due[row.number])
        for row in steps
        if not row.is_done and row.number in due and due[row.number] < today()
    ]
    return min(passed, key=lambda late: (late.since, late.step.number), default=None)


def _facilitators(communities: set[int]) -> dict[int, list[str]]:
    held = RoleHolding.objects.filter(
        community__in=communities,
        role=Role.FACILITATOR,
        accepted_at__isnull=False,
        ended_at__isnull=True,
    ).select_related("person")
    names: dict[int, list[str]] = {}
    for holding in held.order_by("person__sort_key", "person_id"):
        names.setdefault(holding.community_id, []).append(holding.person.full_name)
    return names


def _urgency(row: OverviewRow) -> tuple[bool, bool, date]:
    return (row.cycle.is_closed, row.late is None, row.late.since if row.late else date.max)


def years_of(agency_id: int) -> list[int]:
    years = Cycle.objects.filter(agency=agency_id).values_list("fiscal_year", flat=True)
    return sorted(set(years), reverse=True)


def overview_table(rows: list[OverviewRow]) -> tuple[list[str], list[list[str]]]:
    """The same as a sheet: one line a cycle."""
    steps = [row.name for row in rows[0].steps] if rows else []
    headers = [_("รอบ"), _("สถานะ"), *steps, _("ขั้นที่เลยกำหนด"), _("เลยมาตั้งแต่"), _("ผู้ดูแล")]
    lines = [
        [
            row.title,
            _("ปิดรอบแล้ว") if row.cycle.is_closed else _("กำลังเดิน"),
            *(step.word for step in row.steps),
            row.late.step.name if row.late else "",
            thai_date(row.late.since, "plain") if row.late else "",
            ", ".join(row.facilitators),
        ]
        for row in rows
    ]
    return headers, lines
