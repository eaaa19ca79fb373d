"""Communities that colleagues of the same unit are in: somewhere to begin (R018)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.utils.timezone import localdate

from sala.communities.models import Community
from sala.communities.rules import standing_of
from sala.people.keys import keys_of
from sala.people.models import Posting
from sala.people.queries import postings_on

SHOWN = 3
ENOUGH = 2  # colleagues; one alone would be named by it


def suggested_for(person: Any) -> list[Community]:
    if not getattr(person, "is_authenticated", False):
        return []
    mine = postings_on([person.pk], localdate()).get(person.pk)
    if mine is None:
        return []
    colleagues = Posting.objects.on(localdate()).filter(unit_id=mine.unit_id, is_main=True)
    near = Q(
        memberships__left_at__isnull=True,
        memberships__person__in=colleagues.exclude(person=person).values("person_id"),
    )
    rows = Community.objects.visible_to(keys_of(person)).open()
    rows = rows.exclude(pk__in=standing_of(person).member_of)
    counted = rows.annotate(near=Count("memberships", filter=near, distinct=True))
    return list(counted.filter(near__gte=ENOUGH).order_by("-near", "sort_key", "number")[:SHOWN])
