from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.registries import Verb, verbs

verbs.add(
    Verb("knowledge.asset_begun", lambda: _("%(actor)s เริ่มเขียนความรู้เรื่อง %(subject)s")),
    Verb("knowledge.manuscript_written", lambda: _("%(actor)s เขียนต้นฉบับ %(subject)s")),
    Verb("knowledge.asset_arranged", lambda: _("%(actor)s จัดหมวดและสิทธิการอ่านของ %(subject)s")),
    Verb("knowledge.credited", lambda: _("%(actor)s เพิ่มผู้มีส่วนร่วมของ %(subject)s")),
    Verb("knowledge.nominated", lambda: _("%(actor)s เสนอ %(subject)s ให้ทบทวน")),
    Verb("knowledge.taken_back", lambda: _("%(actor)s ถอนคำเสนอ %(subject)s")),
    Verb("knowledge.opinion_given", lambda: _("%(actor)s ให้ความเห็นต่อ %(subject)s")),
    Verb("knowledge.returned", lambda: _("%(actor)s ส่ง %(subject)s กลับให้แก้")),
    Verb("knowledge.published", lambda: _("%(actor)s เห็นชอบให้เผยแพร่ %(subject)s")),
    Verb("knowledge.version_published", lambda: _("%(actor)s เห็นชอบฉบับใหม่ของ %(subject)s")),
    Verb("knowledge.version_restored", lambda: _("%(actor)s นำฉบับก่อนของ %(subject)s กลับมาใช้")),
    Verb("knowledge.withdrawn", lambda: _("%(actor)s ถอน %(subject)s ออกจากคลัง")),
    Verb("knowledge.level_raised", lambda: _("%(subject)s ได้ยกระดับ")),
    Verb("knowledge.used", lambda: _("%(actor)s บอกว่าใช้ %(subject)s แล้ว")),
    Verb("knowledge.use_taken_back", lambda: _("%(actor)s ถอนคำว่าใช้ %(subject)s แล้ว")),
    Verb("knowledge.tried", lambda: _("%(actor)s เล่าผลที่ลองใช้ %(subject)s")),
    Verb("knowledge.adopted", lambda: _("%(actor)s รับ %(subject)s มาใช้ในกลุ่ม")),
    Verb("knowledge.adoption_ended", lambda: _("%(actor)s เลิกรับ %(subject)s มาใช้ในกลุ่ม")),
    Verb("knowledge.solved", lambda: _("%(actor)s แก้ปัญหาได้ด้วย %(subject)s")),
    Verb("knowledge.not_solved", lambda: _("%(actor)s ทำตาม %(subject)s แล้วยังแก้ไม่ได้")),
    Verb("knowledge.flagged", lambda: _("%(actor)s บอกว่า %(subject)s ควรปรับปรุง")),
    Verb("knowledge.flag_settled", lambda: _("%(actor)s ตอบคำขอปรับปรุง %(subject)s")),
    Verb("knowledge.review_asked", lambda: _("ถามเจ้าของว่า %(subject)s ยังใช้ได้อยู่ไหม")),
    Verb("knowledge.review_answered", lambda: _("%(actor)s ตอบว่า %(subject)s ยังใช้ได้หรือไม่")),
    Verb("knowledge.built_upon", lambda: _("%(actor)s เขียนเรื่องใหม่จาก %(subject)s")),
    Verb("knowledge.cited", lambda: _("%(actor)s เพิ่มที่มาของ %(subject)s")),
    Verb("knowledge.citation_removed", lambda: _("%(actor)s เอาที่มาออกจาก %(subject)s")),
    Verb("knowledge.source_added", lambda: _("%(actor)s เพิ่มแหล่งอ้างอิง %(subject)s")),
    Verb("knowledge.source_replaced", lambda: _("%(actor)s แจ้งว่า %(subject)s ถูกแทนที่แล้ว")),
    Verb("knowledge.reviewer_appointed", lambda: _("%(actor)s ตั้ง %(subject)s เป็นผู้ทบทวน")),
    Verb("knowledge.reviewer_ended", lambda: _("%(actor)s ให้ %(subject)s พ้นจากผู้ทบทวน")),
    Verb("knowledge.category_added", lambda: _("%(actor)s เพิ่มหมวด %(subject)s")),
    Verb("knowledge.category_changed", lambda: _("%(actor)s แก้หมวด %(subject)s")),
)
