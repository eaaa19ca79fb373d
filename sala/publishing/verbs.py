from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.registries import Verb, verbs

verbs.add(
    Verb("publishing.collection_begun", lambda: _("%(actor)s เริ่มชุดความรู้ %(subject)s")),
    Verb("publishing.collection_changed", lambda: _("%(actor)s แก้ข้อมูลชุดความรู้ %(subject)s")),
    Verb("publishing.chapter_added", lambda: _("%(actor)s เพิ่มบทใน %(subject)s")),
    Verb("publishing.chapter_removed", lambda: _("%(actor)s เอาบทออกจาก %(subject)s")),
    Verb("publishing.chapters_ordered", lambda: _("%(actor)s จัดลำดับบทของ %(subject)s")),
    Verb("publishing.chapter_renewed", lambda: _("%(actor)s ใช้ฉบับล่าสุดของบทใน %(subject)s")),
    Verb("publishing.consent_given", lambda: _("%(actor)s ยินยอมให้นำเรื่องไปรวมใน %(subject)s")),
    Verb("publishing.consent_declined", lambda: _("%(actor)s ไม่ยินยอมให้นำเรื่องไปรวมใน %(subject)s")),
    Verb("publishing.edition_asked", lambda: _("%(actor)s สั่งทำหนังสือ %(subject)s")),
    Verb("publishing.edition_cancelled", lambda: _("%(actor)s หยุดการทำหนังสือ %(subject)s")),
    Verb("publishing.edition_built", lambda: _("%(actor)s นำหนังสือ %(subject)s ขึ้นชั้น")),
    Verb("publishing.taken_down", lambda: _("%(actor)s เอาหนังสือ %(subject)s ลงจากชั้น")),
    Verb("publishing.put_back", lambda: _("%(actor)s นำหนังสือ %(subject)s กลับขึ้นชั้น")),
)
