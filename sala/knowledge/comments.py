"""Published items are commented on by whoever may read them, notes by whom each note lets."""

from __future__ import annotations

from collections.abc import Sequence

from sala.core.registries import Commentable, commentables
from sala.knowledge.models import Asset, Note, NoteOwner
from sala.knowledge.models.assets import LABEL


def find(ids: Sequence[int]) -> dict[int, Asset]:
    return Asset.objects.in_bulk(ids)


def policy(asset: Asset) -> str:
    if not asset.is_published:
        return "closed"
    return "community" if asset.audience == f"community:{asset.community_id}" else "members"


def makers(asset: Asset) -> list[int]:
    return list(asset.credits.values_list("person_id", flat=True).distinct())


def find_notes(ids: Sequence[int]) -> dict[int, Note]:
    return Note.objects.select_related("book__community").in_bulk(ids)


def note_policy(note: Note) -> str:
    """A draft, a removed note and one for oneself are talked about by nobody; without a
    community, what was its members' is for who is signed in."""
    if not note.is_live:
        return "closed"
    if note.comment_policy == "community" and note.book.community_id is None:
        return "members"
    return note.comment_policy


def note_makers(note: Note) -> Sequence[int]:
    rows = NoteOwner.objects.filter(note=note, ended_at__isnull=True)
    return list(rows.values_list("person_id", flat=True))


commentables.add(Commentable(LABEL, find, policy, lambda asset: asset.community_id, makers))
commentables.add(
    Commentable(
        "knowledge.note",
        find_notes,
        note_policy,
        lambda note: note.book.community_id,
        note_makers,
    )
)
