"""What people are told about threads."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from sala.core.registries import NoticeKind, notice_kinds
from sala.core.thai.display import thai_date
from sala.talk.models import Ruling


def nudge_subject(sort: str) -> str:
    return {
        "welcome": _("ยินดีต้อนรับสู่ %(community)s"),
        "first_post": _("ลองทักทายใน %(community)s สักประโยค"),
        "silent": _("เพื่อน ๆ ใน %(community)s อยากฟังเรื่องของคุณ"),
    }[sort]


def nudge_body(sort: str) -> str:
    return {
        "welcome": _("เริ่มจากอ่านเรื่องที่กำลังคุยกัน ติดอะไรถามได้เลย ไม่มีคำถามไหนเล็กเกินไป"),
        "first_post": _("บอกว่าทำงานอะไร ที่ไหน และเรื่องที่อยากรู้หนึ่งเรื่อง คนในกลุ่มจะได้รู้ว่าช่วยอะไรคุณได้"),
        "silent": _("มีเรื่องไหนจากงานช่วงนี้ที่อยากเล่า หรือติดอยู่ไหม สองสามบรรทัดก็พอ"),
    }[sort]


notice_kinds.add(
    NoticeKind(
        name="talk.mentioned",
        label=lambda: _("มีคนเอ่ยถึงฉันในเรื่องที่คุยกัน"),
        subject=lambda data: _("%(by)s เอ่ยถึงคุณใน “%(title)s”") % data,
        body=lambda data: _("ในกลุ่ม %(community)s เปิดอ่านแล้วตอบได้เลย") % data,
    ),
    NoticeKind(
        name="talk.answered",
        label=lambda: _("คำถามของฉันมีคนตอบ"),
        subject=lambda data: _("%(by)s ตอบคำถาม “%(title)s”") % data,
        body=lambda data: _("ถ้าคำตอบนี้แก้ปัญหาได้ กดเลือกไว้ คนที่เจอเรื่องเดียวกันจะหาเจอ"),
    ),
    NoticeKind(
        name="talk.replied",
        label=lambda: _("เรื่องที่ฉันร่วมคุยมีความเห็นใหม่"),
        subject=lambda data: _("%(by)s เขียนต่อใน “%(title)s”") % data,
        body=lambda data: _("ในกลุ่ม %(community)s") % data,
        is_mail_default=False,
    ),
    NoticeKind(
        name="talk.asked",
        label=lambda: _("มีคำถามใหม่ในกลุ่มที่ฉันดูแล"),
        subject=lambda data: _("%(by)s ถามว่า “%(title)s”") % data,
        body=lambda data: _("ในกลุ่ม %(community)s ตอบเอง หรือชวนคนที่รู้มาตอบ") % data,
    ),
    NoticeKind(
        name="talk.accepted",
        label=lambda: _("คำตอบของฉันได้รับเลือก"),
        subject=lambda data: _("%(by)s เลือกคำตอบของคุณใน “%(title)s”") % data,
        body=lambda data: _("ขอบคุณที่ช่วยกันแก้ปัญหา คำตอบนี้จะอยู่บนสุดของคำถาม"),
    ),
    NoticeKind(
        name="talk.gathered",
        label=lambda: _("ข้อความของฉันถูกเก็บเป็นความรู้"),
        subject=lambda data: _("%(by)s เก็บคำตอบของคุณใน “%(title)s” เป็นความรู้") % data,
        body=lambda data: _("ชื่อของคุณอยู่คู่กับคำตอบนี้เสมอเมื่อนำไปเรียบเรียงต่อ"),
        is_mail_default=False,
    ),
    NoticeKind(
        name="talk.advice_asked",
        label=lambda: _("มีคนขอคำปรึกษาจากฉัน"),
        subject=lambda data: _("%(by)s ขอคำปรึกษาเรื่อง “%(title)s” รอบที่ %(round)s") % data,
        body=lambda data: (
            _("จากกลุ่ม %(community)s ตอบสั้น ๆ จากประสบการณ์ก็พอ ถ้ายังไม่สะดวก กดตอบไว้ ผู้ขอจะได้ถามคนอื่น")
            % data
        ),
    ),
    NoticeKind(
        name="talk.advice_answered",
        label=lambda: _("ฉันได้คำแนะนำแล้ว"),
        subject=lambda data: _("%(by)s ให้คำแนะนำรอบที่ %(round)s เรื่อง “%(title)s”") % data,
        body=lambda data: _("ลองนำไปใช้ แล้วขออีกรอบได้ถ้ายังติด"),
    ),
    NoticeKind(
        name="talk.advice_declined",
        label=lambda: _("ผู้ที่ฉันขอคำปรึกษายังไม่สะดวก"),
        subject=lambda data: _("%(by)s ยังไม่สะดวกให้คำปรึกษาเรื่อง “%(title)s”") % data,
        body=lambda data: "\n\n".join(filter(None, [data["words"], _("เลือกคนอื่นได้จากหน้าเรื่องนี้")])),
    ),
    NoticeKind(
        name="talk.prompt_set",
        label=lambda: _("มีประเด็นชวนคิดในกลุ่มของฉัน"),
        subject=lambda data: _("%(by)s ชวนแสดงความเห็น “%(title)s”") % data,
        body=lambda data: (
            _("ในกลุ่ม %(community)s รับความเห็นถึง %(day)s")
            % {**data, "day": thai_date(datetime.fromisoformat(data["day"]))}
        ),
    ),
    NoticeKind(
        name="talk.prompt_closed",
        label=lambda: _("ประเด็นที่ฉันดูแลปิดรับความเห็นแล้ว"),
        subject=lambda data: _("“%(title)s” ปิดรับความเห็นแล้ว รอสรุป") % data,
        body=lambda data: _("มีความเห็น %(n)s ข้อ สรุปสั้น ๆ ให้คนที่ช่วยกันตอบได้อ่าน") % data,
    ),
    NoticeKind(
        name="talk.prompt_summarised",
        label=lambda: _("ประเด็นที่ฉันร่วมแสดงความเห็นมีสรุปแล้ว"),
        subject=lambda data: _("%(by)s สรุปประเด็น “%(title)s” แล้ว") % data,
        body=lambda data: _("ขอบคุณที่ร่วมแสดงความเห็น เปิดอ่านสรุปได้แล้ว"),
    ),
    NoticeKind(
        name="talk.daily",
        label=lambda: _("KM วันละนิดของกลุ่มที่ฉันอยู่"),
        subject=lambda data: _("KM วันละนิด: %(title)s") % data,
        body=lambda data: str(data["text"]),
        reply="piece",
    ),
    NoticeKind(
        name="talk.daily_empty",
        label=lambda: _("คิว KM วันละนิดที่ฉันดูแลหมดแล้ว"),
        subject=lambda data: _("คิว KM วันละนิดของ %(community)s หมดแล้ว") % data,
        body=lambda data: _("เรื่องสุดท้ายส่งไปวันนี้ เพิ่มเรื่องสั้น ๆ ไว้ล่วงหน้าสักห้าเรื่องก็พอสำหรับหนึ่งสัปดาห์"),
    ),
    NoticeKind(
        name="talk.nudge",
        label=lambda: _("คำชวนจากกลุ่มที่ฉันอยู่ ไม่เกินสัปดาห์ละครั้ง"),
        subject=lambda data: nudge_subject(data["sort"]) % data,
        body=lambda data: nudge_body(data["sort"]) % data,
        in_letter=lambda data: _("ไม่รับคำชวนแบบนี้อีก กดที่ %(stop)s") % data,
    ),
    NoticeKind(
        name="talk.removed",
        label=lambda: _("ข้อความของฉันถูกนำออก"),
        subject=lambda data: _("%(by)s นำข้อความของคุณออกจาก “%(title)s”") % data,
        body=lambda data: _("เหตุผล: %(why)s") % data,
    ),
    NoticeKind(
        name="talk.reported",
        label=lambda: _("มีคนแจ้งข้อความให้ฉันตรวจ"),
        subject=lambda data: _("มีข้อความที่ควรตรวจใน “%(title)s”") % data,
        body=lambda data: _("อ่านแล้วตัดสินว่าจะคงไว้ ซ่อน หรือนำออก"),
    ),
    NoticeKind(
        name="talk.report_decided",
        label=lambda: _("ผลของข้อความที่ฉันแจ้ง"),
        subject=lambda data: _("ผู้ดูแลตัดสินเรื่องที่คุณแจ้งใน “%(title)s” แล้ว") % data,
        body=lambda data: (
            _("ผล: %(ruling)s เหตุผล: %(why)s") % {**data, "ruling": Ruling(data["ruling"]).label}
        ),
    ),
    NoticeKind(
        name="talk.comment_mentioned",
        label=lambda: _("มีคนเอ่ยถึงฉันในความเห็น"),
        subject=lambda data: _("%(by)s เอ่ยถึงคุณในความเห็นต่อ “%(title)s”") % data,
        body=lambda data: _("เปิดอ่านแล้วตอบได้เลย"),
    ),
    NoticeKind(
        name="talk.commented",
        label=lambda: _("มีความเห็นใหม่ต่อสิ่งที่ฉันเขียน"),
        subject=lambda data: _("%(by)s แสดงความเห็นต่อ “%(title)s”") % data,
        body=lambda data: _("เปิดอ่านแล้วตอบได้เลย"),
    ),
    NoticeKind(
        name="talk.comment_answered",
        label=lambda: _("ความเห็นของฉันมีคนตอบ"),
        subject=lambda data: _("%(by)s ตอบความเห็นของคุณใน “%(title)s”") % data,
        body=lambda data: _("เปิดอ่านแล้วตอบได้เลย"),
    ),
    NoticeKind(
        name="talk.comment_removed",
        label=lambda: _("ความเห็นของฉันถูกนำออก"),
        subject=lambda data: _("ความเห็นของคุณถูกนำออกจาก “%(title)s”") % data,
        body=lambda data: _("เหตุผล: %(why)s") % data,
    ),
    NoticeKind(
        name="talk.guest_waits",
        label=lambda: _("มีความเห็นของผู้เยี่ยมชมรอให้ฉันตรวจ"),
        subject=lambda data: _("มีความเห็นใหม่รอตรวจใน “%(title)s”") % data,
        body=lambda data: _("อ่านแล้วเลือกว่าจะให้แสดงหรือไม่"),
        is_mail_default=False,
    ),
)
