"""The evidence files of an agency, for the offices that read them."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from sala.core.thai import thai_date
from sala.cycles.models import Cycle


class FileRow(NamedTuple):
    """Named by community and year: what a cycle is about is read inside, and the look is kept."""

    cycle: Cycle
    title: str
    state: str
    word: str


def agency_files(agency_id: int) -> list[FileRow]:
    """Finished cycles first, the newest year first; one query."""
    found = Cycle.objects.filter(agency=agency_id).select_related("community")
    ordered = found.order_by("-fiscal_year", "community__name", "pk")
    return sorted(map(_row, ordered), key=lambda row: not row.cycle.is_closed)


def _row(cycle: Cycle) -> FileRow:
    title = _("%(name)s ปีงบประมาณ %(year)s") % {
        "name": cycle.community.name,
        "year": cycle.fiscal_year,
    }
    if cycle.closed_at is None:
        return FileRow(cycle, title, "now", _("กำลังเดิน"))
    return FileRow(
        cycle, title, "done", _("ปิดรอบแล้ว %(day)s") % {"day": thai_date(cycle.closed_at, "plain")}
    )
