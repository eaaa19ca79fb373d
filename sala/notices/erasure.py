"""What a person was told, and by which way: exported, then gone; others' lines lose the name."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from sala.core.registries import Erasure, erasures
from sala.notices.models import Digested, LineAccount, Notice, Preference, Rhythm
from sala.people.models import Person


def export(person: Person) -> dict[str, Any]:
    mine = {"person": person}
    return {
        "notices": list(Notice.objects.filter(**mine).values("kind", "data", "at", "read_at")),
        "wishes": list(Preference.objects.filter(**mine).values("kind", "mail", "in_app")),
        "rhythm": list(
            Rhythm.objects.filter(**mine).values(
                "quiet_from", "quiet_until", "is_quiet", "digest_days", "digest_hour"
            )
        ),
        "line": list(LineAccount.objects.filter(**mine).values("line_id", "linked_at")),
    }


def erase(person: Person) -> None:
    """A line that tells others what this person did stays, and no longer says who."""
    for model in (Notice, Preference, Rhythm, Digested, LineAccount):
        model._default_manager.filter(person=person).delete()
    named = Notice.objects.filter(agency_id=person.agency_id, data__by=person.full_name)
    for notice in named.iterator(500):
        Notice.objects.filter(pk=notice.pk).update(data={**notice.data, "by": ""})


def forget_notices(things: QuerySet[Any]) -> None:
    """Nobody's list repeats words that are being erased."""
    model: type[Model] = things.model
    ids = list(things.values_list("pk", flat=True))
    Notice.objects.filter(subject_label=model._meta.label_lower, subject_id__in=ids).delete()


erasures.add(Erasure("notices", 30, export, erase, lambda: _("แจ้งเตือนถึงคนอื่นยังอยู่ โดยไม่บอกชื่อผู้ทำ")))
