"""What people are told about books."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.core.registries import NoticeKind, notice_kinds


def _answer(data: dict[str, Any]) -> str:
    if data.get("agrees"):
        return _("%(by)s ยินยอมให้นำ “%(title)s” รวมเล่มแล้ว") % data
    return _("%(by)s ขอไม่ให้นำ “%(title)s” รวมเล่ม") % data


notice_kinds.add(
    NoticeKind(
        name="publishing.consent_asked",
        label=lambda: _("มีคนขอนำเรื่องของฉันไปรวมเล่ม"),
        subject=lambda data: _("ขอนำ “%(title)s” ไปรวมเล่ม “%(book)s”") % data,
        body=lambda data: (
            _("%(by)s ขอนำทั้งเรื่องไปพิมพ์โดยไม่แก้ พร้อมชื่อและสัญญาอนุญาตของคุณ ตอบได้ที่ลิงก์นี้") % data
        ),
    ),
    NoticeKind(
        name="publishing.consent_answered",
        label=lambda: _("ผู้เขียนตอบเรื่องรวมเล่มแล้ว"),
        subject=_answer,
        body=lambda data: "",
    ),
)
