"""Build the index anew beside the one that answers, and compare an index with its documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.utils.timezone import now

from sala.core.registries import Searchable, searchables
from sala.search.actions import enter, remove_documents, settle
from sala.search.analysis import current
from sala.search.backends import backend
from sala.search.models import Document, Entry, IndexState, Tally
from sala.search.state import locked_state, state
from sala.search.waiting import refresh

CHUNK = 100
Progress = Callable[[int, int], None]


def needs_rebuild() -> bool:
    """Whether the answering index was made by another analyser than this release's."""
    return state().analyser != current().label


def rebuild(progress: Progress | None = None) -> int:
    """Index every document anew; the old index answers until the last one is in.

    A rebuild that was broken off goes on where it stood, unless the analyser changed since.
    """
    _begin()
    while True:
        row = _step()
        if progress:
            progress(row.done_count, row.all_count)
        if row.done_count >= row.all_count and not _remaining(row):
            break
    done = _swap().done_count
    mend()
    return done


def mend() -> int:
    """Index again what the answering index lacks or holds in an older form.

    Things are read anew from their tables first. A transaction that began before a rebuild did
    may commit after its document was passed.
    """
    row, count = state(), gather()
    for number in list(_behind(row).values_list("pk", flat=True)):
        with transaction.atomic():
            document = Document.objects.select_for_update().filter(pk=number).first()
            if document is not None:
                enter(row.active, row.analyser, [document])
                count += 1
    return count


def gather(progress: Progress | None = None) -> int:
    """Read every thing that may be found from its tables; index what differs, drop the rest."""
    count = 0
    for searchable in searchables:
        ids = _ids(searchable)
        for at in range(0, len(ids), CHUNK):
            with transaction.atomic():
                locked_state()
                count += refresh(searchable, ids[at : at + CHUNK])
            if progress:
                progress(min(at + CHUNK, len(ids)), len(ids))
        documents = Document.objects.filter(label=searchable.name)
        known = set(_ids(searchable))
        gone = [n for n, one in documents.values_list("pk", "object_id") if one not in known]
        for at in range(0, len(gone), CHUNK):
            count += remove_documents(Document.objects.filter(pk__in=gone[at : at + CHUNK]))
    return count


def _ids(searchable: Searchable) -> list[str]:
    rows = apps.get_model(searchable.model)._default_manager.order_by("pk")
    return [str(number) for number in rows.values_list("pk", flat=True)]


def differing() -> int:
    """How many documents are not what the tables say now, or are missing or too many."""
    count = 0
    for searchable in searchables:
        documents = Document.objects.filter(label=searchable.name)
        standing = {
            (one, part): digest
            for one, part, digest in documents.values_list("object_id", "part", "digest")
        }
        ids = _ids(searchable)
        for at in range(0, len(ids), CHUNK):
            for item in searchable.read(ids[at : at + CHUNK]):
                found = standing.pop((str(item.object_id), item.part), None)
                count += found != item.digest()
        count += len(standing)
    return count


def _behind(row: IndexState) -> models.QuerySet[Document]:
    entered = Entry.objects.filter(
        slot=row.active,
        document=models.OuterRef("pk"),
        changed_at=models.OuterRef("changed_at"),
        audience=models.OuterRef("audience"),
    )
    return Document.objects.filter(~models.Exists(entered))


def _remaining(row: IndexState) -> bool:
    return Document.objects.filter(pk__gt=row.last_document).exists()


@transaction.atomic
def _begin() -> None:
    row = locked_state()
    if row.building is not None and row.building_analyser == current().label:
        return
    row.building, row.building_analyser = 1 - row.active, current().label
    row.done_count, row.all_count, row.last_document = 0, Document.objects.count(), 0
    _forget(row.building)
    backend().begin(row.building)
    row.save()


@transaction.atomic
def _step() -> IndexState:
    """One chunk. Its documents stay locked, so a change meanwhile comes after and wins."""
    row = locked_state()
    if row.building is None:
        return row
    chunk = list(
        Document.objects.select_for_update().filter(pk__gt=row.last_document).order_by("pk")[:CHUNK]
    )
    enter(row.building, row.building_analyser, chunk)
    row.done_count += len(chunk)
    row.last_document = chunk[-1].pk if chunk else row.last_document
    row.save(update_fields=["done_count", "last_document"])
    return row


@transaction.atomic
def _swap() -> IndexState:
    row = locked_state()
    if row.building is None:
        return row
    old, row.active, row.analyser = row.active, row.building, row.building_analyser
    row.building, row.building_analyser, row.built_at = None, "", now()
    row.save()
    backend().finish(row.active)
    _forget(old)
    return row


def _forget(slot: int) -> None:
    backend().clear(slot)
    Tally.objects.filter(slot=slot).delete()
    Entry.objects.filter(slot=slot).delete()


@dataclass(frozen=True)
class Health:
    """What a check found; every number but `documents` should be nought."""

    documents: int
    differing: int
    behind: int
    missing: int
    surplus: int
    uncounted: int
    analyser: str
    is_current: bool

    @property
    def is_sound(self) -> bool:
        return self.is_current and not any(
            (self.differing, self.behind, self.missing, self.surplus, self.uncounted)
        )


def check() -> Health:
    """Compare the answering index with its documents, and these with the tables."""
    settle()
    row = state()
    entries = set(Entry.objects.filter(slot=row.active).values_list("pk", flat=True))
    stored = backend().ids(row.active)
    return Health(
        documents=Document.objects.count(),
        differing=differing(),
        behind=_behind(row).count(),
        missing=len(entries - stored),
        surplus=len(stored - entries),
        uncounted=Tally.objects.count(),
        analyser=row.analyser,
        is_current=not needs_rebuild(),
    )
