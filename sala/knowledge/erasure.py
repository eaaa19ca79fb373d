"""What knowledge holds of a person: exported whole; what others build on stays, unnamed."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.models import Audience
from sala.core.registries import Erasure, erasures
from sala.knowledge import note_erasure
from sala.knowledge.models import Credit, Flag, Opinion, Reviewer, Solving, TryOut, Use
from sala.knowledge.models.assets import LABEL
from sala.people.models import Person


def export(person: Person) -> dict[str, Any]:
    """Items the person stands with, and everything told about others' items."""
    mine = {"person": person}
    return {
        "assets": list(
            Credit.objects.filter(**mine).values("asset__code", "asset__title", "part", "at")
        ),
        "manuscripts": list(
            Credit.objects.filter(**mine, part="owner").values(
                "asset__code", "asset__manuscript__title", "asset__manuscript__body_text"
            )
        ),
        "tries": list(
            TryOut.objects.filter(**mine).values(
                "asset__code",
                "unit_name",
                "province",
                "conditions",
                "changed",
                "result",
                "outcome",
                "happened_on",
            )
        ),
        "uses": list(Use.objects.filter(**mine).values("asset__code", "how", "at")),
        "flags": list(Flag.objects.filter(**mine).values("asset__code", "why", "at")),
        "solved": list(Solving.objects.filter(**mine).values("asset__code", "is_solved", "on")),
        "opinions": list(
            Opinion.objects.filter(**mine).values(
                "nomination__asset__code", "recommends", "met", "words", "at"
            )
        ),
    }


def erase(person: Person) -> None:
    """Small words go; knowledge, try-outs and counts stay as the agency's, without the name."""
    Use.objects.filter(person=person).update(how="")
    Flag.objects.filter(person=person).update(why="")
    Audience.objects.filter(label=LABEL, key=f"person:{person.pk}").delete()
    Reviewer.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now())


def kept() -> str:
    return _("เก็บไว้: ความรู้ที่เผยแพร่แล้ว ผลลองใช้ และจำนวนครั้งที่ใช้ โดยไม่มีชื่อ เพราะคนอื่นนำไปใช้ต่ออยู่")


erasures.add(Erasure("knowledge.assets", 55, export, erase, kept))

__all__ = ["note_erasure"]
