"""Voting, taking a vote back, and turning votes on in a community."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now

from sala.communities.models import Community
from sala.core.locking import locked
from sala.core.permissions import require
from sala.journal.actions import record
from sala.people.models import Person
from sala.talk.models import Post, Vote, Voting
from sala.talk.rules.votes import can_turn_voting, can_vote


@transaction.atomic
def turn_voting(community: Community, *, is_on: bool, by: Person) -> Voting:
    """Votes already given stay; they are shown again when it is turned on again."""
    community = locked(community)
    require(can_turn_voting(by, community))
    values = {"is_on": is_on, "changed_at": now()}
    row, _new = Voting.objects.update_or_create(community=community, defaults=values)
    verb = "talk.voting_turned_on" if is_on else "talk.voting_turned_off"
    record(verb, community, by=by)
    return row


@transaction.atomic
def vote(post: Post, *, is_useful: bool, by: Person) -> Post:
    """One vote of one person; the post is held while its votes are counted."""
    thread = locked(post.thread, "community")
    post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    is_on = Voting.objects.filter(community=thread.community_id, is_on=True).exists()
    require(can_vote(by, thread, post, is_on=is_on))
    if is_useful:
        _vote, has_changed = Vote.objects.get_or_create(post=post, person=by)
    else:
        has_changed = bool(Vote.objects.filter(post=post, person=by).delete()[0])
    if has_changed:
        post.vote_count = Vote.objects.filter(post=post).count()
        post.save(update_fields=["vote_count"])
        verb = "talk.voted" if is_useful else "talk.vote_withdrawn"
        own = f"person:{by.pk}"
        record(verb, thread, place=thread.community, by=by, audience=own, post=post.pk)
    return post
