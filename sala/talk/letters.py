"""Mail to a community in words: why each message became what it did, what its sender is told."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.registries import NoticeKind, Verb, notice_kinds, verbs
from sala.core.terms import words
from sala.core.thai import clean_line, clean_text, cut

LONGEST = 100_000  # letters of a post that came by mail
_PREFIX = re.compile(
    r"^\s*(?:(?:re|fwd?|fw|aw|ตอบ(?:กลับ)?|ส่งต่อ)\s*(?:\[\d+\])?\s*[:：]|\[[^\]]{1,60}\])\s*",
    re.IGNORECASE,
)

_WHY: dict[str, str | Promise] = {
    "sender-not-proved": gettext_lazy("พิสูจน์ไม่ได้ว่าเจ้าของที่อยู่นี้เป็นผู้ส่ง"),
    "sender-unknown": gettext_lazy("ผู้ส่งไม่ใช่คนที่ระบบรู้จัก"),
    "sender-unsettled": gettext_lazy("ไม่ชัดว่าใครเป็นผู้ส่ง"),
    "token-expired": gettext_lazy("ตอบมาช้ากว่าที่ที่อยู่ตอบกลับใช้ได้"),
    "token-spent": gettext_lazy("ที่อยู่ตอบกลับนี้ใช้ไปแล้ว"),
    "token-of-another": gettext_lazy("ที่อยู่ตอบกลับเป็นของคนอื่น"),
    "authentication-failed": gettext_lazy("ระบบอีเมลตรวจแล้วพบว่าน่าจะปลอมผู้ส่ง"),
    "addressed-elsewhere": gettext_lazy("จดหมายฉบับนี้ไม่ได้จ่าหน้าถึงกลุ่ม อาจมีผู้อื่นส่งต่อเข้ามา"),
    "charset-unsettled": gettext_lazy("อ่านตัวอักษรในจดหมายได้ไม่แน่ชัด"),
    "no-such-address": gettext_lazy("ไม่มีที่อยู่นี้แล้ว"),
    "already-posted": gettext_lazy("ฉบับเดียวกันขึ้นหน้าเว็บไปแล้ว"),
    "could-not-be-settled": gettext_lazy("ระบบอ่านฉบับนี้ไม่สำเร็จ"),
    "original-gone": gettext_lazy("ต้นฉบับถูกลบตามกำหนดเวลาแล้ว"),
    "automatic-by-header": gettext_lazy("ตอบกลับอัตโนมัติ"),
    "automatic-by-wording": gettext_lazy("ตอบกลับอัตโนมัติ"),
    "receipt": gettext_lazy("ใบตอบรับการอ่าน"),
    "feedback-report": gettext_lazy("รายงานจากระบบอีเมลอื่น"),
    "undelivered": gettext_lazy("จดหมายที่ส่งไปไม่ถึงผู้รับ"),
    "delayed": gettext_lazy("แจ้งว่าจดหมายยังไปไม่ถึง"),
    "not-a-bounce": gettext_lazy("ไม่ใช่ใบแจ้งส่งไม่ถึง"),
    "our-own-mail": gettext_lazy("จดหมายของระบบวนกลับมา"),
    "another-list": gettext_lazy("จดหมายจากรายชื่ออีเมลอื่น"),
    "bulk-mail": gettext_lazy("จดหมายส่งทีละมาก ๆ"),
    "too-many-hops": gettext_lazy("จดหมายวนหลายรอบ"),
    "no-new-text": gettext_lazy("ไม่มีข้อความใหม่"),
    "encrypted": gettext_lazy("เข้ารหัสไว้ ระบบอ่านไม่ได้"),
    "too-large": gettext_lazy("ใหญ่เกินกำหนด"),
    "text-too-long": gettext_lazy("ข้อความยาวเกินกำหนด"),
    "nested-too-deep": gettext_lazy("ซ้อนกันหลายชั้นผิดปกติ"),
    "too-many-parts": gettext_lazy("มีส่วนย่อยมากผิดปกติ"),
    "too-many-headers": gettext_lazy("ส่วนหัวยาวผิดปกติ"),
    "archive-bomb": gettext_lazy("ไฟล์แนบขยายตัวใหญ่ผิดปกติ"),
    "header-injection": gettext_lazy("ส่วนหัวถูกดัดแปลง"),
    "not-a-message": gettext_lazy("ไม่ใช่จดหมาย"),
    "could-not-be-read": gettext_lazy("อ่านฉบับนี้ไม่ได้"),
    "left-mail": gettext_lazy("ขอเลิกรับอีเมล ทำให้แล้ว"),
    "by-facilitator": gettext_lazy("ผู้ดูแลไม่รับ"),
    "not-mine": gettext_lazy("เจ้าของที่อยู่บอกว่าไม่ได้ส่ง"),
    "for-the-post-office": gettext_lazy("ส่งถึงผู้ดูแลระบบอีเมล"),
}


def why(reason: str, sentence: str = "") -> str:
    """Why a message became what it did, in words."""
    if reason in _WHY:
        return str(_WHY[reason])
    return sentence or _("ไม่ได้บันทึกเหตุผลไว้")


def bare_subject(subject: str) -> str:
    """A subject without Re:, ตอบกลับ: and the list's own [tag]."""
    subject = clean_line(subject)
    while (shorter := _PREFIX.sub("", subject, count=1)) != subject:
        subject = shorter
    return subject.strip()


def title_of(subject: str, text: str) -> str:
    """The subject, or the first line where there is none."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return cut(bare_subject(subject) or clean_line(first) or _("จดหมายไม่มีหัวเรื่อง"), 150)


def words_of(text: str | None) -> str:
    """The new words of a message as a post keeps them."""
    return clean_text(text or "").strip() or _("ส่งไฟล์แนบ")


verbs.add(
    Verb("talk.letter_released", lambda: _("%(actor)s ปล่อยจดหมายที่พักไว้ขึ้น %(subject)s")),
    Verb("talk.letter_rejected", lambda: _("%(actor)s ไม่รับจดหมายที่พักไว้ของ %(subject)s")),
    Verb("talk.archive_imported", lambda: _("%(actor)s นำจดหมายเก่าเข้า %(subject)s")),
)

notice_kinds.add(
    NoticeKind(
        name="talk.letter_asked",
        label=lambda: _("มีจดหมายในชื่อของฉันที่ต้องยืนยัน"),
        subject=lambda data: _("คุณส่งจดหมายถึง “%(community)s” ใช่ไหม") % data,
        body=lambda data: (
            _(
                "มีจดหมายเรื่อง “%(title)s” ส่งมาจากที่อยู่ของคุณ แต่ระบบพิสูจน์ไม่ได้ว่าคุณเป็นผู้ส่ง"
                " ถ้าใช่ กดลิงก์นี้แล้วกดโพสต์ ถ้าไม่ใช่ ไม่ต้องทำอะไร"
            )
            % data
        ),
    ),
    NoticeKind(
        name="talk.letter_rejected",
        label=lambda: _("จดหมายที่ฉันส่งถึงกลุ่มขึ้นหน้าเว็บไม่ได้"),
        subject=lambda data: _("จดหมาย “%(title)s” ขึ้นหน้าเว็บไม่ได้") % data,
        body=lambda data: _("ส่งถึงกลุ่ม %(community)s เหตุผล: %(why)s") % data,
    ),
    NoticeKind(
        name="talk.letter_files",
        label=lambda: _("ไฟล์ที่ฉันแนบมากับจดหมายเก็บไว้ไม่ได้"),
        subject=lambda data: _("ข้อความ “%(title)s” ขึ้นแล้ว แต่บางไฟล์เก็บไว้ไม่ได้") % data,
        body=lambda data: _("ส่งถึงกลุ่ม %(community)s ไฟล์ที่เก็บไม่ได้: %(why)s") % data,
    ),
)

__all__ = ["LONGEST", "bare_subject", "title_of", "why", "words", "words_of"]
