"""เก็บเป็นความรู้: an answer is chosen to be written up later, with its author's name."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now

from sala.core.locking import locked
from sala.core.permissions import require
from sala.journal.actions import record
from sala.people.models import Person
from sala.talk.models import Gathered, Post
from sala.talk.rules import can_gather_post
from sala.talk.telling import tell_gathered


@transaction.atomic
def gather(post: Post, *, by: Person) -> Gathered:
    """Choosing twice is choosing once."""
    post = _held(post)
    require(can_gather_post(by, post))
    row, is_new = Gathered.objects.get_or_create(post=post, defaults={"by": by, "at": now()})
    if is_new:
        tell_gathered(post, by=by)
        record("talk.gathered", post.thread, place=post.thread.community, by=by, post=post.pk)
    return row


@transaction.atomic
def ungather(post: Post, *, by: Person) -> None:
    post = _held(post)
    require(can_gather_post(by, post))
    if Gathered.objects.filter(post=post).delete()[0]:
        record("talk.ungathered", post.thread, place=post.thread.community, by=by, post=post.pk)


def _held(post: Post) -> Post:
    thread = locked(post.thread, "community")
    post = Post.objects.select_for_update(of=("self",)).select_related("author").get(pk=post.pk)
    post.thread = thread
    return post
