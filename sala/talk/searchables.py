"""Threads as they are found: a title and what stands in its posts, long ones in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from sala.communities.searchables import facets_of
from sala.core.registries import Searchable, searchables
from sala.core.thai import fiscal_year
from sala.search.incoming import Item
from sala.talk.models import Kind, Post, Thread

PART = 12_000  # letters of posts read together; the next part begins with the next post


def read_questions(ids: Sequence[Any]) -> Iterator[Item]:
    return _read("question", ids, is_question=True)


def read_talks(ids: Sequence[Any]) -> Iterator[Item]:
    return _read("thread", ids, is_question=False)


def _read(name: str, ids: Sequence[Any], *, is_question: bool) -> Iterator[Item]:
    rows = Thread.objects.live().filter(pk__in=ids).select_related("community")
    rows = rows.filter(kind=Kind.QUESTION) if is_question else rows.exclude(kind=Kind.QUESTION)
    threads = {row.pk: row for row in rows.prefetch_related("community__groups")}
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
        text="\n\n".join(post.text for post in posts),
        audience=frozenset([thread.audience]),
        facets={**facets_of(thread.community), "fiscal_year": [fiscal_year(thread.made_at)]},
        url=f"{url}?after={posts[0].pk - 1}#p{posts[0].pk}" if number else url,
        happened_at=thread.made_at,
    )


def threads_of(communities: Sequence[int]) -> list[int]:
    """Threads whose facets follow their community."""
    rows = Thread.objects.live().filter(community__in=communities)
    return list(rows.values_list("pk", flat=True))


LISTENS = {"communities.charter_set": threads_of}
searchables.add(
    Searchable(
        "question", 20, lambda: _("คำถาม"), "circle-help", "talk.thread", read_questions, LISTENS
    ),
    Searchable(
        "thread", 21, lambda: _("เรื่องคุย"), "message-square", "talk.thread", read_talks, LISTENS
    ),
)
