"""An item begun from what is already there: its makers are credited (R066, R094, R096)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from django.db import transaction

from sala.communities.models import Community
from sala.core.lineage import Seed, lineage_sources
from sala.core.rich import from_plain
from sala.journal.actions import record
from sala.knowledge.actions.asking import ask_review
from sala.knowledge.actions.writing import Beginning, Root, begin_asset
from sala.knowledge.kinds import Ask, AssetType, Descent
from sala.knowledge.models import Asset
from sala.knowledge.models.assets import LABEL
from sala.people.models import Person
from sala.talk.models import Post


def seed_of(label: str, object_id: int, person: Person) -> Seed | None:
    """What an item may begin with, for this person; None when there is nothing to see."""
    source = lineage_sources.get(label)
    return source.seed(person, object_id) if source else None


@transaction.atomic
def begin_from(
    label: str, object_id: int, seed: Seed, *, by: Person, community: Community | None = None
) -> Asset:
    """A draft with the text, the credits and the root of what it came from."""
    people = {person.pk: person for person in Person.objects.filter(pk__in=seed.contributor_ids)}
    asset = begin_asset(
        Beginning(
            seed.type,
            seed.title[:200],
            community or seed.community,
            html=seed.html,
            roots=[Root(seed.kind, label, object_id)],
            contributors=[people[pk] for pk in seed.contributor_ids if pk in people],
            licence=seed.licence,
            about=seed.about,
        ),
        by=by,
    )
    if label == LABEL:
        parent = Asset.objects.get(pk=object_id)
        record("knowledge.built_upon", parent, place=parent.community, by=by, asset=asset.pk)
        ask_review(parent, Ask.CITED)
    return asset


@transaction.atomic
def compile_answers(
    community: Community, posts: Sequence[Post], *, title: str, by: Person
) -> Asset:
    """Questions and their chosen answers as one text; every author is a contributor (R096)."""
    parts, roots, authors = [], [], {}
    for post in posts:
        parts.append(f"<h2>{escape(post.thread.title)}</h2>{from_plain(post.text)}")
        roots.append(Root(Descent.ANSWERS, "talk.post", post.pk))
        authors[post.author_id] = post.author
    beginning = Beginning(
        AssetType.QA,
        title,
        community,
        html="".join(parts),
        roots=roots,
        contributors=list(authors.values()),
    )
    return begin_asset(beginning, by=by)
