"""Votes: only where the community wants them, one of each person, none for oneself."""

from __future__ import annotations

from functools import partial

import pytest

from sala.core.permissions import Refused
from sala.talk.actions.posts import reply
from sala.talk.actions.votes import turn_voting, vote
from sala.talk.models import Post, Vote
from tests.at_once import at_once
from tests.factories.communities import MembershipFactory
from tests.factories.talk import PostFactory


@pytest.fixture
def answer(question, anong):
    return reply(question, text="ใช้แบบ พด.3", by=anong)


@pytest.mark.django_db
def test_no_votes_until_the_facilitator_turns_them_on(client, question, answer, boon, anong):
    client.force_login(boon)
    page = f"/t/{question.number}/"
    url = f"{page}posts/{answer.pk}/vote/"
    assert "▲" not in client.get(page).content.decode()
    assert client.post(url).status_code == 409
    assert client.post(f"/c/{question.community.number}/talk/voting/").status_code == 403

    client.force_login(anong)
    client.post(f"/c/{question.community.number}/talk/voting/", {"is_on": "yes"})

    client.force_login(boon)
    assert "▲" in client.get(page).content.decode()
    assert client.post(url).status_code == 302
    assert "มีประโยชน์ (1)" in client.get(page).content.decode()


@pytest.mark.django_db
def test_one_vote_each_none_for_oneself_and_back_again(answer, community, boon, anong):
    turn_voting(community, is_on=True, by=anong)
    for _ in range(3):
        vote(answer, is_useful=True, by=boon)
    with pytest.raises(Refused):
        vote(answer, is_useful=True, by=anong)
    assert Post.objects.get(pk=answer.pk).vote_count == Vote.objects.count() == 1

    vote(answer, is_useful=False, by=boon)

    assert Post.objects.get(pk=answer.pk).vote_count == Vote.objects.count() == 0


@pytest.mark.django_db
def test_the_most_useful_come_first_and_none_is_missed(client, question, boon, anong, community):
    turn_voting(community, is_on=True, by=anong)
    for number in range(65):
        PostFactory(thread=question, author=anong, text=f"ที่ {number}", vote_count=number % 4)
    client.force_login(boon)
    url, seen = f"/t/{question.number}/?best=", []
    while url:
        page = client.get(url).context["page"]
        seen += [(row.post.vote_count, row.post.pk) for row in page.rows]
        url = f"/t/{question.number}/?best={page.best_later}" if page.best_later else ""

    assert len(seen) == 65
    assert seen == sorted(seen, key=lambda row: (-row[0], row[1]))
    assert client.get(f"/t/{question.number}/?best=x-9").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_votes_given_at_once_are_all_counted(question, answer, community, anong):
    turn_voting(community, is_on=True, by=anong)
    people = [MembershipFactory(community=community).person for _ in range(6)]

    answers = at_once(*(partial(vote, answer, is_useful=True, by=person) for person in people * 2))

    assert [one for one in answers if isinstance(one, str)] == []
    assert Post.objects.get(pk=answer.pk).vote_count == Vote.objects.count() == 6
