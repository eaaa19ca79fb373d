"""What a person had begun and not sent: exported, then gone."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.core.files import detach
from sala.core.models import Attachment, Draft, OnceKey
from sala.core.registries import Erasure, erasures
from sala.people.models import Person


def export(person: Person) -> dict[str, Any]:
    pictures = Attachment.objects.filter(label=person._meta.label_lower, object_id=person.pk)
    return {
        "drafts": list(
            Draft.objects.filter(person_id=person.pk).values("form", "fields", "saved_at")
        ),
        "pictures": list(pictures.values("name", "alt", "made_at")),
    }


def erase(person: Person) -> None:
    Draft.objects.filter(person_id=person.pk).delete()
    OnceKey.objects.filter(person_id=person.pk).delete()
    detach(person)


erasures.add(Erasure("people.drafts", 20, export, erase, lambda: _("ไม่เก็บสิ่งใดไว้")))
