"""What may not be shown for now: it changed, and the index still holds its older form."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from sala.core.registries import searchables
from sala.search.models import Document, Waiting

MOST_HELD = 1000


def held_back() -> list[int]:
    """Documents whose thing has changed since: what they say may no longer be shown."""
    waiting: dict[str, list[str]] = {}
    for label, object_id in Waiting.objects.values_list("label", "object_id")[:MOST_HELD]:
        waiting.setdefault(label, []).append(object_id)
    kinds = [(row.name, waiting[row.model]) for row in searchables if row.model in waiting]
    if not kinds:
        return []
    wanted = reduce(or_, (Q(label=name, object_id__in=ids) for name, ids in kinds))
    return list(Document.objects.filter(wanted).values_list("pk", flat=True))
