"""Making a book of a set: asked for in a request, made by the clock, kept as an edition."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import now
from django.utils.translation import override

from sala.core import terms
from sala.core.files import of as files_of
from sala.core.locking import locked
from sala.core.models import Run
from sala.core.permissions import Refused, require
from sala.documents.pdf import pdf_available
from sala.knowledge.actions.asking import ask_exported
from sala.knowledge.models import Asset
from sala.people.keys import keys_of
from sala.people.models import AgencySettings, Person
from sala.publishing.actions.collections import LABEL
from sala.publishing.making.book import BookText, add_chapter, make_epub, make_pdf
from sala.publishing.making.cover import as_cover, drawn_cover
from sala.publishing.models import ASSET, Chapter, Collection, Edition, EditionChapter
from sala.publishing.queries.builder import KIND, runs_of
from sala.publishing.queries.sources import sources_for, words_of
from sala.publishing.rules import can_build, can_tend_collection, is_as_begun, reaches_as_far
from sala.publishing.telling import noted


def _ready(collection: Collection, by: Person) -> tuple[list[Chapter], dict[Any, Any]]:
    """The chapters and what they point to; refused with what is amiss."""
    chapters = list(collection.chapters.all())
    sources = sources_for(chapters, keys_of(by))
    require(can_build(by, collection, chapters, sources))
    return chapters, sources


@transaction.atomic
def ask_for_edition(collection: Collection, *, by: Person) -> Run:
    """One at a time: who asks again while it is being made gets the same run."""
    collection = locked(collection)
    chapters, _sources = _ready(collection, by)
    waiting = runs_of(collection).filter(ended_at__isnull=True, cancelled_at__isnull=True)
    if run := waiting.first():
        return run
    run = Run.objects.create(
        kind=KIND,
        agency_id=collection.agency_id,
        asked_by_id=by.pk,
        total=len(chapters) + 2,
        settings={"collection": collection.pk},
    )
    noted("publishing.edition_asked", collection, by=by, run=run.pk)
    return run


@transaction.atomic
def cancel_edition(run: Run, collection: Collection, *, by: Person) -> None:
    """What stood on the shelf stays there."""
    require(can_tend_collection(by, collection))
    rows = runs_of(collection).filter(pk=run.pk, ended_at__isnull=True, cancelled_at__isnull=True)
    if rows.update(cancelled_at=now()):
        noted("publishing.edition_cancelled", collection, by=by, run=run.pk)


class _Cancelled(Exception):  # noqa: N818 -- a wish, not a fault
    """Somebody asked to stop."""


def work_on_edition(run: Run) -> None:
    """Chapter by chapter; stops between them when it was cancelled. Nothing is shown before the
    whole book is there, and then only what may be shown at that moment."""
    collection = Collection.objects.select_related("agency", "community").get(
        pk=run.settings["collection"]
    )
    by = Person.objects.get(pk=run.asked_by_id or 0)
    words = AgencySettings.objects.filter(agency=collection.agency_id).first()
    try:
        with override("th"), terms.using(words.terms if words else None):
            _work(run, collection, by)
    except Refused as refused:
        reasons = [
            {"name": gap.label, "reason": gap.detail} for gap in refused.decision.missing
        ] or [{"name": collection.title, "reason": refused.decision.reason}]
        Run.objects.filter(pk=run.pk).update(refused=reasons, counts={"refused": len(reasons)})
    except _Cancelled:
        return


def _work(run: Run, collection: Collection, by: Person) -> None:
    chapters, sources = _ready(collection, by)
    book = _begun(collection)
    _step(run, 0, len(chapters) + 2)
    for done, chapter in enumerate(chapters, start=1):
        source = sources[chapter.label, chapter.object_id]
        words = words_of(chapter, source, collection)
        add_chapter(book, words, list(source.writers.values()), collection.audience)
        _step(run, done)
    epub = make_epub(book)
    _step(run, len(chapters) + 1)
    pdf = make_pdf(book) if pdf_available() else b""
    _step(run, len(chapters) + 2)
    edition = _keep(collection, chapters, book, epub, pdf, by)
    Run.objects.filter(pk=run.pk).update(counts={"edition": str(edition.pk)})


def _step(run: Run, done: int, total: int | None = None) -> None:
    rows = Run.objects.filter(pk=run.pk)
    rows.update(done=done, **({"total": total} if total else {}))
    if rows.filter(cancelled_at__isnull=False).exists():
        raise _Cancelled


def _begun(collection: Collection) -> BookText:
    last = collection.editions.aggregate(last=Max("number"))["last"] or 0
    return BookText(
        identifier=f"urn:uuid:{uuid.uuid4()}",
        title=collection.title,
        series=collection.series,
        volume=collection.volume,
        agency=collection.agency.name,
        home=_home(collection),
        intro=collection.intro,
        licence=collection.licence,
        url=settings.SITE_URL.rstrip("/") + collection.get_absolute_url(),
        edition=last + 1,
        built_at=now(),
        cover=_cover(collection),
    )


def _cover(collection: Collection) -> bytes:
    """The picture that was given, else one drawn from the title."""
    for row in files_of(LABEL, [collection.pk], {collection.audience}).get(collection.pk, []):
        if row.is_picture:
            with row.file.open("rb") as stream:
                return as_cover(stream.read())
    return drawn_cover(
        collection.title,
        series=collection.series,
        volume=collection.volume,
        agency=_home(collection),
    )


def _home(collection: Collection) -> str:
    """The community, if every reader of the book may know of it; else the agency."""
    community = collection.community
    if community and reaches_as_far(community.audience, community.agency_id, collection):
        return community.name
    return collection.agency.name


@transaction.atomic
def _keep(
    collection: Collection,
    chapters: Sequence[Chapter],
    book: BookText,
    epub: bytes,
    pdf: bytes,
    by: Person,
) -> Edition:
    """Put the book on the shelf. Asked once more, under the lock: what was withdrawn, narrowed or
    arranged another way while the book was being made stops it."""
    begun, collection = collection, locked(collection)
    standing, _sources = _ready(collection, by)
    require(is_as_begun(begun, chapters, collection, standing))
    number = (collection.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    edition = Edition(
        pk=uuid.UUID(book.identifier.removeprefix("urn:uuid:")),
        collection=collection,
        number=number,
        title=book.title,
        intro=book.intro,
        licence=book.licence,
        built_at=book.built_at,
        made_by=by,
        epub_size=len(epub),
        pdf_size=len(pdf),
        epub_sha256=hashlib.sha256(epub).hexdigest(),
        pdf_sha256=hashlib.sha256(pdf).hexdigest() if pdf else "",
    )
    edition.cover.save(f"{edition.pk}.png", ContentFile(book.cover), save=False)
    edition.epub.save(f"{edition.pk}.epub", ContentFile(epub), save=False)
    if pdf:
        edition.pdf.save(f"{edition.pk}.pdf", ContentFile(pdf), save=False)
    edition.save(force_insert=True)
    _keep_chapters(edition, chapters, book)
    collection.current, collection.withdrawn_at = edition, None
    collection.save(update_fields=["current", "withdrawn_at"])
    taken = [row.object_id for row in chapters if row.label == ASSET]
    ask_exported(Asset.objects.filter(pk__in=taken).order_by("pk"), by=by)
    built = {"edition": str(edition.pk), "chapters": len(standing)}
    noted("publishing.edition_built", collection, by=by, **built)
    return edition


def _keep_chapters(edition: Edition, chapters: Sequence[Chapter], book: BookText) -> None:
    """What stands in this edition, with the byline and licence each chapter was printed with."""
    EditionChapter.objects.bulk_create(
        EditionChapter(
            edition=edition,
            label=row.label,
            object_id=row.object_id,
            wording=row.wording,
            position=position,
            title=done.words.title,
            byline=done.words.byline[:500],
            names=list(done.names),
            licence=done.words.terms.code,
            url=done.words.url,
        )
        for position, (row, done) in enumerate(zip(chapters, book.chapters, strict=True), start=1)
    )
