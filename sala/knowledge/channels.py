"""What people are told about knowledge."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.core.registries import NoticeKind, notice_kinds
from sala.knowledge.kinds import Ask, AssetType, Result
from sala.knowledge.telling import SHARED


def _tried(data: dict[str, Any]) -> str:
    words = {"result": str(Result(data["result"]).label), "place": data.get("place", "")}
    return _("%(place)s %(result)s\nอ่านแล้วใช้แก้ฉบับต่อไปได้เลย") % words


def _shared(data: dict[str, Any]) -> str:
    words = {"type": AssetType(data["type"]).label, "code": data["code"]}
    line = _("%(type)s %(code)s อ่านแล้วลองใช้ได้เลย") % words
    return "\n".join(filter(None, [str(data["summary"]), line]))


notice_kinds.add(
    NoticeKind(
        name=SHARED,
        label=lambda: _("มีความรู้ใหม่ในกลุ่มของฉัน"),
        subject=lambda data: _("ความรู้ใหม่ในกลุ่ม: %(title)s") % data,
        body=_shared,
    ),
    NoticeKind(
        name="knowledge.nominated",
        label=lambda: _("มีความรู้รอฉันทบทวน"),
        subject=lambda data: _("ขอให้ช่วยอ่าน: %(title)s") % data,
        body=lambda data: _("อ่านแล้วบอกว่าเผยแพร่ได้หรือควรแก้ตรงไหน ใช้เวลาไม่กี่นาที"),
    ),
    NoticeKind(
        name="knowledge.returned",
        label=lambda: _("เรื่องที่ฉันเสนอถูกส่งกลับ"),
        subject=lambda data: _("ส่งกลับให้แก้: %(title)s") % data,
        body=lambda data: data.get("words", ""),
    ),
    NoticeKind(
        name="knowledge.published",
        label=lambda: _("เรื่องที่ฉันร่วมเขียนเผยแพร่แล้ว"),
        subject=lambda data: _("เผยแพร่แล้ว: %(code)s %(title)s") % data,
        body=lambda data: _("ฉบับที่ %(number)s มีผู้ทบทวนเห็นชอบแล้ว") % data,
    ),
    NoticeKind(
        name="knowledge.tried",
        label=lambda: _("มีคนลองใช้เรื่องของฉัน"),
        subject=lambda data: _("มีคนเล่าผลที่ลองใช้: %(title)s") % data,
        body=_tried,
    ),
    NoticeKind(
        name="knowledge.adopted",
        label=lambda: _("มีกลุ่มรับเรื่องของฉันไปใช้"),
        subject=lambda data: _("%(community)s รับไปใช้: %(title)s") % data,
        body=lambda data: _("ที่มายังแสดงอยู่ทั้งสองที่"),
    ),
    NoticeKind(
        name="knowledge.flagged",
        label=lambda: _("มีผู้อ่านขอให้ปรับปรุงเรื่องของฉัน"),
        subject=lambda data: _("ควรปรับปรุง: %(title)s") % data,
        body=lambda data: data.get("why", ""),
    ),
    NoticeKind(
        name="knowledge.review_asked",
        label=lambda: _("ถามว่าเรื่องของฉันยังใช้ได้ไหม"),
        subject=lambda data: _("ยังใช้ได้อยู่ไหม: %(title)s") % data,
        body=lambda data: _("ที่ถามตอนนี้เพราะ%(reason)s") % {"reason": Ask(data["reason"]).label},
    ),
)

notice_kinds.add(
    NoticeKind(
        name="knowledge.message",
        label=lambda: _("มีคนส่งข้อความถึงฉัน"),
        subject=lambda data: _("%(by)s ส่งข้อความถึงคุณ") % data,
        body=lambda data: str(data["text"]),
    ),
    NoticeKind(
        name="knowledge.co_owner",
        label=lambda: _("มีคนชวนฉันเขียนบันทึกร่วม"),
        subject=lambda data: _("%(by)s เพิ่มคุณเป็นผู้เขียนร่วมของ “%(title)s”") % data,
        body=lambda data: _("เปิดอ่าน แก้ และเขียนต่อได้เลย") % data,
    ),
    NoticeKind(
        name="knowledge.handed_over",
        label=lambda: _("มีบันทึกส่งต่อมาให้ฉันดูแล"),
        subject=lambda data: _("%(by)s ส่งต่อบันทึก “%(title)s” ให้คุณดูแล") % data,
        body=lambda data: _("ชื่อผู้เขียนเดิมยังอยู่ คุณแก้และตอบความเห็นต่อได้") % data,
    ),
)
