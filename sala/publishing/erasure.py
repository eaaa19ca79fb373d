"""A person's texts in books: exported; a book is printed with the names its licences ask for."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from sala.core.registries import Erasure, erasures
from sala.knowledge.models import Credit, Note
from sala.people.models import Person
from sala.publishing.models import ASSET, NOTE, Chapter, EditionChapter


def export(person: Person) -> dict[str, Any]:
    notes = Note.objects.filter(author=person).values("pk")
    assets = Credit.objects.filter(person=person).values("asset")
    mine = Q(label=NOTE, object_id__in=notes) | Q(label=ASSET, object_id__in=assets)
    return {
        "printed": list(
            EditionChapter.objects.filter(mine)
            .order_by("pk")
            .values("edition__title", "edition__number", "title", "byline", "licence")
        ),
        "consents": list(
            Chapter.objects.filter(consent_by=person)
            .order_by("pk")
            .values("collection__title", "label", "object_id", "consent_at")
        ),
    }


def erase(person: Person) -> None:
    """Nothing: a book is never changed. The next edition is made with the name of that day."""


erasures.add(
    Erasure(
        "publishing",
        80,
        export,
        erase,
        lambda: _("ชื่อในหนังสือที่ทำเล่มแล้ว เพราะการนำไปใช้ต่อต้องบอกผู้เขียน และคำยินยอมที่ให้ไว้"),
    )
)
