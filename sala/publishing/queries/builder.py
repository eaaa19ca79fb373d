"""Putting a set together: what is in it, what may come in, what is amiss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from sala.communities.models import Community
from sala.communities.roles import ABILITIES
from sala.communities.rules import standing_of
from sala.core.models import Run
from sala.core.permissions import Decision
from sala.core.thai import clean_line
from sala.knowledge.licences import Terms, terms_of
from sala.knowledge.models import Asset, Note
from sala.people.keys import keys_of
from sala.people.models import Person
from sala.people.rules import has_ability
from sala.publishing.models import ASSET, NOTE, Chapter, Collection
from sala.publishing.queries.sources import Source, sources_for, sources_of
from sala.publishing.rules import can_build, can_take_in, needs_consent

OFFERED = 12
KIND = "publishing.edition"


def runs_of(collection: Collection) -> QuerySet[Run]:
    return Run.objects.filter(kind=KIND, settings__collection=collection.pk).order_by("-pk")


def tended(person: Person) -> QuerySet[Collection]:
    """Sets the person may work on: of communities one facilitates, of the agency for its KM
    team."""
    mine = Q(community__in=facilitated(person))
    if has_ability(person, "manage_catalogues", person.agency_id):
        mine |= Q(community__isnull=True, agency=person.agency_id)
    return Collection.objects.filter(mine)


def facilitated(person: Person) -> QuerySet[Community]:
    held = [
        pk
        for pk, roles in standing_of(person).roles.items()
        if any("manage_community" in ABILITIES[role] for role in roles)
    ]
    return Community.objects.filter(pk__in=held).order_by("name")


class ChapterLine(NamedTuple):
    chapter: Chapter
    source: Source | None
    problem: str
    terms: Terms | None
    is_first: bool
    is_last: bool

    @property
    def has_newer(self) -> bool:
        return self.source is not None and self.source.wording > self.chapter.wording


class Offer(NamedTuple):
    source: Source
    may: Decision
    asks: bool
    terms: Terms

    @property
    def value(self) -> str:
        return f"{self.source.label}:{self.source.object_id}"

    @property
    def kind(self) -> str:
        return self.source.label


@dataclass(frozen=True)
class SetPage:
    collection: Collection
    chapters: list[ChapterLine]
    offers: list[Offer]
    words: str
    may_build: Decision
    run: Run | None
    is_on_shelf: bool


def set_page(collection: Collection, person: Person, words: str) -> SetPage:
    keys = keys_of(person)
    chapters = list(collection.chapters.all())
    sources = sources_for(chapters, keys)
    may_build = can_build(person, collection, chapters, sources)
    running = runs_of(collection).filter(ended_at__isnull=True, cancelled_at__isnull=True)
    words = clean_line(words)[:100]
    return SetPage(
        collection,
        _lines(collection, chapters, sources),
        offers(collection, person, words, taken={(row.label, row.object_id) for row in chapters}),
        words,
        may_build,
        running.first(),
        collection.current_id is not None and collection.withdrawn_at is None,
    )


def _lines(
    collection: Collection, chapters: list[Chapter], sources: dict[tuple[str, int], Source]
) -> list[ChapterLine]:
    lines = []
    for place, chapter in enumerate(chapters):
        source = sources.get((chapter.label, chapter.object_id))
        fits = can_take_in(collection, source) if source else None
        lines.append(
            ChapterLine(
                chapter,
                source,
                fits.reason if fits is not None else "",
                terms_of(source.licence) if source else None,
                place == 0,
                place == len(chapters) - 1,
            )
        )
    return lines


def offers(
    collection: Collection, person: Person, words: str, *, taken: set[tuple[str, int]]
) -> list[Offer]:
    """What may come in: by title, else the newest; those of the community first."""
    keys = keys_of(person)
    notes = Note.objects.visible_to(keys).published().order_by("-published_at", "-pk")
    assets = Asset.objects.visible_to(keys).published().order_by("-published_at", "-pk")
    if words:
        notes, assets = notes.filter(title__icontains=words), assets.filter(title__icontains=words)
    elif collection.community_id:
        notes = notes.filter(book__community=collection.community_id)
        assets = assets.filter(community=collection.community_id)
    refs = [(ASSET, pk) for pk in assets.values_list("pk", flat=True)[: OFFERED + len(taken)]]
    refs += [(NOTE, pk) for pk in notes.values_list("pk", flat=True)[: OFFERED + len(taken)]]
    refs = [ref for ref in refs if ref not in taken]
    sources = sources_of(refs, keys)
    rows = [
        Offer(
            sources[ref],
            can_take_in(collection, sources[ref]),
            needs_consent(collection, sources[ref], person.pk),
            terms_of(sources[ref].licence),
        )
        for ref in refs
        if ref in sources
    ]
    return sorted(rows, key=lambda row: not row.may)[: 2 * OFFERED]


class Asked(NamedTuple):
    """A text of mine that somebody would like to print."""

    chapter: Chapter
    source: Source


def consents_asked(person: Any) -> list[Asked]:
    """Chapters that wait for this person's word; three queries when there are some."""
    waiting = Chapter.objects.filter(needs_consent=True, consent_at__isnull=True)
    notes = Note.objects.filter(owners__person=person, owners__ended_at__isnull=True)
    assets = Asset.objects.filter(credits__person=person)
    mine = Q(label=NOTE, object_id__in=notes.values("pk")) | Q(
        label=ASSET, object_id__in=assets.values("pk")
    )
    chapters = list(waiting.filter(mine).select_related("collection__agency", "added_by")[:20])
    if not chapters:
        return []
    sources = sources_of([(row.label, row.object_id) for row in chapters], keys_of(person))
    return [
        Asked(row, sources[row.label, row.object_id])
        for row in chapters
        if (row.label, row.object_id) in sources
        and person.pk in sources[row.label, row.object_id].writers
    ]
