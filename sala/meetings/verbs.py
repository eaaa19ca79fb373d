from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.registries import Verb, verbs

verbs.add(
    Verb("meetings.session_planned", lambda: _("%(actor)s นัดวง %(subject)s")),
    Verb("meetings.session_changed", lambda: _("%(actor)s แก้แผนรายครั้งของวง %(subject)s")),
    Verb("meetings.session_cancelled", lambda: _("%(actor)s แจ้งงดวง %(subject)s")),
    Verb("meetings.people_invited", lambda: _("%(actor)s ส่งคำเชิญวง %(subject)s")),
    Verb("meetings.invitation_answered", lambda: _("%(actor)s ตอบคำเชิญวง %(subject)s")),
    Verb("meetings.attended", lambda: _("%(actor)s ลงชื่อเข้าวง %(subject)s")),
    Verb("meetings.committed", lambda: _("%(actor)s บอกว่าจะนำไปใช้อย่างไร หลังวง %(subject)s")),
    Verb("meetings.note_handed", lambda: _("%(actor)s ส่งที่จดไว้ให้ผู้บันทึกวง %(subject)s")),
    Verb("meetings.expert_learned", lambda: _("%(actor)s เล่าสิ่งที่ได้เรียนรู้จากวง %(subject)s")),
    Verb("meetings.improvement_ticked", lambda: _("%(actor)s ทำเรื่องที่ตั้งใจปรับในวง %(subject)s")),
    Verb("meetings.record_written", lambda: _("%(actor)s เขียนบันทึกวง %(subject)s")),
    Verb("meetings.record_sent", lambda: _("%(actor)s ส่งบันทึกวง %(subject)s")),
    Verb("meetings.record_approved", lambda: _("%(actor)s รับรองบันทึกวง %(subject)s")),
    Verb("meetings.record_amended", lambda: _("%(actor)s เพิ่มเติมบันทึกวง %(subject)s")),
)
