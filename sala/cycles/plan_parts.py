"""The eight parts a plan must have (R050), in the handbook's order, and the seven steps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sala.core.permissions import ALLOWED, Decision, Missing, denied
from sala.core.thai import to_arabic


@dataclass(frozen=True)
class Part:
    code: str
    name: str | Promise
    help: str | Promise


PARTS = (
    Part("objectives", _("วัตถุประสงค์"), _("รอบนี้อยากให้อะไรดีขึ้นในงาน")),
    Part("member_count", _("จำนวนสมาชิกที่เข้าร่วม"), _("กี่คน จากหน่วยงานใดบ้าง")),
    Part("content", _("ประเด็นเนื้อหา"), _("เรื่องที่จะแลกเปลี่ยน แยกเป็นข้อ")),
    Part("duration", _("ระยะเวลา"), _("ตั้งแต่เมื่อใดถึงเมื่อใด กี่ครั้ง ครั้งละกี่นาที")),
    Part("techniques", _("เทคนิควิธีการที่ใช้"), _("เช่น เล่าเรื่อง เพื่อนช่วยเพื่อน สาธิตแล้วลองทำ")),
    Part("resource_persons", _("วิทยากร"), _("ใครเป็นวิทยากรหลัก ใครร่วมเล่า")),
    Part("learning_evaluation", _("การประเมินผลการเรียนรู้"), _("จะรู้ได้อย่างไรว่าได้เรียนรู้")),
    Part("use_follow_up", _("การติดตามการนำไปใช้ประโยชน์"), _("จะติดตามเมื่อใด ด้วยวิธีใด")),
)
CODES = tuple(part.code for part in PARTS)

STEPS = (
    _("หัวข้อความรู้"),
    pgettext_lazy("step", "ผู้เข้าร่วม"),
    pgettext_lazy("step", "ผู้เชี่ยวชาญ"),
    _("แผนปฏิบัติการ"),
    _("จัดกิจกรรม"),
    _("ประเมินผลการเรียนรู้"),
    _("ติดตามการนำไปใช้"),
)


def missing_parts(parts: dict[str, str]) -> list[Part]:
    """Parts that are empty, in order."""
    return [part for part in PARTS if not str(parts.get(part.code, "")).strip()]


def plan_is_whole(parts: dict[str, str]) -> Decision:
    """All eight parts, or a refusal that names each empty one (I03)."""
    lacking = missing_parts(parts)
    if not lacking:
        return ALLOWED
    names = ", ".join(str(part.name) for part in lacking)
    missing = tuple(Missing(str(part.name), f"#id_{part.code}") for part in lacking)
    return denied("value.plan_parts", gettext("แผนยังขาด %(names)s") % {"names": names}, missing)


def number_in(text: str) -> int | None:
    """The first whole number of a text, in either digits: "20 คน จาก 6 หน่วยงาน" says 20."""
    found = re.search(r"\d+", to_arabic(text))
    return int(found.group()) if found else None
