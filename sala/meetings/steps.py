"""What step 5 of the seven still lacks."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.registries import StepCheck, StepGap, step_checks
from sala.core.thai.display import thai_date
from sala.cycles.models import Cycle
from sala.meetings.models import Session

Found = dict[int, list[Session]]


def _sessions(cycles: Sequence[Cycle]) -> dict[int, list[Session]]:
    rows = Session.objects.live().filter(cycle__in=list(cycles)).select_related("record")
    found: dict[int, list[Session]] = {cycle.pk: [] for cycle in cycles}
    for session in rows.order_by("starts_at"):
        if session.cycle_id is not None:
            found[session.cycle_id].append(session)
    return found


def gaps(cycles: Sequence[Cycle], found: Found | None = None) -> dict[int, list[StepGap]]:
    """One line for each session that stands in the way; one line when none was held."""
    by_cycle = _sessions(cycles) if found is None else found
    result = {}
    for cycle in cycles:
        rows = by_cycle[cycle.pk]
        lines = [gap for session in rows if (gap := _gap(session))]
        if not any(session.is_held for session in rows) and not lines:
            lines = [
                StepGap(
                    _("ยังไม่ได้นัดวงแลกเปลี่ยน"),
                    reverse("meetings:new_in_cycle", args=[cycle.number]),
                    _("นัดวงแรก ระบบเตรียมขั้นตอนหกสิบนาทีไว้ให้แล้ว"),
                )
            ]
        result[cycle.pk] = lines
    return result


def _gap(session: Session) -> StepGap | None:
    record = getattr(session, "record", None)
    day = thai_date(session.starts_at)
    name = _("วงครั้งที่ %(ordinal)d") % {"ordinal": session.ordinal}
    if session.is_held and record is not None and record.sent_at is not None:
        return None
    if session.starts_at > now():
        label = _("%(name)s ยังไม่ถึงวันจัด") % {"name": name}
        url = reverse("meetings:session", args=[session.number])
        return StepGap(label, url, day, waits=True)
    label = _("%(name)s ยังไม่มีบันทึก") % {"name": name}
    return StepGap(label, reverse("meetings:writing", args=[session.number]), day)


def progress(cycles: Sequence[Cycle], found: Found | None = None) -> dict[int, float | None]:
    """Held sessions over planned ones, 0–1; None before the first is planned."""
    by_cycle = _sessions(cycles) if found is None else found
    result: dict[int, float | None] = {}
    for cycle in cycles:
        rows = by_cycle[cycle.pk]
        planned = max(cycle.planned_sessions, len(rows))
        held = sum(1 for session in rows if session.is_held)
        result[cycle.pk] = held / planned if rows and planned else None
    return result


def sessions_of_cycle(cycle: Cycle) -> str:
    """Where the sessions of a cycle stand."""
    return reverse("cycles:cycle", args=[cycle.number]) + "#sessions"


step_checks.add(StepCheck("meetings", 5, 50, gaps, progress, sessions_of_cycle, _sessions))
