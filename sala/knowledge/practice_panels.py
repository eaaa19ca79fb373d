"""Learning by doing (R069): what a member tried, and where a session's practice is told of."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.timezone import now

from sala.core.registries import Panel, panels
from sala.knowledge.kinds import RESULT_MARKS, Result
from sala.knowledge.models import Asset, TryOut
from sala.knowledge.rules.loop import is_known
from sala.people.keys import keys_of

SHOWN = 5


class Tried(NamedTuple):
    row: TryOut
    mark: str


def person_panel(viewer: Any, person: Any) -> dict[str, Any] | None:
    """The log of a person's try-outs: what, where, what came of it, as far as the viewer reads."""
    visible = Asset.objects.visible_to(keys_of(viewer)).published()
    rows = TryOut.objects.filter(person=person, asset__in=visible).select_related("asset")
    found = list(rows)
    if not found:
        return None
    shown = [Tried(row, RESULT_MARKS[Result(row.result)]) for row in found[:SHOWN]]
    return {"rows": shown, "total": len(found)}


def session_panel(person: Any, session: Any) -> dict[str, Any] | None:
    """After a session that let people practise: the knowledge of its cycle, to try at work."""
    has_practice = any(step.kind == "practice" for step in session.steps.all())
    if not has_practice or session.starts_at > now() or not is_known(person):
        return None
    made_here = Q(origins__label="meetings.record", origins__object_id__in=_record_of(session))
    if session.cycle_id:
        made_here |= Q(about_label="cycles.cycle", about_id=session.cycle_id)
    rows = Asset.objects.visible_to(keys_of(person)).published().filter(made_here)
    found = list(rows.distinct().order_by("-published_at", "-pk")[:SHOWN])
    return {"rows": found} if found else None


def _record_of(session: Any) -> list[int]:
    record = getattr(session, "record", None)
    return [record.pk] if record is not None else []


panels.add(
    Panel("knowledge.tried", "person", "main", 21, "knowledge/panel_tried.html", person_panel),
    Panel(
        "knowledge.practice", "session", "main", 20, "knowledge/panel_practice.html", session_panel
    ),
)
