"""The acts of a cycle as the journal tells them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.registries import Verb, verbs

verbs.add(
    Verb("cycles.started", lambda: _("%(actor)s เริ่มรอบ %(subject)s")),
    Verb("cycles.topic_set", lambda: _("%(actor)s กำหนดหัวข้อของ %(subject)s")),
    Verb("cycles.closed", lambda: _("%(actor)s ปิดรอบ %(subject)s")),
    Verb("cycles.copied", lambda: _("%(actor)s นำรอบเดิมมาทำต่อเป็น %(subject)s")),
    Verb("cycles.topic_proposed", lambda: _("%(actor)s เสนอหัวข้อ %(subject)s")),
    Verb("cycles.topic_withdrawn", lambda: _("%(actor)s ถอนหัวข้อ %(subject)s")),
    Verb("cycles.voted", lambda: _("%(actor)s สนับสนุนหัวข้อ %(subject)s")),
    Verb("cycles.vote_taken_back", lambda: _("%(actor)s เลิกสนับสนุนหัวข้อ %(subject)s")),
    Verb("cycles.topic_chosen", lambda: _("%(actor)s นำหัวข้อที่สมาชิกเลือกมาใช้กับ %(subject)s")),
    Verb("cycles.invited", lambda: _("%(actor)s เชิญเข้าร่วม %(subject)s")),
    Verb("cycles.answered", lambda: _("%(actor)s ตอบเรื่องการเข้าร่วม %(subject)s")),
    Verb("cycles.declined", lambda: _("%(actor)s ตอบว่าไม่เข้าร่วม %(subject)s")),
    Verb("cycles.enrolment_accepted", lambda: _("%(actor)s รับเข้าร่วม %(subject)s")),
    Verb("cycles.enrolled_by_signing", lambda: _("%(subject)s เข้าร่วมด้วยการลงชื่อ")),
    Verb("cycles.withdrew", lambda: _("%(actor)s ถอนตัวจาก %(subject)s")),
    Verb("cycles.expert_named", lambda: _("%(actor)s ระบุผู้เชี่ยวชาญ %(subject)s")),
    Verb("cycles.expert_consented", lambda: _("%(actor)s ตอบรับเป็นผู้เชี่ยวชาญ")),
    Verb("cycles.expert_declined", lambda: _("%(actor)s ตอบว่าไม่สะดวกเป็นผู้เชี่ยวชาญ")),
    Verb("cycles.expert_removed", lambda: _("%(actor)s เอาชื่อผู้เชี่ยวชาญออก")),
    Verb("cycles.lead_set", lambda: _("%(actor)s กำหนดให้ %(subject)s เป็นวิทยากรหลัก")),
    Verb("cycles.plan_saved", lambda: _("%(actor)s บันทึกแผน %(subject)s")),
    Verb("cycles.plan_commented", lambda: _("%(actor)s ให้ความเห็นต่อแผน")),
    Verb("cycles.plan_comment_resolved", lambda: _("%(actor)s ปิดความเห็นต่อแผน")),
    Verb("cycles.plan_endorsed", lambda: _("%(actor)s เห็นชอบแผน %(subject)s")),
    Verb("cycles.area_renamed", lambda: _("%(actor)s เปลี่ยนชื่อด้าน %(subject)s")),
    Verb("cycles.area_deleted", lambda: _("%(actor)s ลบด้านที่ไม่ได้ใช้")),
    Verb("cycles.strategy_added", lambda: _("%(actor)s เพิ่มยุทธศาสตร์ %(subject)s")),
    Verb("cycles.strategy_changed", lambda: _("%(actor)s แก้ยุทธศาสตร์ %(subject)s")),
    Verb("cycles.strategy_pictured", lambda: _("%(actor)s แนบรูปของยุทธศาสตร์ %(subject)s")),
    Verb("cycles.handbook_worded", lambda: _("%(actor)s แก้แนวทางของหน่วยงานในคู่มือ")),
    Verb("cycles.nudged", lambda: _("%(actor)s ถามถึงความคืบหน้าของ %(subject)s")),
    Verb("cycles.strategy_deleted", lambda: _("%(actor)s ลบยุทธศาสตร์ที่ไม่ได้ใช้")),
)
