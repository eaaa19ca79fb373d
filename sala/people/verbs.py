from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.registries import Verb, verbs

verbs.add(
    Verb("people.imported", lambda: _("%(actor)s นำเข้ารายชื่อของ %(subject)s")),
    Verb("people.import_cancelled", lambda: _("%(actor)s หยุดการนำเข้ารายชื่อของ %(subject)s")),
    Verb("people.codes_printed", lambda: _("%(actor)s พิมพ์รหัสเปิดบัญชีของ %(subject)s")),
    Verb("people.account_opened", lambda: _("%(actor)s เปิดบัญชีด้วยรหัส")),
    Verb("people.office_given", lambda: _("%(actor)s มอบหน้าที่ของหน่วยงานให้ %(subject)s")),
    Verb("people.office_ended", lambda: _("%(actor)s สิ้นสุดหน้าที่ของ %(subject)s")),
    Verb("people.settings_changed", lambda: _("%(actor)s แก้การตั้งค่าของหน่วยงาน")),
    Verb("people.profile_changed", lambda: _("%(actor)s แก้ข้อมูลของตน")),
)
