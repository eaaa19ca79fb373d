"""What participants and assessors may be told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.core.registries import NoticeKind, notice_kinds

Data = dict[str, Any]


def _asked_body(data: Data) -> str:
    return _(
        "ผ่านวงแลกเปลี่ยนเรื่อง “%(title)s” มาแล้ว อยากทราบว่าได้นำไปใช้ในงานหรือยัง "
        "ตอบได้จากลิงก์ข้างล่างโดยไม่ต้องเข้าสู่ระบบ ใช้เวลาราว 2 นาที"
    ) % {"title": data["title"]}


def _typed_body(data: Data) -> str:
    return _(
        "มีผู้พิมพ์คำตอบที่คุณเขียนหรือพูดไว้เรื่อง “%(title)s” แล้ว เปิดดูได้ ถ้าไม่ตรงกับที่ตอบ ทักท้วงและตอบใหม่ได้"
    ) % {"title": data["title"]}


def _evaluated_body(data: Data) -> str:
    return _("มีผลประเมินการเรียนรู้ของคุณเรื่อง “%(title)s” คุณกับผู้ประเมินเท่านั้นที่อ่านได้") % {
        "title": data["title"]
    }


def _objected_body(data: Data) -> str:
    return _(
        "%(name)s ทักท้วงคำตอบที่คุณพิมพ์แทนในรอบ “%(title)s” ตรวจกับต้นฉบับแล้วแก้ให้ตรง หรือให้เจ้าตัวตอบใหม่เอง"
    ) % {
        "name": data["name"],
        "title": data["title"],
    }


def _test_body(data: Data) -> str:
    return _("แบบทดสอบของรอบ “%(title)s” เปิดแล้ว ทำบนโทรศัพท์ได้ หยุดกลางคันแล้วกลับมาทำต่อได้") % {
        "title": data["title"]
    }


def _assessor_body(data: Data) -> str:
    return _("คุณได้รับการตั้งเป็นผู้ประเมินในรอบ “%(title)s”") % {"title": data["title"]}


def _titled(words: str, data: Data) -> str:
    return f"{words}: {data['title']}"


notice_kinds.add(
    NoticeKind(
        "evaluation.follow_up",
        lambda: _("แบบติดตามการนำไปใช้"),
        lambda data: _titled(_("ได้นำไปใช้ในงานหรือยัง"), data),
        _asked_body,
    ),
    NoticeKind(
        "evaluation.follow_up_reminder",
        lambda: _("เตือนตอบแบบติดตาม"),
        lambda data: _titled(_("ยังรอคำตอบของคุณ"), data),
        _asked_body,
    ),
    NoticeKind(
        "evaluation.follow_up_typed",
        lambda: _("มีผู้พิมพ์คำตอบของฉันแทน"),
        lambda data: _titled(_("มีผู้พิมพ์คำตอบของคุณแล้ว"), data),
        _typed_body,
    ),
    NoticeKind(
        "evaluation.evaluated",
        lambda: _("ผลประเมินการเรียนรู้ของฉัน"),
        lambda data: _titled(_("ผลประเมินการเรียนรู้ของคุณ"), data),
        _evaluated_body,
    ),
    NoticeKind(
        "evaluation.assessor",
        lambda: _("ได้รับการตั้งเป็นผู้ประเมิน"),
        lambda data: _titled(_("ช่วยประเมินผู้เข้าร่วม"), data),
        _assessor_body,
        is_mail_default=False,
    ),
    NoticeKind(
        "evaluation.test_opened",
        lambda: _("เปิดแบบทดสอบ"),
        lambda data: _titled(_("แบบทดสอบเปิดแล้ว"), data),
        _test_body,
    ),
    NoticeKind(
        "evaluation.objected",
        lambda: _("มีผู้ทักท้วงคำตอบที่ฉันพิมพ์แทน"),
        lambda data: _titled(_("มีคำทักท้วง"), data),
        _objected_body,
    ),
)
