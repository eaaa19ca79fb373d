"""What may not be shown for now: it changed, and the index still holds its older form."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from sala.core.registries import searchables
from sala.search.backends import backend
from sala.search.models import Document, Waiting


def held_back() -> list[int]:
    """Documents whose thing has changed since: what they say may no longer be shown."""
    waiting = backend().waiting()
    kinds = [
        Q(label=row.name, object_id__in=_waiting_of(row.model))
        for row in searchables
        if row.model in waiting
    ]
    if not kinds:
        return []
    return list(Document.objects.filter(reduce(or_, kinds)).values_list("pk", flat=True))


def _waiting_of(label: str) -> QuerySet[Waiting, str]:
    return Waiting.objects.filter(label=label).order_by().values_list("object_id", flat=True)
