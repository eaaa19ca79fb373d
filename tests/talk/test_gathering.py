"""เก็บเป็นความรู้: chosen answer by answer, credit kept, undone (R095)."""

from __future__ import annotations

import pytest

from sala.core.permissions import Refused
from sala.journal.models import Line
from sala.notices.models import Notice
from sala.talk.actions.gathering import gather, ungather
from sala.talk.actions.posts import remove_post
from sala.talk.models import Gathered
from sala.talk.queries import gathered_in
from sala.talk.queries.gathered import SHOWN
from tests.factories.communities import MembershipFactory, RoleHoldingFactory
from tests.factories.people import PersonFactory
from tests.factories.talk import PostFactory, ThreadFactory
from tests.talk.test_views import queries_of


@pytest.fixture
def answer(question, boon):
    return PostFactory(thread=question, author=boon, text="ให้ผู้ขายลงวันที่ก่อนรับของ")


@pytest.mark.req("R095")
def test_an_answer_is_gathered_with_its_author_and_given_back(answer, community, anong, boon):
    gather(answer, by=anong)
    gather(answer, by=anong)

    (post,) = gathered_in(community)
    assert (post.pk, post.author, post.gathered.by) == (answer.pk, boon, anong)
    assert Notice.objects.filter(person=boon, kind="talk.gathered").count() == 1
    assert Line.objects.filter(verb="talk.gathered").count() == 1

    ungather(answer, by=anong)
    assert not gathered_in(community).exists()


@pytest.mark.req("R095")
def test_the_recorder_gathers_and_a_member_does_not(answer, community, boon):
    recorder = MembershipFactory(community=community).person
    RoleHoldingFactory(community=community, person=recorder, role="recorder")

    with pytest.raises(Refused):
        gather(answer, by=boon)
    assert gather(answer, by=recorder).by == recorder


def test_an_opening_and_a_removed_answer_are_not_gathered(question, answer, anong):
    with pytest.raises(Refused) as refused:
        gather(question.posts.get(is_opening=True), by=anong)
    assert refused.value.decision.code == "state.not_an_answer"

    gather(answer, by=anong)
    remove_post(answer, why="มีเลขบัตรประชาชน", by=anong)
    assert not Gathered.objects.exists()
    with pytest.raises(Refused):
        gather(answer, by=anong)


@pytest.mark.req("R095")
def test_the_button_stands_under_each_answer_and_the_list_shows_the_author(
    client, question, answer, community, anong, boon
):
    client.force_login(boon)
    assert "เก็บเป็นความรู้" not in client.get(f"/t/{question.number}/").content.decode()
    client.force_login(anong)
    assert "เก็บเป็นความรู้" in client.get(f"/t/{question.number}/").content.decode()

    client.post(f"/t/{question.number}/posts/{answer.pk}/gathering/")

    page = client.get(f"/c/{community.number}/talk/gathered/").content.decode()
    assert boon.full_name in page
    assert answer.text in page
    assert "เก็บเป็นความรู้แล้ว" in client.get(f"/t/{question.number}/").content.decode()


def test_the_list_costs_the_same_for_one_and_for_fifty(client, community, anong):
    client.force_login(anong)
    url = f"/c/{community.number}/talk/gathered/"
    gather(PostFactory(thread=ThreadFactory(community=community)), by=anong)
    one = queries_of(client, url)

    for _ in range(50):
        post = PostFactory(
            thread=ThreadFactory(community=community, made_by=anong),
            author=PersonFactory(agency=community.agency),
        )
        Gathered.objects.create(post=post, by=anong)

    assert queries_of(client, url) == one
    first = client.get(url).context["page"]
    second = client.get(f"{url}?before={first.older}").context["page"]
    assert len(first.rows) == SHOWN
    assert not {row.post.pk for row in first.rows} & {row.post.pk for row in second.rows}
