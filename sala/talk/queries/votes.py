"""Votes on the posts of one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sala.communities.models import Community
from sala.core.permissions import Decision
from sala.core.posted import number_in
from sala.talk.models import Post, Thread, Vote, Voting
from sala.talk.rules.votes import can_vote

READ = ("author", "removed_by", "gathered")


class VotePart(NamedTuple):
    """What stands beside a post where votes are on."""

    number: int
    is_mine: bool
    may_vote: Decision


def is_voting_on(community: Community | int) -> bool:
    pk = community if isinstance(community, int) else community.pk
    return Voting.objects.filter(community=pk, is_on=True).exists()


def vote_parts(
    thread: Thread, posts: Sequence[Post], viewer: Any, *, is_on: bool
) -> dict[int, VotePart]:
    """The votes of all posts of a page; one query, none where nobody votes."""
    if not is_on:
        return {}
    rows = Vote.objects.filter(post__in=[post.pk for post in posts], person=viewer.pk)
    mine = set(rows.values_list("post_id", flat=True))
    return {
        post.pk: VotePart(
            post.vote_count, post.pk in mine, can_vote(viewer, thread, post, is_on=True)
        )
        for post in posts
        if post.removed_at is None
    }


def best_posts(thread: Thread, after: tuple[int, int] | None, most: int) -> tuple[list[Post], bool]:
    """Replies with the most votes first, and whether more come after; by key, not by offset."""
    rows = Post.objects.filter(thread=thread, is_opening=False).order_by("-vote_count", "pk")
    if after is not None:
        votes, pk = after
        rows = rows.filter(vote_count__lt=votes) | rows.filter(vote_count=votes, pk__gt=pk)
    found = list(rows.select_related(*READ)[: most + 1])
    return found[:most], len(found) > most


def best_key(post: Post) -> str:
    return f"{post.vote_count}-{post.pk}"


def read_best(text: str) -> tuple[int, int] | None:
    """The key of an address; what cannot be read is the first page."""
    votes, _dash, pk = text.partition("-")
    numbers = [number_in(votes), number_in(pk)]
    return (numbers[0], numbers[1]) if None not in numbers else None  # type: ignore[return-value]
