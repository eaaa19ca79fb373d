"""What people hear about communities. Texts are made in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sala.communities.roles import role_word
from sala.core.registries import NoticeKind, notice_kinds
from sala.core.terms import words
from sala.core.thai.display import thai_date

Data = dict[str, Any]


def _filled(text: str, data: Data) -> str:
    role = {"role": role_word(data["role"])} if "role" in data else {}
    return text % (data | words() | role)


def _with_words(text: str, data: Data) -> str:
    return f"{text}\n\n“{data['words']}”" if data.get("words") else text


def _invited_body(data: Data) -> str:
    text = _("%(by)s ชวนคุณเข้าร่วม “%(name)s”\n%(purpose)s\n\nตอบรับหรือไม่ก็ได้ ตามความสมัครใจ")
    return _with_words(_filled(text, data), data)


def _answered(data: Data) -> str:
    if data["is_accepted"]:
        return _filled(_("คุณเป็นสมาชิก “%(name)s” แล้ว"), data)
    return _filled(_("คำขอเข้าร่วม “%(name)s” ยังไม่ได้รับการตอบรับ"), data)


def _role_answered(data: Data) -> str:
    if data["is_accepted"]:
        return _filled(_("%(person)s รับเป็น%(role)sของ “%(name)s” แล้ว"), data)
    return _filled(_("%(person)s ยังไม่สะดวกรับเป็น%(role)sของ “%(name)s”"), data)


def _review_soon(data: Data) -> str:
    day = thai_date(date.fromisoformat(data["day"]), "long")
    return _("“%(name)s” ครบกำหนดทบทวนวันที่ %(day)s") % {"name": data["name"], "day": day}


notice_kinds.add(
    NoticeKind(
        "communities.invited",
        lambda: _("มีคนชวนเข้าร่วม%(community)s") % words(),
        lambda data: _filled(_("ชวนเข้าร่วม “%(name)s”"), data),
        _invited_body,
    ),
    NoticeKind(
        "communities.requested",
        lambda: _("มีคนขอเข้าร่วม%(community)sที่ฉันดูแล") % words(),
        lambda data: _filled(_("%(person)s ขอเข้าร่วม “%(name)s”"), data),
        lambda data: _filled(_("%(person)s ขอเข้าร่วม “%(name)s” รอคำตอบจากคุณ"), data),
    ),
    NoticeKind(
        "communities.request_answered",
        lambda: _("คำตอบของคำขอเข้าร่วม"),
        _answered,
        lambda data: _with_words(_answered(data), data),
    ),
    NoticeKind(
        "communities.membership_ended",
        lambda: _("สมาชิกภาพของฉันสิ้นสุดลง"),
        lambda data: _filled(_("สมาชิกภาพใน “%(name)s” สิ้นสุดลง"), data),
        lambda data: _with_words(
            _filled(_("%(facilitator)sของ “%(name)s” ให้สมาชิกภาพของคุณสิ้นสุดลง"), data), data
        ),
    ),
    NoticeKind(
        "communities.role_offered",
        lambda: _("มีคนชวนรับหน้าที่ใน%(community)s") % words(),
        lambda data: _filled(_("ชวนเป็น%(role)sของ “%(name)s”"), data),
        lambda data: _filled(
            _(
                "%(by)s ชวนคุณเป็น%(role)sของ “%(name)s”\nหน้าที่: %(duties)s\n\n"
                "รับหรือไม่ก็ได้ ตามความสมัครใจ"
            ),
            data,
        ),
    ),
    NoticeKind(
        "communities.role_answered",
        lambda: _("คำตอบของคนที่ฉันชวนรับหน้าที่"),
        _role_answered,
        _role_answered,
        is_mail_default=False,
    ),
    NoticeKind(
        "communities.no_facilitator",
        lambda: _("%(community)sที่ไม่มี%(facilitator)s") % words(),
        lambda data: _filled(_("“%(name)s” ไม่มี%(facilitator)sแล้ว"), data),
        lambda data: _filled(
            _("“%(name)s” ไม่มี%(facilitator)sแล้ว ขอทีมจัดการความรู้ช่วยชวนคนใหม่มาดูแล"), data
        ),
    ),
    NoticeKind(
        "communities.review_soon",
        lambda: _("ใกล้ครบกำหนดทบทวน%(community)s") % words(),
        _review_soon,
        lambda data: _review_soon(data) + "\n" + _("ชวนสมาชิกคุยกันว่าจะทำต่อ เปลี่ยนหัวข้อ หรือปิดอย่างไร"),
    ),
    NoticeKind(
        "communities.quiet",
        lambda: _("%(community)sที่เงียบไปนาน") % words(),
        lambda data: _filled(_("“%(name)s” เงียบไปนานแล้ว"), data),
        lambda data: _filled(
            _("“%(name)s” ไม่มีความเคลื่อนไหวมานาน ลองทบทวนกันว่าจะทำต่อ เปลี่ยนหัวข้อ พัก หรือปิด"), data
        ),
    ),
)
