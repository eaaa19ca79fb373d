"""What changed is noted in the transaction that changed it, and indexed once it is committed.

A note is a row, so a process killed in between loses nothing: the next search process, or the
clock, takes it up. Reading the tables anew makes it safe to do twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import OperationalError, transaction

from sala.core.registries import Searchable, searchables
from sala.search.actions import index, remove_documents
from sala.search.models import Document, IndexState, Waiting
from sala.search.state import kept_state

SOON = 40  # notes worked on right after a commit; more are left to the clock
CHUNK = 200
log = logging.getLogger(__name__)


def hear(verb: str, label: str, object_id: Any) -> None:
    """Note what a journal line speaks of, if anything found depends on it."""
    models = {row.model for row in searchables}
    listened = {name for row in searchables for name in row.listens}
    for name in (label, verb):
        if name in models or name in listened:
            touched(name, [object_id])


def touched(label: str, ids: Iterable[Any]) -> None:
    """Note that things changed, by label of model, where no journal line says so."""
    Waiting.objects.bulk_create(Waiting(label=label, object_id=str(one)) for one in ids)
    transaction.on_commit(_soon, robust=True)


def _soon() -> None:
    catch_up(SOON)


def catch_up(most: int = CHUNK) -> int:
    """Index what waits, oldest first; nothing when another process is at it."""
    if not Waiting.objects.exists():
        return 0
    try:
        return _catch_up(most)
    except OperationalError:
        log.warning("the database is busy: what waits to be indexed waits on", exc_info=True)
        return 0
    except Exception:
        log.exception("things could not be indexed together; each is tried alone")
        return sum(map(_alone, Waiting.objects.all()[:most]))


@transaction.atomic
def _catch_up(most: int, only: Waiting | None = None) -> int:
    if not _is_ours():
        return 0
    rows = [only] if only else list(Waiting.objects.all()[:most])
    for searchable in searchables:
        refresh(searchable, _concerned(searchable, rows, most))
    Waiting.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _alone(row: Waiting) -> int:
    """A thing that cannot be read must not keep the others waiting. It is found no more, since
    what the index says of it may no longer be shown; the nightly check brings it back."""
    try:
        return _catch_up(1, row)
    except Exception:
        log.exception("%s could not be indexed", row)
        names = [one.name for one in searchables if one.model == row.label]
        with transaction.atomic():
            remove_documents(Document.objects.filter(label__in=names, object_id=row.object_id))
            Waiting.objects.filter(pk=row.pk).delete()
        return 1


def _is_ours() -> bool:
    """One process at a time: who reads the tables later must also write the index later."""
    kept_state()
    return IndexState.objects.select_for_update(skip_locked=True).filter(pk=1).exists()


def _concerned(searchable: Searchable, rows: Sequence[Waiting], most: int) -> list[Any]:
    """Ids of a kind that the notes concern. What concerns very many is noted for each of them."""
    noted: dict[str, list[str]] = {}
    for row in rows:
        noted.setdefault(row.label, []).append(row.object_id)
    found = dict.fromkeys(noted.get(searchable.model, []))
    for name in searchable.listens.keys() & noted.keys():
        ids = searchable.listens[name]([int(one) for one in noted[name]])
        found.update(dict.fromkeys(str(one) for one in ids))
    if len(found) > most + CHUNK:
        Waiting.objects.bulk_create(Waiting(label=searchable.model, object_id=one) for one in found)
        return []
    return list(found)


@transaction.atomic
def refresh(searchable: Searchable, ids: Iterable[Any]) -> int:
    """Read things anew and index what differs; returns how many documents changed."""
    count, rest = 0, iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        standing = {
            (row.object_id, row.part): row
            for row in Document.objects.filter(
                label=searchable.name, object_id__in=[str(one) for one in chunk]
            ).only("object_id", "part", "digest")
        }
        items = list(searchable.read(chunk))
        count += index(one for one in items if not _is_standing(standing, one))
        read = {(str(one.object_id), one.part) for one in items}
        gone = [row.pk for key, row in standing.items() if key not in read]
        count += remove_documents(Document.objects.filter(pk__in=gone)) if gone else 0
    return count


def _is_standing(standing: dict[tuple[str, int], Document], item: Any) -> bool:
    row = standing.get((str(item.object_id), item.part))
    return row is not None and row.digest == item.digest()
