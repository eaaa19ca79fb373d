"""Notes and items as a book sees them: whose they are, who reads them, which words they have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sala.core.thai import thai_date
from sala.knowledge.actions.writing import is_narrower
from sala.knowledge.kinds import Part
from sala.knowledge.licences import Terms, terms_of
from sala.knowledge.models import Asset, Credit, Note, NoteOwner, NoteVersion, Version
from sala.knowledge.queries.wordings import asset_html
from sala.publishing.models import ASSET, NOTE, Collection, Item
from sala.publishing.rules import reaches_as_far

Key = tuple[str, int]


class Source(NamedTuple):
    """A published note or item that may become a chapter. `wording` is its newest version."""

    label: str
    object_id: int
    wording: int
    title: str
    audience: str
    agency_id: int
    licence: str
    url: str
    writers: dict[int, str]

    @property
    def key(self) -> Key:
        return self.label, self.object_id

    @property
    def byline(self) -> str:
        return ", ".join(self.writers.values())


def sources_of(rows: Iterable[tuple[str, int]], keys: set[str]) -> dict[Key, Source]:
    """Those of the things that the keys open and that are published; at most four queries."""
    ids: dict[str, list[int]] = {NOTE: [], ASSET: []}
    for label, object_id in rows:
        ids.setdefault(label, []).append(object_id)
    return {source.key: source for source in [*_notes(ids[NOTE], keys), *_assets(ids[ASSET], keys)]}


def sources_for(chapters: Sequence[Item], keys: set[str]) -> dict[Key, Source]:
    """What chapters point to, each as open as the wording that was chosen: of a note or item that
    was opened wider since, an earlier wording is still for those who could read it then."""
    found = sources_of([(row.label, row.object_id) for row in chapters], keys)
    older = [
        row
        for row in chapters
        if (source := found.get((row.label, row.object_id))) and row.wording != source.wording
    ]
    for row in older:
        if row.label == NOTE:
            audience = kept_words(row).values_list("audience", flat=True).first()
        else:
            versions = Version.objects.filter(asset=row.object_id, number=row.wording)
            audience = versions.values_list("audience", flat=True).first()
        key = (row.label, row.object_id)
        if audience is not None and is_narrower(audience, found[key].audience):
            found[key] = found[key]._replace(audience=audience)
    return found


def _notes(ids: Sequence[int], keys: set[str]) -> list[Source]:
    if not ids:
        return []
    found = Note.objects.visible_to(keys).published().filter(pk__in=ids).select_related("author")
    notes = list(found.defer("body", "body_text"))
    writers: dict[int, dict[int, str]] = {note.pk: {} for note in notes}
    for note in notes:
        writers[note.pk][note.author_id] = note.author.full_name
    owners = NoteOwner.objects.filter(note__in=writers, ended_at__isnull=True)
    for owner in owners.select_related("person").order_by("since", "pk"):
        writers[owner.note_id].setdefault(owner.person_id, owner.person.full_name)
    return [
        Source(
            NOTE,
            note.pk,
            note.version,
            note.title,
            note.audience,
            note.agency_id,
            note.licence,
            note.get_absolute_url(),
            writers[note.pk],
        )
        for note in notes
    ]


def _assets(ids: Sequence[int], keys: set[str]) -> list[Source]:
    if not ids:
        return []
    found = Asset.objects.visible_to(keys).published().filter(pk__in=ids)
    assets = list(found.select_related("current").defer("current__body", "current__body_text"))
    writers: dict[int, dict[int, str]] = {asset.pk: {} for asset in assets}
    credits_ = Credit.objects.filter(asset__in=writers).exclude(part=Part.CONTRIBUTOR)
    for credit in credits_.select_related("person"):
        writers[credit.asset_id][credit.person_id] = credit.person.full_name
    return [
        Source(
            ASSET,
            asset.pk,
            asset.current.number if asset.current else 0,
            asset.title,
            asset.audience,
            asset.agency_id,
            asset.licence,
            asset.get_absolute_url(),
            writers[asset.pk],
        )
        for asset in assets
    ]


class Words(NamedTuple):
    """A chapter ready to be set: the words of one version, by whom, under which terms."""

    item: Item
    title: str
    html: str
    byline: str
    terms: Terms
    url: str
    audience: str

    @property
    def whole_url(self) -> str:
        return f"{settings.SITE_URL.rstrip('/')}{self.url}"


def words_of(item: Item, source: Source, collection: Collection) -> Words:
    """The chapter in the wording that was chosen; read one at a time, so a long book is never in
    memory twice."""
    if item.label == NOTE:
        title, html, byline = _note_words(item, collection)
    else:
        title, html, byline = _asset_words(item)
    names = source.byline
    return Words(
        item,
        title,
        html,
        _("โดย %(names)s · %(rest)s") % {"names": names, "rest": byline},
        terms_of(source.licence),
        source.url,
        source.audience,
    )


def kept_words(item: Item) -> QuerySet[NoteVersion]:
    """Earlier words of a note from a wording on. A version without a row had other tags or
    readers, and the words of the next one kept; without any the present ones stand."""
    rows = NoteVersion.objects.filter(note=item.object_id, version__gte=item.wording)
    return rows.order_by("version")


def _note_words(item: Item, collection: Collection) -> tuple[str, str, str]:
    """With the name of the book it was written in, if all readers of this one may know it."""
    note = Note.objects.select_related("agency", "book").get(pk=item.object_id)
    said: Note | NoteVersion = kept_words(item).first() or note
    words = {
        "agency": note.agency.name,
        "book": note.book.name,
        "day": thai_date(note.written_at, "full"),
    }
    if reaches_as_far(note.book.audience, note.agency_id, collection):
        rest = _("%(agency)s · บันทึกใน “%(book)s” %(day)s") % words
    else:
        rest = _("%(agency)s · บันทึกเมื่อ %(day)s") % words
    return said.title, said.body, rest


def _asset_words(item: Item) -> tuple[str, str, str]:
    version = Version.objects.select_related("asset__agency").get(
        asset=item.object_id, number=item.wording
    )
    rest = _("%(agency)s · %(code)s ฉบับที่ %(number)s · %(day)s") % {
        "agency": version.asset.agency.name,
        "code": version.asset.code,
        "number": version.number,
        "day": thai_date(version.made_at, "full"),
    }
    return version.title, asset_html(version), rest
