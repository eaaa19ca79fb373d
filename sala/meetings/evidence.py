"""Part 3 of the evidence file: sessions planned and held, attendance and records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import EvidencePart, Linked, evidence_parts
from sala.core.thai.display import thai_date
from sala.meetings.models import Attendance, Session
from sala.meetings.queries import sessions_of

Table = tuple[str, Sequence[str], Sequence[Sequence[Any]]]


def sessions(cycle: Any) -> Table:
    headers = [_("ครั้งที่"), _("เรื่อง"), _("วันที่"), _("นาที"), _("สถานะ"), _("มากี่คน"), _("บันทึกวง")]
    rows = []
    for session in sessions_of(cycle):
        record = getattr(session, "record", None)
        rows.append(
            [
                session.ordinal,
                Linked(session.title, session.get_absolute_url()),
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


def attendance(cycle: Any) -> Table:
    """Who was there, and in which sessions: names beside dates, never beside an answer."""
    ordinals: dict[int, list[int]] = {}
    people: dict[int, Attendance] = {}
    rows = Attendance.objects.filter(session__in=_held(cycle)).select_related("person", "session")
    for row in rows.order_by("person__sort_key", "person_id", "session__starts_at"):
        people[row.person_id] = row
        ordinals.setdefault(row.person_id, []).append(row.session.ordinal)
    body = [
        [
            n,
            row.person.official_name,
            row.unit_name,
            ", ".join(map(str, ordinals[pk])),
            len(ordinals[pk]),
        ]
        for n, (pk, row) in enumerate(people.items(), start=1)
    ]
    headers = [_("ที่"), _("ชื่อ – สกุล"), _("หน่วยงาน"), _("มาครั้งที่"), _("รวมครั้ง")]
    return _("ผู้ที่มาในแต่ละครั้ง"), headers, body


def _held(cycle: Any) -> Any:
    return Session.objects.held().filter(cycle=cycle)


def _page(cycle: Any) -> str:
    return reverse("cycles:cycle", args=[cycle.number])


evidence_parts.add(
    EvidencePart("meetings.sessions", 3, 40, sessions, _page),
    EvidencePart("meetings.attendance", 3, 50, attendance, _page, names_people=True),
)
