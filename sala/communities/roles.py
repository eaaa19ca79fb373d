"""Roles of a community and what each may do: the one table rules, help page and tests read."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sala.core.terms import term


class Role(models.TextChoices):
    FACILITATOR = "facilitator", "facilitator"
    RECORDER = "recorder", "recorder"
    SPONSOR = "sponsor", "sponsor"
    EXPERT = "expert", _("ผู้เชี่ยวชาญ")
    COORDINATOR = "coordinator", _("ผู้ประสานเครือข่าย")


def role_word(role: str) -> str:
    """The agency's own word for a role."""
    if role in {Role.FACILITATOR, Role.RECORDER, Role.SPONSOR}:
        return term(role)
    return str(Role(role).label) if role in Role.values else term("practitioner")


DUTIES: dict[str, str | Promise] = {
    Role.FACILITATOR: _("ชวนคน จัดวง ดูแลบรรยากาศ ติดตามให้ครบเจ็ดขั้น และปิดรอบ"),
    Role.RECORDER: _("จดบันทึกวง สรุปความรู้ และพิมพ์แบบที่ตอบบนกระดาษ"),
    Role.SPONSOR: _("หนุนเวลาและทรัพยากร ให้กำลังใจ และเปิดทางให้นำความรู้ไปใช้จริง"),
    Role.EXPERT: _("เป็นวิทยากรหลักของหัวข้อ และเรียนรู้จากสมาชิกไปด้วย"),
    Role.COORDINATOR: _("เชื่อมกับกลุ่มอื่นและหน่วยงานภายนอก"),
}

# Abilities of members (practitioners) and of each role. A role adds to what a member may do.
MEMBER: frozenset[str] = frozenset(
    {"read", "write", "enrol", "propose_topic", "vote_topic", "comment_plan", "invite"}
)
ABILITIES: dict[str, frozenset[str]] = {
    Role.FACILITATOR: frozenset(
        {
            "manage_community",
            "manage_members",
            "manage_cycle",
            "accept_enrolment",
            "edit_plan",
            "manage_sessions",
            "write_record",
            "approve_record",
            "manage_instruments",
            "evaluate",
            "see_completeness",
            "excuse",
            "close_cycle",
            "gather",
        }
    ),
    Role.RECORDER: frozenset({"write_record", "type_in_forms", "edit_plan", "gather"}),
    Role.SPONSOR: frozenset({"commend"}),
    Role.EXPERT: frozenset({"edit_plan", "endorse_plan"}),
    Role.COORDINATOR: frozenset(),
}
