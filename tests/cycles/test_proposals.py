"""Members choose the topic (actions/proposals.py)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sala.core.permissions import Refused
from sala.cycles.actions.proposals import (
    choose_topic,
    propose_topic,
    take_back_vote,
    vote,
    withdraw_proposal,
)
from sala.cycles.models import TopicVote
from sala.cycles.queries.proposals import proposal_rows, tally_of
from tests.factories.communities import MembershipFactory


@pytest.fixture
def proposals(community, anong, boon):
    return [
        propose_topic(community, text=text, by=by)
        for text, by in (("ลดงานตีกลับ", anong), ("ตรวจรับให้ไว", boon), ("อ่านระเบียบใหม่", anong))
    ]


@pytest.mark.req("R021")
def test_three_proposals_votes_and_the_top_one_becomes_the_topic(
    client, community, cycle, proposals, anong, boon
):
    third = MembershipFactory(community=community).person
    for person in (anong, boon, third):
        vote(proposals[1], by=person)
        vote(proposals[1], by=person)
    top = proposal_rows(community, boon)[0]
    assert (top.proposal, top.votes) == (proposals[1], 3)

    choose_topic(cycle, top.proposal, by=anong)

    cycle.refresh_from_db()
    assert cycle.question == "ตรวจรับให้ไว"
    assert tally_of(cycle) == [
        ("ตรวจรับให้ไว", 3, True),
        ("ลดงานตีกลับ", 1, False),
        ("อ่านระเบียบใหม่", 1, False),
    ]
    client.force_login(boon)
    page = client.get(reverse("cycles:topic", args=[cycle.number])).content.decode()
    assert "3 เสียง" in page


def test_the_tally_of_a_chosen_topic_stays(cycle, proposals, anong, boon):
    choose_topic(cycle, proposals[1], by=anong)
    for act in (vote, take_back_vote, withdraw_proposal):
        with pytest.raises(Refused) as refusal:
            act(proposals[1], by=boon)
        assert refusal.value.decision.code == "state.chosen"
    assert TopicVote.objects.filter(proposal=proposals[1]).count() == 1


def test_outsider_neither_proposes_nor_votes(community, proposals, chai):
    with pytest.raises(Refused):
        propose_topic(community, text="คนนอก", by=chai)
    with pytest.raises(Refused):
        vote(proposals[0], by=chai)


def test_only_the_proposer_takes_a_topic_back(proposals, anong, boon, community):
    with pytest.raises(Refused) as refusal:
        withdraw_proposal(proposals[0], by=boon)
    assert refusal.value.decision.code == "right.proposer"
    withdraw_proposal(proposals[0], by=anong)
    assert [row.proposal for row in proposal_rows(community, boon)] == [proposals[1], proposals[2]]


def test_member_chooses_nothing(cycle, proposals, boon):
    with pytest.raises(Refused):
        choose_topic(cycle, proposals[0], by=boon)


@pytest.mark.parametrize("more", [0, 49])
def test_page_of_proposals_costs_the_same(
    client, community, proposals, boon, more, django_assert_max_num_queries
):
    for number in range(more):
        propose_topic(community, text=f"เรื่องที่ {number}", by=boon)
    client.force_login(boon)
    with django_assert_max_num_queries(22):
        client.get(reverse("cycles:proposals", args=[community.number]))
