from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.registries import Verb, verbs

verbs.add(
    Verb("insights.book_frozen", lambda: _("ระบบเก็บตัวเลขของ %(subject)s ไว้ ณ วันปิดรอบ")),
    Verb("insights.looked_by_office", lambda: _("%(actor)s เปิดแฟ้มหลักฐานของ %(subject)s โดยตำแหน่ง")),
)
