"""What knowledge holds of a person: exported whole; what others build on stays, unnamed."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.files import detach
from sala.core.models import Audience
from sala.core.registries import Erasure, erasures
from sala.core.thai import sort_key
from sala.knowledge import note_erasure
from sala.knowledge.kinds import WRITING, State
from sala.knowledge.models import (
    WORDING,
    Adoption,
    Asset,
    Credit,
    Flag,
    Nomination,
    Opinion,
    ReviewAsk,
    Reviewer,
    Solving,
    TryOut,
    Use,
)
from sala.knowledge.models.assets import LABEL
from sala.notices.erasure import forget_notices
from sala.notices.models import Notice
from sala.people.models import Person
from sala.search.waiting import touched


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
        "nominations": list(
            Nomination.objects.filter(by=person).values("asset__code", "words", "outcome", "at")
        ),
        "answers": list(
            ReviewAsk.objects.filter(answered_by=person).values(
                "asset__code", "still_holds", "words", "answered_at"
            )
        ),
        "adoptions": list(Adoption.objects.filter(by=person).values("asset__code", "words", "at")),
        "opinions": list(
            Opinion.objects.filter(**mine).values(
                "nomination__asset__code", "recommends", "met", "words", "at"
            )
        ),
    }


def erase(person: Person) -> None:
    """Small words and what nobody else read go; knowledge, try-outs and counts stay as the
    agency's, without the name."""
    Use.objects.filter(person=person).update(how="")
    flagged = Notice.objects.filter(kind="knowledge.flagged", subject_label=LABEL)
    for row in Flag.objects.filter(person=person).exclude(why=""):
        flagged.filter(subject_id=row.asset_id, data__why=row.why).delete()
    Flag.objects.filter(person=person).update(why="")
    Nomination.objects.filter(by=person).update(words="")
    ReviewAsk.objects.filter(answered_by=person).update(words="")
    Adoption.objects.filter(by=person).update(words="")
    stood = Credit.objects.filter(person=person).values("asset")
    touched(LABEL, list(Asset.objects.filter(pk__in=stood).values_list("pk", flat=True)))
    others = Credit.objects.filter(part__in=WRITING, person__erased_at__isnull=True)
    mine = Credit.objects.filter(part__in=WRITING, person=person).values("asset")
    alone = Asset.objects.filter(pk__in=mine).exclude(
        pk__in=others.exclude(person=person).values("asset")
    )
    for asset in alone.select_related("manuscript", "current"):
        _unwrite(asset)
    Audience.objects.filter(label=LABEL, key=f"person:{person.pk}").delete()
    Reviewer.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now())


def _unwrite(asset: Asset) -> None:
    """What was being written by nobody else: back to what readers see, or to nothing."""
    asset.nominations.filter(ended_at__isnull=True).update(ended_at=now(), outcome="taken_back")
    text, current = asset.manuscript, asset.current
    for name in WORDING:
        setattr(text, name, getattr(current, name) if current else "")
    text.title = text.title or "–"
    text.change_note, text.has_changes, text.restores = "", current is None, None
    text.save()
    if current is None:
        forget_notices(Asset.objects.filter(pk=asset.pk))
        detach(asset)
        asset.tags.all().delete()
        asset.title, asset.state = text.title, State.DRAFT
        asset.sort_key = sort_key(text.title)
        asset.save(update_fields=["title", "state", "sort_key"])


def kept() -> str:
    return _("เก็บไว้: ความรู้ที่เผยแพร่แล้ว ผลลองใช้ และจำนวนครั้งที่ใช้ โดยไม่มีชื่อ เพราะคนอื่นนำไปใช้ต่ออยู่")


erasures.add(Erasure("knowledge.assets", 55, export, erase, kept))

__all__ = ["note_erasure"]
