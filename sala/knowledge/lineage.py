"""Things of which items are made: other items, notes, threads and chosen answers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from sala.core.lineage import LineageNode, LineageSource, Seed, lineage_sources
from sala.core.permissions import require
from sala.core.registries import JournalListener, journal_listeners
from sala.core.rich import from_plain
from sala.core.thai import cut
from sala.knowledge.actions.asking import ask_review, is_worth_asking
from sala.knowledge.kinds import Ask, AssetType, Descent
from sala.knowledge.licences import may_adapt
from sala.knowledge.models import Asset, Note
from sala.knowledge.models.assets import LABEL
from sala.knowledge.rules.assets import parts_of
from sala.knowledge.rules.loop import can_derive
from sala.people.keys import keys_of
from sala.talk.models import Post, Thread

ANSWERS = 50


def asset_nodes(ids: Sequence[int], keys: set[str]) -> dict[int, LineageNode]:
    rows = Asset.objects.visible_to(keys).filter(pk__in=ids)
    return {row.pk: LineageNode(f"{row.code} {row.title}", row.get_absolute_url()) for row in rows}


def asset_seed(person: Any, object_id: int) -> Seed | None:
    """Its text, for an item built upon it; who made it is credited there too (I16)."""
    rows = Asset.objects.visible_to(keys_of(person)).published()
    asset = rows.select_related("current", "community").filter(pk=object_id).first()
    if asset is None or asset.current is None:
        return None
    require(can_derive(person, asset))
    return Seed(
        Descent.ASSET,
        asset.title,
        asset.current.body,
        contributor_ids=tuple(parts_of(asset)),
        licence=asset.licence,
        type=asset.type,
    )


def note_nodes(ids: Sequence[int], keys: set[str]) -> dict[int, LineageNode]:
    rows = Note.objects.visible_to(keys).filter(pk__in=ids)
    return {row.pk: LineageNode(row.title, row.get_absolute_url()) for row in rows}


def note_seed(person: Any, object_id: int) -> Seed | None:
    """A note as it stands, by its writers or by who may adapt it (R016, I16)."""
    rows = Note.objects.visible_to(keys_of(person)).filter(removed_at__isnull=True, pk=object_id)
    note = rows.select_related("book__community").first()
    if note is None:
        return None
    owners = {note.author_id, *note.owners.values_list("person_id", flat=True)}
    is_same_agency = person.agency_id == note.agency_id and not person.is_guest
    require(may_adapt(note.licence, is_owner=person.pk in owners, is_same_agency=is_same_agency))
    return Seed(
        Descent.NOTE,
        note.title,
        note.body,
        community=note.book.community,
        contributor_ids=tuple(sorted(owners)),
        licence=note.licence,
    )


def thread_nodes(ids: Sequence[int], keys: set[str]) -> dict[int, LineageNode]:
    rows = Thread.objects.visible_to(keys).live().filter(pk__in=ids)
    return {row.pk: LineageNode(row.title, row.get_absolute_url()) for row in rows}


def thread_seed(person: Any, object_id: int) -> Seed | None:
    """A talk as notes to work from: every post under its author's credit."""
    rows = Thread.objects.visible_to(keys_of(person)).live().filter(pk=object_id)
    thread = rows.select_related("community").first()
    if thread is None:
        return None
    posts = thread.posts.filter(removed_at__isnull=True).select_related("author")
    chosen = list(posts.order_by("pk")[:ANSWERS])
    parts = [f"<h2>{escape(row.author.full_name)}</h2>{from_plain(row.text)}" for row in chosen]
    return Seed(
        Descent.THREAD,
        thread.title,
        "".join(parts),
        community=thread.community,
        contributor_ids=tuple(dict.fromkeys(row.author_id for row in chosen)),
        type=AssetType.QA if thread.is_question else AssetType.LESSON,
    )


def post_nodes(ids: Sequence[int], keys: set[str]) -> dict[int, LineageNode]:
    rows = Post.objects.filter(
        pk__in=ids, removed_at__isnull=True, thread__in=Thread.objects.visible_to(keys).live()
    )
    return {
        row.pk: LineageNode(cut(f"{row.thread.title}: {row.text}", 80), row.url)
        for row in rows.select_related("thread")
    }


def hear(verb: str, label: str, subject_id: int) -> None:
    """Asked on from an item: a good moment to ask its owner whether it still holds."""
    if verb != "talk.question_asked" or label != "talk.thread":
        return
    asked = Thread.objects.filter(pk=subject_id, about_label=LABEL).values("about_id")
    for asset in Asset.objects.filter(pk__in=asked):
        if is_worth_asking(asset):
            ask_review(asset, Ask.QUESTIONED)


journal_listeners.add(JournalListener("knowledge.questioned", hear))
lineage_sources.add(
    LineageSource(LABEL, asset_nodes, asset_seed),
    LineageSource("knowledge.note", note_nodes, note_seed),
    LineageSource("talk.thread", thread_nodes, thread_seed),
    LineageSource("talk.post", post_nodes),
)
