"""Put things into the index and take them out, in the caller's transaction."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from django.db import models, transaction
from django.utils.timezone import localdate, now

from sala.search.analysis import Analysed
from sala.search.backends import backend
from sala.search.backends.base import DOCUMENTS, Row
from sala.search.incoming import Item
from sala.search.models import Audience, AudienceKey, Document, Entry, Facet, MissedQuery, Tally
from sala.search.normalise import normalise
from sala.search.state import analyser_of, kept_state, locked_state, state

CHUNK = 200
MOST_MISSED = 5000  # of one agency: a machine that asks nonsense cannot fill the disk


@transaction.atomic
def index(documents: Iterable[Item]) -> int:
    """Add or replace documents; visible to searches when the caller's transaction commits."""
    count, rest = 0, iter(documents)
    while chunk := list(islice(rest, CHUNK)):
        newest = {document.thing: document for document in chunk}
        _index_chunk(list(newest.values()))
        count += len(newest)
    return count


@transaction.atomic
def remove(label: str, object_id: int | str) -> None:
    """Take a thing out of the index; removing what is not there changes nothing."""
    remove_documents(Document.objects.filter(label=label, object_id=str(object_id)))


@transaction.atomic
def remove_documents(documents: models.QuerySet[Document]) -> int:
    """Take documents out of every slot; returns how many there were."""
    ids = list(documents.values_list("pk", flat=True))
    if ids:
        for slot, _ in state().slots():
            take_out(slot, Entry.objects.filter(slot=slot, document__in=ids))
        Facet.objects.filter(document__in=ids).delete()
        Document.objects.filter(pk__in=ids).delete()
    return len(ids)


def _index_chunk(chunk: Sequence[Item]) -> None:
    audiences = {name: audience_named(name) for name in {one.audience_name for one in chunk}}
    Document.objects.bulk_create(
        [_row(one, audiences[one.audience_name]) for one in chunk],
        update_conflicts=True,
        unique_fields=["label", "object_id", "part"],
        update_fields=COPIED,
    )
    rows = _documents(chunk)
    ids = [row.pk for row in rows.values()]
    Facet.objects.filter(document__in=ids).delete()
    Facet.objects.bulk_create(
        Facet(document=rows[one.thing], name=name, value=value)
        for one in chunk
        for name, value in sorted(one.facet_values())
    )
    for slot, label in kept_state().slots():
        enter(slot, label, list(rows.values()))


def enter(slot: int, label: str, documents: Sequence[Document]) -> None:
    """Analyse documents and index them in one slot, in place of what stood there."""
    take_out(slot, Entry.objects.filter(slot=slot, document__in=[one.pk for one in documents]))
    analyser = analyser_of(label)
    found = [analyser.analyse(one.title, one.text) for one in documents]
    put_in(slot, documents, found)


def put_in(slot: int, documents: Sequence[Document], found: Sequence[Analysed]) -> None:
    """Index documents under terms already made."""
    entries = Entry.objects.bulk_create(
        Entry(
            slot=slot,
            document=one,
            audience_id=one.audience_id,
            title=made.title,
            text=made.text,
            changed_at=one.changed_at,
        )
        for one, made in zip(documents, found, strict=True)
    )
    rows = [
        Row(entry.pk, entry.document_id, entry.audience_id, made.terms)
        for entry, made in zip(entries, found, strict=True)
    ]
    backend().put(slot, rows)
    _tally(slot, +1, ((row.audience_id, row.terms) for row in rows))


def take_out(slot: int, entries: models.QuerySet[Entry]) -> None:
    """Remove entries from one slot; their terms are counted out after the commit."""
    audiences = dict(entries.values_list("pk", "audience_id"))
    if not audiences:
        return
    gone = backend().take_out(slot, list(audiences))
    _tally(slot, -1, ((audiences[number], terms) for number, terms in gone.items()))
    Entry.objects.filter(pk__in=list(audiences)).delete()


def _tally(slot: int, sign: int, rows: Iterable[tuple[int, Iterable[int]]]) -> None:
    Tally.objects.bulk_create(
        Tally(slot=slot, audience_id=audience, sign=sign, terms=array("i", terms).tobytes())
        for audience, terms in rows
    )
    transaction.on_commit(settle)


@transaction.atomic
def settle() -> int:
    """Count what waits to be counted; safe to repeat, and from several processes at once."""
    if not Tally.objects.exists():
        return 0
    locked_state()
    waiting = list(Tally.objects.select_for_update())
    sums: dict[tuple[int, int], Counter[int]] = {}
    for row in waiting:
        terms = array("i", [DOCUMENTS])
        terms.frombytes(bytes(row.terms))
        counter = sums.setdefault((row.slot, row.audience_id), Counter())
        (counter.update if row.sign > 0 else counter.subtract)(terms)
    for (slot, who), counter in sorted(sums.items()):
        backend().count(slot, ((term, who, n) for term, n in counter.items() if n))
    Tally.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    return len(waiting)


@transaction.atomic
def keep_missed(query: str, agency: str = "") -> None:
    """Remember that a search found nothing: the words, the day and the agency, not the person."""
    text = " ".join(normalise(query).split())[:120]
    if not text or MissedQuery.objects.filter(agency=agency).count() >= MOST_MISSED:
        return
    today = localdate()
    missed, is_new = MissedQuery.objects.get_or_create(
        agency=agency, text=text, defaults={"first_on": today, "last_on": today}
    )
    if not is_new:
        MissedQuery.objects.filter(pk=missed.pk).update(count=models.F("count") + 1, last_on=today)


def forget_missed(before: date) -> int:
    """Let go of what was asked once and not again for long, so that the list stays of use."""
    return MissedQuery.objects.filter(count=1, last_on__lt=before).delete()[0]


def audience_named(name: str) -> Audience:
    audience, is_new = Audience.objects.get_or_create(name=name)
    if is_new and name:
        AudienceKey.objects.bulk_create(
            AudienceKey(audience=audience, key=key) for key in name.split("|")
        )
    return audience


def _row(one: Item, audience: Audience) -> Document:
    return Document(
        label=one.label,
        object_id=str(one.object_id),
        part=one.part,
        digest=one.digest(),
        type=one.type_name,
        title=one.title,
        text=one.text,
        lang=one.lang,
        url=one.url,
        audience=audience,
        happened_at=one.happened_at,
        changed_at=now(),
    )


COPIED = [
    "digest",
    "type",
    "title",
    "text",
    "lang",
    "url",
    "audience",
    "happened_at",
    "changed_at",
]


def _documents(chunk: Sequence[Item]) -> dict[tuple[str, str, int], Document]:
    """The rows just written, by thing: an upsert does not tell the ids of what it changed."""
    rows = Document.objects.filter(
        label__in={one.label for one in chunk}, object_id__in=[str(one.object_id) for one in chunk]
    )
    wanted = {one.thing for one in chunk}
    found = {(row.label, row.object_id, row.part): row for row in rows}
    return {thing: row for thing, row in found.items() if thing in wanted}
