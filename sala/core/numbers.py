"""Permanent numbers: drawn under a lock, never given twice."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from sala.core.models import Counter


def next_number(name: str) -> int:
    """The next number of a series such as `cycle` or `asset:2569`. Call inside a transaction."""
    with transaction.atomic():
        Counter.objects.get_or_create(name=name)
        Counter.objects.filter(name=name).update(last=F("last") + 1)
        return Counter.objects.select_for_update().get(name=name).last
