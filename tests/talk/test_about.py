"""A thread about a thing of another app; the thing stays hidden from who may not see it."""

from __future__ import annotations

import pytest

from sala.talk.actions.threads import Opening, start_thread
from sala.talk.models import Thread
from sala.talk.queries import thing_of, threads_about
from tests.factories.communities import CommunityFactory

LABEL = "communities.community"


@pytest.fixture
def thing(community):
    """Any thing with an audience will do: here a community that its members alone see."""
    hidden = CommunityFactory(agency=community.agency, name="วงปิด")
    hidden.audience = hidden.key
    hidden.save(update_fields=["audience"])
    return hidden


def test_a_thread_about_a_thing_has_the_audience_of_its_community(community, boon, anong, chai):
    opening = Opening("question", "ใช้กับงานนี้ได้ไหม", "เล่าหน่อย", "use", (LABEL, community.pk))
    thread = start_thread(community, opening, by=boon)

    assert thread.audience == community.key
    assert threads_about(anong, LABEL, [community.pk]) == {community.pk: [thread]}
    assert threads_about(chai, LABEL, [community.pk]) == {}


def test_threads_about_fifty_things_are_one_query(
    community, boon, anong, django_assert_num_queries
):
    for number in range(50):
        start_thread(community, Opening("talk", "ชวนคุย", "คุย", "", (LABEL, number + 1)), by=boon)
    threads_about(anong, LABEL, [1])

    with django_assert_num_queries(1):
        assert len(threads_about(anong, LABEL, range(51))) == 50


def test_what_is_hidden_is_nothing_to_talk_about(client, community, thing, boon):
    client.force_login(boon)
    url = f"/c/{community.number}/talk/new/"
    data = {"kind": "question", "title": "ถาม", "text": "ถาม", "about": f"{LABEL}:{thing.pk}"}

    assert thing.name not in client.get(f"{url}?about={LABEL}:{thing.pk}").content.decode()
    assert client.post(url, data).status_code == 422

    data["about"] = f"{LABEL}:{community.pk}"
    assert client.post(url, data).status_code == 302
    thread = Thread.objects.get(title="ถาม")
    assert (thread.about_label, thread.about_id) == (LABEL, community.pk)
    page = client.get(thread.get_absolute_url()).content.decode()
    assert f'<a href="{community.get_absolute_url()}">{community.name}</a>' in page


@pytest.mark.parametrize(
    "text", ["x", "people.person:1", "no.such:1", f"{LABEL}:-1", f"{LABEL}:١", ":", f"{LABEL}:9e9"]
)
def test_an_address_that_names_nothing_opens_the_page_all_the_same(client, community, boon, text):
    client.force_login(boon)
    answer = client.get(f"/c/{community.number}/talk/new/", {"about": text})
    assert answer.status_code == 200
    assert answer.context["form"].thing is None


def test_a_thing_that_shows_itself_to_nobody_is_none():
    assert thing_of("people.person", 1, {"public"}) is None
