"""Whose reading of a thing is no reading: who writes it."""

from __future__ import annotations

from typing import Any

from sala.knowledge.models import Note, NoteOwner


def writers_of(thing: Any) -> set[int]:
    """Ids of the people who write a note or stand as the authors of an item."""
    if isinstance(thing, Note):
        rows = NoteOwner.objects.filter(note=thing).values_list("person_id", flat=True)
        return {thing.author_id, *rows}
    found = {getattr(thing, name, None) for name in ("author_id", "made_by_id")}
    if hasattr(thing, "credits"):
        found |= set(thing.credits.values_list("person_id", flat=True))
    return {pk for pk in found if pk is not None}
