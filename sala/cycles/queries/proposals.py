"""Topics put forward by members, and how they were voted on."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sala.communities.models import Community
from sala.core.permissions import Decision
from sala.cycles.models import Cycle, TopicProposal, TopicVote
from sala.cycles.rules import can_vote, can_withdraw_proposal
from sala.people.models import Person


class ProposalRow(NamedTuple):
    proposal: TopicProposal
    votes: int
    is_own_vote: bool
    is_chosen: bool
    may_vote: Decision
    may_withdraw: Decision


def proposal_rows(community: Community, viewer: Person) -> list[ProposalRow]:
    """Standing proposals, most votes first; equal ones in the order they came."""
    rows = (
        TopicProposal.objects.standing()
        .filter(community=community)
        .select_related("proposed_by", "community")
    )
    votes = _votes(community)
    own = set(
        TopicVote.objects.filter(person=viewer, proposal__community=community).values_list(
            "proposal_id", flat=True
        )
    )
    chosen = set(chosen_in(community))
    return [
        ProposalRow(
            row,
            votes[row.pk],
            row.pk in own,
            row.pk in chosen,
            can_vote(viewer, row, is_chosen=row.pk in chosen),
            can_withdraw_proposal(viewer, row, is_chosen=row.pk in chosen),
        )
        for row in sorted(rows, key=lambda row: (-votes[row.pk], row.made_at, row.pk))
    ]


def _votes(community: Community) -> Counter[int]:
    rows = TopicVote.objects.filter(proposal__community=community)
    return Counter(rows.values_list("proposal_id", flat=True))


def chosen_in(community: Community) -> list[int]:
    taken = Cycle.objects.filter(community=community, chosen_proposal__isnull=False)
    return [pk for pk in taken.values_list("chosen_proposal_id", flat=True) if pk is not None]


def tally_of(cycle: Cycle) -> list[tuple[str, int, bool]]:
    """Text, votes and whether it was chosen, of the proposals the topic was chosen among."""
    if cycle.chosen_proposal_id is None:
        return []
    rows = TopicProposal.objects.filter(community=cycle.community_id).order_by("made_at", "pk")
    votes = _votes(cycle.community)
    tally = [(row.text, votes[row.pk], row.pk == cycle.chosen_proposal_id) for row in rows]
    return sorted(tally, key=lambda row: -row[1])
