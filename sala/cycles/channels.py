"""What people hear about cycles. Texts are made in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.core.registries import NoticeKind, notice_kinds
from sala.core.terms import words

Data = dict[str, Any]


def _filled(text: str, data: Data) -> str:
    return text % (data | words())


def _invited(data: Data) -> str:
    text = _(
        "%(by)s ชวนคุณเข้าร่วม “%(title)s”\n%(question)s\n\n"
        "ตอบสามข้อสั้น ๆ ได้จากลิงก์ข้างล่างโดยไม่ต้องเข้าสู่ระบบ ใช้เวลาราว 1 นาที"
    )
    return _filled(text, data)


def _expert_named(data: Data) -> str:
    text = _(
        "%(by)s อยากชวนคุณเป็นผู้เชี่ยวชาญในรอบ “%(title)s”\n"
        "รับสองบทบาท คือเล่าให้กลุ่มฟัง และเรียนรู้จากคนอื่นในกลุ่ม ตอบรับหรือไม่ก็ได้"
    )
    return _filled(text, data)


def _withdrawn(data: Data) -> str:
    return _filled(_("%(person)s ถอนตัวจาก “%(title)s” เหตุผล: %(reason)s"), data)


notice_kinds.add(
    NoticeKind(
        "cycles.invited",
        lambda: _("มีคนชวนเข้าร่วมรอบการเรียนรู้"),
        lambda data: _filled(_("ชวนเข้าร่วม “%(title)s”"), data),
        _invited,
    ),
    NoticeKind(
        "cycles.door",
        lambda: _("ลิงก์ตอบสามข้อที่ฉันขอ"),
        lambda data: _filled(_("ตอบสามข้อเพื่อขอเข้าร่วม “%(title)s”"), data),
        lambda data: _filled(
            _("มีผู้ขอลิงก์ด้วยอีเมลนี้เพื่อเข้าร่วม “%(title)s”\n%(question)s\n\nถ้าไม่ใช่คุณ ไม่ต้องทำอะไร"),
            data,
        ),
    ),
    NoticeKind(
        "cycles.waiting",
        lambda: _("มีคนขอเข้าร่วมรอบที่ฉันดูแล"),
        lambda data: _filled(_("%(person)s ขอเข้าร่วม “%(title)s”"), data),
        lambda data: _filled(_("%(person)s ตอบครบสามข้อและขอเข้าร่วม “%(title)s” รอคุณรับ"), data),
    ),
    NoticeKind(
        "cycles.accepted",
        lambda: _("ได้รับเข้าร่วมรอบการเรียนรู้"),
        lambda data: _filled(_("คุณเป็นผู้เข้าร่วม “%(title)s” แล้ว"), data),
        lambda data: _filled(_("คุณเป็นผู้เข้าร่วม “%(title)s” แล้ว เมื่อมีนัดครั้งใหม่จะแจ้งให้ทราบ"), data),
    ),
    NoticeKind(
        "cycles.withdrawn",
        lambda: _("มีผู้เข้าร่วมถอนตัวจากรอบที่ฉันดูแล"),
        lambda data: _filled(_("%(person)s ถอนตัวจาก “%(title)s”"), data),
        _withdrawn,
        is_mail_default=False,
    ),
    NoticeKind(
        "cycles.expert_named",
        lambda: _("มีคนชวนเป็นผู้เชี่ยวชาญ"),
        lambda data: _filled(_("ชวนเป็นผู้เชี่ยวชาญ “%(title)s”"), data),
        _expert_named,
    ),
    NoticeKind(
        "cycles.plan_saved",
        lambda: _("แผนของรอบที่ฉันอยู่มีฉบับใหม่"),
        lambda data: _filled(_("แผน “%(title)s” ฉบับที่ %(number)s รอความเห็นชอบ"), data),
        lambda data: _filled(
            _("%(by)s บันทึกแผน “%(title)s” ฉบับที่ %(number)s อ่านแล้วบอกได้ว่าเห็นชอบหรืออยากปรับตรงไหน"),
            data,
        ),
        is_mail_default=False,
    ),
    NoticeKind(
        "cycles.closed",
        lambda: _("รอบที่ฉันอยู่ปิดแล้ว"),
        lambda data: _filled(_("“%(title)s” ปิดรอบแล้ว"), data),
        lambda data: _filled(_("“%(title)s” ครบทั้งเจ็ดขั้นและปิดรอบแล้ว ขอบคุณที่ร่วมแลกเปลี่ยน"), data),
        is_mail_default=False,
    ),
    NoticeKind(
        "cycles.nudge",
        lambda: _("ทีมจัดการความรู้ถามถึงรอบที่ฉันดูแล"),
        lambda data: _filled(_("“%(title)s” เลยกำหนดขั้น%(step)s"), data),
        lambda data: _filled(
            _("%(by)s ฝากถามถึง “%(title)s” ขั้น%(step)sเลยกำหนดแล้ว เปิดดูได้ว่ายังขาดอะไร หากติดขัดแจ้งได้"),
            data,
        ),
    ),
)
