"""Approved records as roots of knowledge: what was learned becomes a draft to review (R066)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from sala.core.lineage import LineageNode, LineageSource, Seed, lineage_sources
from sala.core.permissions import denied, require
from sala.core.rich import from_plain
from sala.core.thai import thai_date
from sala.meetings.models import Attendance, Record, Session
from sala.people.keys import keys_of


def nodes(ids: Sequence[int], keys: set[str]) -> dict[int, LineageNode]:
    rows = Record.objects.filter(pk__in=ids, session__in=Session.objects.visible_to(keys))
    return {
        row.pk: LineageNode(
            f"{row.session.title} ({thai_date(row.session.starts_at)})",
            f"{row.session.get_absolute_url()}record/",
        )
        for row in rows.select_related("session")
    }


def seed(person: Any, object_id: int) -> Seed | None:
    """What was learned, under its headings; the recorder and who spoke are credited."""
    rows = Record.objects.filter(
        pk=object_id, session__in=Session.objects.visible_to(keys_of(person))
    )
    record = rows.select_related("session__community", "session__cycle").first()
    if record is None:
        return None
    if not record.is_approved:
        require(denied("state.not_approved", _("ทำเป็นความรู้ได้เมื่อบันทึกวงได้รับการรับรองแล้ว")))
    session = record.session
    spoke = Attendance.objects.filter(session=session, has_spoken=True).order_by("pk")
    people = [record.written_by_id, *spoke.values_list("person_id", flat=True)]
    return Seed(
        "record",
        session.title,
        _html(record),
        community=session.community,
        contributor_ids=tuple(dict.fromkeys(people)),
        about=("cycles.cycle", session.cycle_id) if session.cycle_id else None,
        type="lesson",
    )


def _html(record: Record) -> str:
    """With what was added after approval, after the words it adds to."""
    texts = {name: getattr(record, name) for name in ("learned", "tips", "use", "problems")}
    for amendment in record.amendments.order_by("pk"):
        if amendment.field in texts:
            told = texts[amendment.field]
            texts[amendment.field] = f"{told}\n\n{amendment.after}" if told else amendment.after
    headings = {
        "learned": _("สิ่งที่ได้เรียนรู้"),
        "tips": _("เคล็ดลับ"),
        "use": _("การนำไปใช้"),
        "problems": _("ปัญหาที่พบ"),
    }
    return "".join(
        f"<h2>{escape(headings[name])}</h2>{from_plain(text)}"
        for name, text in texts.items()
        if text.strip()
    )


lineage_sources.add(LineageSource("meetings.record", nodes, seed))
