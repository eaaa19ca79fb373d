"""Threads as they are found: a title and what stands in its posts, long ones in parts, the summary
of a set topic with it; and pieces of KM วันละนิด that went out. Comments: `comment_searchables`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import groupby
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sala.communities.searchables import facets_of
from sala.core.registries import Searchable, searchables
from sala.core.thai import fiscal_year
from sala.core.thai.calendar import BANGKOK
from sala.search.incoming import Item
from sala.talk import comment_searchables
from sala.talk.models import Kind, Piece, Post, Thread

PART = 12_000  # letters of posts read together; the next part begins with the next post


def read_questions(ids: Sequence[Any]) -> Iterator[Item]:
    return _read("question", ids, is_question=True)


def read_talks(ids: Sequence[Any]) -> Iterator[Item]:
    return _read("thread", ids, is_question=False)


def _read(name: str, ids: Sequence[Any], *, is_question: bool) -> Iterator[Item]:
    rows = Thread.objects.live().filter(pk__in=ids).select_related("community")
    rows = rows.filter(kind=Kind.QUESTION) if is_question else rows.exclude(kind=Kind.QUESTION)
    rows = rows.select_related("prompt").prefetch_related("community__groups")
    threads = {row.pk: row for row in rows}
    posts = Post.objects.filter(thread__in=threads, removed_at__isnull=True)
    written = {
        number: list(group)
        for number, group in groupby(posts.order_by("thread", "pk"), lambda post: post.thread_id)
    }
    for thread in threads.values():
        for number, part in enumerate(_parts(written.get(thread.pk, []))):
            yield _item(name, thread, number, part)


def _parts(posts: Sequence[Post]) -> list[list[Post]]:
    parts: list[list[Post]] = [[]]
    letters = 0
    for post in posts:
        if letters > PART:
            parts.append([])
            letters = 0
        parts[-1].append(post)
        letters += len(post.text)
    return parts


def _item(name: str, thread: Thread, number: int, posts: Sequence[Post]) -> Item:
    url = thread.get_absolute_url()
    return Item(
        label=name,
        object_id=thread.pk,
        part=number,
        title=thread.title,
        text="\n\n".join([*_summary(thread, number), *(post.text for post in posts)]),
        audience=frozenset([thread.audience]),
        facets={**facets_of(thread.community), "fiscal_year": [fiscal_year(thread.made_at)]},
        url=f"{url}?after={posts[0].pk - 1}#p{posts[0].pk}" if number else url,
        happened_at=thread.made_at,
    )


def _summary(thread: Thread, number: int) -> list[str]:
    prompt = getattr(thread, "prompt", None) if number == 0 else None
    return [prompt.summary] if prompt is not None and prompt.summary else []


def read_pieces(ids: Sequence[Any]) -> Iterator[Item]:
    """What waits in the queue is read by nobody yet."""
    rows = Piece.objects.sent().filter(pk__in=ids).select_related("community")
    for piece in rows.prefetch_related("community__groups"):
        day = piece.sent_on or localdate()
        yield Item(
            label="piece",
            object_id=piece.pk,
            title=piece.title,
            text=piece.text,
            audience=frozenset([piece.audience]),
            facets={**facets_of(piece.community), "fiscal_year": [fiscal_year(day)]},
            url=piece.get_absolute_url(),
            happened_at=datetime.combine(day, time(), tzinfo=BANGKOK),
        )


def pieces_of(communities: Sequence[int]) -> list[int]:
    rows = Piece.objects.sent().filter(community__in=communities)
    return list(rows.values_list("pk", flat=True))


def threads_of(communities: Sequence[int]) -> list[int]:
    """Threads whose facets follow their community."""
    rows = Thread.objects.live().filter(community__in=communities)
    return list(rows.values_list("pk", flat=True))


def threads_of_posts(posts: Sequence[int]) -> list[int]:
    return list(Post.objects.filter(pk__in=posts).values_list("thread", flat=True).distinct())


LISTENS = {"communities.charter_set": threads_of, "talk.post": threads_of_posts}
searchables.add(
    Searchable(
        "question",
        20,
        lambda: _("คำถาม"),
        "circle-help",
        "talk.thread",
        read_questions,
        LISTENS,
        is_writing=True,
    ),
    Searchable(
        "thread",
        21,
        lambda: _("เรื่องคุย"),
        "message-square",
        "talk.thread",
        read_talks,
        LISTENS,
        is_writing=True,
    ),
    Searchable(
        "piece",
        22,
        lambda: _("KM วันละนิด"),
        "sprout",
        "talk.piece",
        read_pieces,
        {"communities.charter_set": pieces_of},
        is_writing=True,
    ),
)
__all__ = ["comment_searchables"]
