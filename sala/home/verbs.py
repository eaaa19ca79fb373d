from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.registries import Verb, verbs

verbs.add(
    Verb("home.synonyms_set", lambda: _("%(actor)s กำหนดคำที่ความหมายเดียวกัน %(subject)s")),
    Verb("home.synonyms_dropped", lambda: _("%(actor)s เลิกใช้คำที่ความหมายเดียวกัน %(subject)s")),
    Verb("home.synonyms_restored", lambda: _("%(actor)s กลับไปใช้คำที่ความหมายเดียวกันชุดเดิม")),
)
