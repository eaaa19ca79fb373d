"""A post or a comment, looked at alike: for reports and decisions about either."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sala.communities.models import Community
from sala.core.registries import commentables
from sala.talk.models import Comment, Post

KINDS = {"post": "talk.post", "comment": "talk.comment"}


class Written(NamedTuple):
    """Words that somebody wrote, and where they stand."""

    kind: str
    row: Post | Comment
    thing: Any  # the thread of a post, or what a comment is about
    url: str
    audience: str
    community: Community | None
    agency_id: int
    name: str

    @property
    def title(self) -> str:
        return str(self.thing)

    @property
    def label(self) -> str:
        return KINDS[self.kind]

    @property
    def community_id(self) -> int | None:
        return self.community.pk if self.community else None

    @property
    def is_standing(self) -> bool:
        return self.row.removed_at is None


def written_of(kind: str, ids: Iterable[int]) -> dict[int, Written]:
    """Posts or comments by id; two queries, and one for each kind of thing commented on."""
    if kind == "post":
        posts = Post.objects.filter(pk__in=list(ids)).select_related("author", "thread__community")
        return {post.pk: _of_post(post) for post in posts}
    if kind != "comment":
        return {}
    rows = Comment.objects.shown().filter(pk__in=list(ids))
    comments = list(rows.select_related("author", "community"))
    things = things_of(comments)
    return {
        one.pk: _of_comment(one, things[one.label, one.object_id])
        for one in comments
        if (one.label, one.object_id) in things
    }


def _of_post(post: Post) -> Written:
    thread = post.thread
    name = post.written_as or post.author.full_name
    place = (thread, post.url, thread.audience, thread.community, thread.agency_id)
    return Written("post", post, *place, name)


def _of_comment(comment: Comment, thing: Any) -> Written:
    place = (thing, comment.url, comment.audience, comment.community, comment.agency_id)
    return Written("comment", comment, *place, comment.name)


def things_of(comments: Iterable[Comment]) -> dict[tuple[str, int], Any]:
    """The things of many comments: one query for each kind."""
    wanted: dict[str, set[int]] = {}
    for comment in comments:
        wanted.setdefault(comment.label, set()).add(comment.object_id)
    found = {}
    for label, ids in wanted.items():
        kind = commentables.get(label)
        for pk, thing in (kind.find(sorted(ids)) if kind else {}).items():
            found[label, pk] = thing
    return found
