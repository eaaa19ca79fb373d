"""Reading people, units and postings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from sala.people.models import Person, Posting


def postings_on(person_ids: Iterable[int], day: date) -> dict[int, Posting]:
    """The main posting of each person on a day, with its unit; one query."""
    rows = (
        Posting.objects.on(day)
        .filter(person_id__in=list(person_ids))
        .select_related("unit")
        .order_by("is_main", "starts_on")
    )
    return {posting.person_id: posting for posting in rows}


def people_named(agency_id: int, text: str, *, limit: int = 20) -> list[Person]:
    """Active staff of an agency whose name, code or e-mail begins with or holds the text."""
    words = text.split()
    rows = Person.objects.filter(agency_id=agency_id, is_active=True, erased_at__isnull=True)
    for word in words:
        rows = rows.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(staff_code__iexact=word)
            | Q(email__istartswith=word)
        )
    return list(rows.order_by("sort_key", "pk")[:limit]) if words else []
