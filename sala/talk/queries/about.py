"""Threads about a thing of another app: a session, a note, an asset.

Talk knows the thing by its label and number alone. It is shown to who may see it: its table must
answer `visible_to`, else it is nothing to talk about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.apps import apps

from sala.people.keys import keys_of
from sala.talk.models import Thread


class Thing(NamedTuple):
    """What a thread is about, ready to show."""

    label: str
    pk: int
    title: str
    url: str


def thing_of(label: str, pk: int, keys: set[str]) -> Thing | None:
    """The thing for who holds these keys; None when it is hidden, gone or of no such table."""
    rows = _rows_of(label)
    found = rows.visible_to(keys).filter(pk=pk).first() if rows is not None and pk else None
    url = getattr(found, "get_absolute_url", None)
    return Thing(label, pk, str(found), url()) if found is not None and url else None


def _rows_of(label: str) -> Any:
    try:
        rows: Any = apps.get_model(label)._default_manager.all()
    except (LookupError, ValueError):
        return None
    return rows if hasattr(rows, "visible_to") else None


def threads_about(person: Any, label: str, ids: Iterable[int]) -> dict[int, list[Thread]]:
    """Live threads about each thing, newest first, that the person may read; one query."""
    rows = Thread.objects.visible_to(keys_of(person)).live().about(label, ids)
    found: dict[int, list[Thread]] = {}
    for thread in rows.select_related("made_by", "community").order_by("-last_post_at", "-pk"):
        found.setdefault(thread.about_id or 0, []).append(thread)
    return found
