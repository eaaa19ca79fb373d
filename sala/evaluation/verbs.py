"""Verbs of the journal."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.registries import Verb, verbs

verbs.add(
    Verb("evaluation.evaluated", lambda: _("%(actor)s ประเมินผลการเรียนรู้ของ %(subject)s")),
    Verb("evaluation.objected", lambda: _("%(actor)s ทักท้วงผลประเมินที่พิมพ์แทน")),
    Verb("evaluation.assessor_named", lambda: _("%(actor)s ตั้งผู้ประเมิน %(subject)s")),
    Verb("evaluation.assessor_released", lambda: _("%(actor)s ยกเลิกการตั้งผู้ประเมิน %(subject)s")),
    Verb("evaluation.improvement_added", lambda: _("%(actor)s เขียนเรื่องที่จะปรับปรุงจากผลประเมิน")),
    Verb("evaluation.follow_ups_issued", lambda: _("ส่งแบบติดตามการนำไปใช้ของ %(subject)s")),
    Verb("evaluation.follow_up_answered", lambda: _("%(actor)s ตอบแบบติดตามการนำไปใช้")),
    Verb("evaluation.follow_up_typed_in", lambda: _("%(actor)s พิมพ์แบบติดตามแทน %(subject)s")),
    Verb("evaluation.follow_up_objected", lambda: _("%(actor)s ทักท้วงแบบติดตามที่พิมพ์แทน")),
    Verb("evaluation.excused", lambda: _("%(actor)s ยกเว้นผู้เข้าร่วมหนึ่งคนพร้อมเหตุผล")),
    Verb("evaluation.excuse_withdrawn", lambda: _("%(actor)s ยกเลิกการยกเว้นผู้เข้าร่วมหนึ่งคน")),
    Verb("evaluation.instrument_made", lambda: _("%(actor)s สร้างเครื่องมือประเมิน %(subject)s")),
    Verb("evaluation.items_changed", lambda: _("%(actor)s แก้ข้อคำถามของ %(subject)s")),
    Verb("evaluation.test_opened", lambda: _("%(actor)s เปิดแบบทดสอบ %(subject)s")),
    Verb("evaluation.instrument_withdrawn", lambda: _("%(actor)s เลิกใช้เครื่องมือ %(subject)s")),
    Verb("evaluation.test_taken", lambda: _("%(actor)s ทำแบบทดสอบ")),
    Verb("evaluation.test_typed_in", lambda: _("%(actor)s พิมพ์แบบทดสอบแทน %(subject)s")),
    Verb("evaluation.follow_ups_reminded", lambda: _("เตือนตอบแบบติดตามของ %(subject)s")),
    Verb("evaluation.work_handed_in", lambda: _("%(actor)s ส่งชิ้นงาน")),
)
