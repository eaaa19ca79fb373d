"""What people are told about sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sala.core.registries import NoticeKind, notice_kinds
from sala.core.thai.display import thai_datetime_range


def _when(data: dict[str, Any]) -> str:
    starts, ends = (datetime.fromisoformat(data[name]) for name in ("starts_at", "ends_at"))
    return thai_datetime_range(starts, ends)


def _where(data: dict[str, Any]) -> str:
    return " · ".join(part for part in (data.get("place"), data.get("link")) if part)


def _invitation(data: dict[str, Any]) -> str:
    return _("%(when)s\n%(where)s\nตอบได้ทันทีว่าไปหรือไม่ไป") % {
        "when": _when(data),
        "where": _where(data),
    }


notice_kinds.add(
    NoticeKind(
        name="meetings.invitation",
        label=lambda: _("มีวงเชิญฉัน"),
        subject=lambda data: _("ชวนเข้าวงครั้งที่ %(ordinal)s: %(title)s") % data,
        body=_invitation,
    ),
    NoticeKind(
        name="meetings.session_moved",
        label=lambda: _("วงของฉันเปลี่ยนวัน เวลา หรือสถานที่"),
        subject=lambda data: _("เปลี่ยนนัดวง: %(title)s") % data,
        body=lambda data: (
            _("นัดใหม่ %(when)s\n%(where)s") % {"when": _when(data), "where": _where(data)}
        ),
        is_same_day=True,
    ),
    NoticeKind(
        name="meetings.session_cancelled",
        label=lambda: _("วงของฉันแจ้งงด"),
        subject=lambda data: _("งดวง: %(title)s") % data,
        body=lambda data: (
            _("วงวันที่ %(when)s แจ้งงด\nเหตุผล: %(reason)s")
            % {"when": _when(data), "reason": data.get("reason", "")}
        ),
        is_same_day=True,
    ),
    NoticeKind(
        name="meetings.reminder",
        label=lambda: _("วงของฉันใกล้ถึงวัน"),
        subject=lambda data: _("พรุ่งนี้มีวง: %(title)s") % data,
        body=lambda data: f"{_when(data)}\n{_where(data)}",
    ),
    NoticeKind(
        name="meetings.record_sent",
        label=lambda: _("มีบันทึกวงรอรับรอง"),
        subject=lambda data: _("บันทึกวงครั้งที่ %(ordinal)s ส่งแล้ว: %(title)s") % data,
        body=lambda data: _("อ่านแล้วกดรับรอง เพื่อให้บันทึกนี้นับเป็นหลักฐานของรอบ"),
    ),
    NoticeKind(
        name="meetings.commitment_asked",
        label=lambda: _("หลังวง ชวนบอกว่าจะนำไปใช้อย่างไร"),
        subject=lambda data: _("จะนำสิ่งที่ได้จากวง “%(title)s” ไปใช้กับงานใด") % data,
        body=lambda data: _("ตอบหนึ่งประโยคก็พอ"),
    ),
)
