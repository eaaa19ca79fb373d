"""Beginning a set, choosing and ordering its chapters, taking a book off the shelf."""

from __future__ import annotations

from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.file_words import PICTURES
from sala.core.files import attach, detach, follow_audience
from sala.core.locking import locked, require_version
from sala.core.numbers import next_number
from sala.core.permissions import denied, require
from sala.core.thai import sort_key
from sala.knowledge.licences import usual_licence
from sala.people.keys import PUBLIC, keys_of
from sala.people.models import Person
from sala.publishing.models import Chapter, Collection
from sala.publishing.queries.sources import Source, sources_of
from sala.publishing.rules import (
    can_add_chapter,
    can_begin_collection,
    can_give_consent,
    can_put_back,
    can_take_down,
    can_take_in,
    can_tend_collection,
    needs_consent,
)
from sala.publishing.telling import noted, tell_consent_asked, tell_consent_given

LABEL = "publishing.collection"


class CollectionText(NamedTuple):
    """What is said of a set. `reach`: community, agency or public."""

    title: str
    reach: str
    intro: str = ""
    series: str = ""
    volume: str = ""
    licence: str = ""  # as the agency has it


def audience_of(reach: str, community: Community | None, agency_id: int) -> str:
    if reach == PUBLIC:
        return PUBLIC
    if reach == "community" and community is not None:
        return community.key
    return f"agency:{agency_id}"


@transaction.atomic
def begin_collection(
    text: CollectionText, *, by: Person, community: Community | None = None
) -> Collection:
    community = locked(community) if community else None
    require(can_begin_collection(by, community))
    agency_id = community.agency_id if community else by.agency_id
    collection = Collection(
        number=next_number("collection"),
        agency_id=agency_id,
        community=community,
        audience=audience_of(text.reach, community, agency_id),
        made_by=by,
        licence=usual_licence(agency_id),
    )
    _say(collection, text)
    collection.save()
    noted("publishing.collection_begun", collection, by=by)
    return collection


def _say(collection: Collection, text: CollectionText) -> None:
    collection.title, collection.sort_key = text.title, sort_key(text.title)
    collection.intro, collection.licence = text.intro, text.licence or collection.licence
    collection.series, collection.volume = text.series, text.volume
    collection.volume_key = sort_key(text.volume)


def _held(collection: Collection) -> Collection:
    """Locked, with its community: two who order chapters go one after the other."""
    return locked(collection)


@transaction.atomic
def change_collection(
    collection: Collection, text: CollectionText, *, seen: int, by: Person
) -> Collection:
    """A wider circle of readers only when every chapter is open to all of them."""
    collection = _held(collection)
    require(can_tend_collection(by, collection))
    require_version(collection, seen, text._asdict())
    collection.audience = audience_of(text.reach, collection.community, collection.agency_id)
    for source in _sources(collection, by).values():
        require(can_take_in(collection, source))
    _say(collection, text)
    collection.version += 1
    collection.save()
    follow_audience(LABEL, [collection.pk], collection.audience)
    noted("publishing.collection_changed", collection, by=by)
    return collection


def _sources(collection: Collection, by: Person) -> dict[tuple[str, int], Source]:
    rows = collection.chapters.values_list("label", "object_id")
    return sources_of(rows, keys_of(by))


@transaction.atomic
def set_cover(collection: Collection, upload: UploadedFile, *, by: Person) -> None:
    collection = _held(collection)
    require(can_tend_collection(by, collection))
    detach(collection)
    attach(
        collection,
        upload,
        audience=collection.audience,
        made_by_id=by.pk,
        accepted=PICTURES,
    )
    noted("publishing.collection_changed", collection, by=by)


@transaction.atomic
def add_chapter(collection: Collection, label: str, object_id: int, *, by: Person) -> Chapter:
    """At the end, in the wording of today. Twice is once."""
    collection = _held(collection)
    chapters = list(collection.chapters.all())
    require(can_add_chapter(by, collection, len(chapters)))
    source = sources_of([(label, object_id)], keys_of(by)).get((label, object_id))
    if source is None:
        raise Chapter.DoesNotExist
    for chapter in chapters:
        if (chapter.label, chapter.object_id) == source.key:
            return chapter
    require(can_take_in(collection, source))
    asks = needs_consent(collection, source, by.pk)
    chapter = Chapter.objects.create(
        collection=collection,
        label=label,
        object_id=object_id,
        wording=source.wording,
        position=len(chapters) + 1,
        needs_consent=asks,
        added_by=by,
    )
    noted(
        "publishing.chapter_added",
        collection,
        by=by,
        item=[label, object_id],
        consent=asks,
    )
    if asks:
        tell_consent_asked(chapter, source, by=by)
    return chapter


@transaction.atomic
def remove_chapter(chapter: Chapter, *, by: Person) -> None:
    collection = _held(chapter.collection)
    require(can_tend_collection(by, collection))
    collection.chapters.filter(pk=chapter.pk).delete()
    _number(list(collection.chapters.all()))
    noted(
        "publishing.chapter_removed",
        collection,
        by=by,
        item=[chapter.label, chapter.object_id],
    )


@transaction.atomic
def move_chapter(chapter: Chapter, step: int, *, by: Person) -> None:
    """One place up (-1) or down (1); at either end nothing happens."""
    collection = _held(chapter.collection)
    require(can_tend_collection(by, collection))
    rows = list(collection.chapters.all())
    here = next((place for place, row in enumerate(rows) if row.pk == chapter.pk), None)
    if here is None or not 0 <= here + step < len(rows):
        return
    rows[here], rows[here + step] = rows[here + step], rows[here]
    _number(rows)
    noted("publishing.chapters_ordered", collection, by=by)


def _number(rows: list[Chapter]) -> None:
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


@transaction.atomic
def renew_chapter(chapter: Chapter, *, by: Person) -> Chapter:
    """Take the newest wording of a chapter that was written further."""
    collection = _held(chapter.collection)
    require(can_tend_collection(by, collection))
    chapter = Chapter.objects.select_for_update().get(pk=chapter.pk, collection=collection)
    key = (chapter.label, chapter.object_id)
    source = sources_of([key], keys_of(by)).get(key)
    if source is None:
        raise Chapter.DoesNotExist
    chapter.wording = source.wording
    chapter.save(update_fields=["wording"])
    noted("publishing.chapter_renewed", collection, by=by, item=list(key))
    return chapter


@transaction.atomic
def answer_consent(chapter: Chapter, *, agrees: bool, by: Person) -> Chapter:
    """The word of one who writes it. A chapter that is declined leaves the set."""
    collection = _held(chapter.collection)
    found = Chapter.objects.select_for_update().filter(pk=chapter.pk, collection=collection).first()
    if found is None:
        require(denied("state.settled", _("เรื่องนี้ตอบแล้ว")))
        return chapter
    key = (found.label, found.object_id)
    source = sources_of([key], keys_of(by)).get(key)
    if source is None:
        raise Chapter.DoesNotExist
    require(can_give_consent(by, found, source))
    if agrees:
        found.consent_at, found.consent_by = now(), by
        found.save(update_fields=["consent_at", "consent_by"])
    else:
        collection.chapters.filter(pk=found.pk).delete()
        _number(list(collection.chapters.all()))
    verb = "publishing.consent_given" if agrees else "publishing.consent_declined"
    noted(verb, collection, by=by, item=list(key))
    tell_consent_given(found, source, agrees=agrees, by=by)
    return found


@transaction.atomic
def take_down(collection: Collection, *, by: Person) -> Collection:
    collection = _held(collection)
    require(can_take_down(by, collection))
    collection.withdrawn_at = now()
    collection.save(update_fields=["withdrawn_at"])
    noted("publishing.taken_down", collection, by=by)
    return collection


@transaction.atomic
def put_back(collection: Collection, *, by: Person) -> Collection:
    collection = _held(collection)
    require(can_put_back(by, collection))
    collection.withdrawn_at = None
    collection.save(update_fields=["withdrawn_at"])
    noted("publishing.put_back", collection, by=by)
    return collection
