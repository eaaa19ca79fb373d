"""Members choose what the cycle is about: proposals, votes, and the tally that stays (R021)."""

from __future__ import annotations

from django.db import transaction
from django.utils.timezone import now

from sala.communities.models import Community
from sala.core.locking import locked
from sala.core.permissions import require
from sala.cycles.models import Cycle, TopicProposal, TopicVote
from sala.cycles.rules import (
    can_choose_topic,
    can_propose_topic,
    can_vote,
    can_withdraw_proposal,
)
from sala.journal.actions import record
from sala.people.models import Person


@transaction.atomic
def propose_topic(community: Community, *, text: str, why: str = "", by: Person) -> TopicProposal:
    """A member puts a topic forward, which counts as that member's vote."""
    community = locked(community)
    require(can_propose_topic(by, community))
    proposal = TopicProposal.objects.create(
        community=community, audience=community.key, text=text, why=why, proposed_by=by
    )
    TopicVote.objects.create(proposal=proposal, person=by)
    record("cycles.topic_proposed", proposal, place=community, by=by)
    return proposal


@transaction.atomic
def vote(proposal: TopicProposal, *, by: Person) -> None:
    """Support a proposal; voting twice is voting once."""
    proposal = locked(proposal, "community")
    require(can_vote(by, proposal))
    _vote, is_new = TopicVote.objects.get_or_create(proposal=proposal, person=by)
    if is_new:
        record("cycles.voted", proposal, place=proposal.community, by=by)


@transaction.atomic
def take_back_vote(proposal: TopicProposal, *, by: Person) -> None:
    proposal = locked(proposal, "community")
    require(can_vote(by, proposal))
    gone, _rows = TopicVote.objects.filter(proposal=proposal, person=by).delete()
    if gone:
        record("cycles.vote_taken_back", proposal, place=proposal.community, by=by)


@transaction.atomic
def withdraw_proposal(proposal: TopicProposal, *, by: Person) -> TopicProposal:
    proposal = locked(proposal, "community")
    require(can_withdraw_proposal(by, proposal))
    if proposal.withdrawn_at is None:
        proposal.withdrawn_at = now()
        proposal.save(update_fields=["withdrawn_at"])
        record("cycles.topic_withdrawn", proposal, place=proposal.community, by=by)
    return proposal


@transaction.atomic
def choose_topic(cycle: Cycle, proposal: TopicProposal, *, by: Person) -> Cycle:
    """Make a proposal the question of the cycle. Its votes are closed, so the tally stays."""
    cycle = locked(cycle, "community")
    proposal = locked(proposal, "community")
    require(can_choose_topic(by, cycle, proposal))
    cycle.chosen_proposal = proposal
    cycle.question = proposal.text
    cycle.version += 1
    cycle.save(update_fields=["chosen_proposal", "question", "version"])
    record(
        "cycles.topic_chosen",
        cycle,
        by=by,
        proposal=proposal.pk,
        votes=TopicVote.objects.filter(proposal=proposal).count(),
    )
    return cycle
