"""Part 3 of the evidence file: sessions planned and held, attendance and records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from sala.core.registries import EvidencePart, evidence_parts
from sala.core.thai.display import thai_date
from sala.meetings.queries import sessions_of

Table = tuple[str, Sequence[str], Sequence[Sequence[Any]]]


def sessions(cycle: Any) -> Table:
    headers = [_("ครั้งที่"), _("เรื่อง"), _("วันที่"), _("นาที"), _("สถานะ"), _("มากี่คน"), _("บันทึก")]
    rows = []
    for session in sessions_of(cycle):
        record = getattr(session, "record", None)
        rows.append(
            [
                session.ordinal,
                session.title,
                thai_date(session.starts_at),
                session.minutes,
                _state(session),
                session.heads,  # type: ignore[attr-defined]
                _("ส่งแล้ว") if record and record.sent_at else _("ยังไม่มี"),
            ]
        )
    return _("วงแลกเปลี่ยนตามแผนและที่จัดจริง"), headers, rows


def _state(session: Any) -> str:
    if session.cancelled_at:
        return _("งด")
    return _("จัดแล้ว") if session.is_held else _("ยังไม่จัด")


evidence_parts.add(EvidencePart("meetings.sessions", 3, 30, sessions))
