"""What holds whatever happens: no address anywhere, one count, nothing shown that is hidden."""

from __future__ import annotations

import json
import logging
from dataclasses import replace

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sala.core.models import OnceKey
from sala.core.registries import commentables, erasures
from sala.journal.models import Line
from sala.notices.models import Notice
from sala.people.keys import keys_of
from sala.talk.actions.comments import comment_on, follow_audience, remove_comment, show_comment
from sala.talk.models import Comment, GuestAddress
from sala.talk.queries import comment_counts, comments_of
from sala.talk.things import is_visible
from tests.factories.meetings import SessionFactory
from tests.project.routing import snapshot

pytestmark = pytest.mark.django_db

ADDRESSES = (
    st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)).map(str).filter(lambda raw: len(raw) > 6)
)  # "::1" stands in many a text
CALM = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def opened(cycle, participant, anong, monkeypatch):
    """A session open to the world, on which everybody may comment."""
    kind = replace(commentables.get("meetings.session"), policy=lambda thing: "all")
    monkeypatch.setitem(commentables._rows, "meetings.session", kind)
    return SessionFactory(cycle=cycle, made_by=anong, audience="public")


@pytest.mark.req("I09")
@CALM
@given(raw=ADDRESSES)
def test_a_guest_s_address_stands_in_one_table_and_nowhere_else(
    client, opened, anong, boon, caplog, raw
):
    cache.clear()
    client.logout()
    url = f"/comments/meetings.session/{opened.pk}/"
    with caplog.at_level(logging.DEBUG):
        data = {"text": "เคยลองแล้วดี", "guest_name": "ศรีสุนทร"}
        answer = client.post(url, data, REMOTE_ADDR=raw, follow=True)
        comment = Comment.objects.latest("pk")
        pages = [answer.content.decode()]
        client.force_login(anong)
        pages.append(client.get("/moderation/").content.decode())
        client.post(f"/moderation/comments/{comment.pk}/", {"decision": "show"})
        pages += [client.get(page).content.decode() for page in (url, "/", comment.url)]
    kept = str(GuestAddress.objects.get(comment=comment).address)
    told = "\n".join(
        [
            *pages,
            caplog.text,
            str(list(Line.objects.values())),
            str(list(Notice.objects.values())),
            str(list(OnceKey.objects.values())),
            str(list(getattr(cache, "_cache", {}))),
            *(json.dumps(one.export(anong), default=str) for one in erasures),
        ]
    )
    elsewhere = [
        column
        for column, values in snapshot().items()
        if column != ("talk.GuestAddress", "address")
        and any(raw in value or kept in value for value in values)
    ]

    assert kept not in told
    assert raw not in told
    assert elsewhere == []
    assert comment.guest_mark in told


@pytest.mark.req("R105")
@CALM
@given(
    steps=st.lists(st.sampled_from(["say", "guest", "show", "remove", "answer"]), max_size=10),
    moves=st.lists(st.sampled_from(["public", "agency", "community"]), max_size=2),
)
def test_one_count_and_it_is_what_everybody_who_sees_the_thing_sees(
    opened, anong, boon, chai, duangjai, steps, moves
):
    Comment.objects.filter(parent__isnull=False).delete()
    GuestAddress.objects.all().delete()
    Comment.objects.all().delete()
    for step in steps:
        act(step, opened, anong, boon)
    for move in moves:
        keys = {"agency": f"agency:{opened.agency_id}", "community": opened.community.key}
        opened.audience = keys.get(move, "public")
        opened.save(update_fields=["audience"])
        follow_audience(opened)

    count = comment_counts([("meetings.session", opened.pk)])["meetings.session", opened.pk]
    for person in (None, anong, boon, chai, duangjai):
        held = keys_of(person)
        seen = Comment.objects.visible_to(held)
        assert all(one.audience in held for one in seen)
        if is_visible(person, opened):
            block = comments_of(person, opened)
            rows = [one for top in block.rows for one in (top, *top.answers)]
            standing = [row for row in rows if not row.trace]
            assert block.total == count == len(standing)
            assert all(row.html for row in standing)
            assert not any(row.html for row in rows if row.trace)
            if opened.audience in held:
                assert {row.comment.pk for row in standing} == {one.pk for one in seen}
        else:
            assert not seen.filter(object_id=opened.pk).exists()


def act(step, thing, anong, boon):
    standing = Comment.objects.live().filter(parent=None).order_by("pk")
    if step == "say":
        comment_on(thing, text="ลองแล้ว", by=boon)
    elif step == "guest":
        Comment.objects.create(
            label="meetings.session",
            object_id=thing.pk,
            agency=thing.agency,
            community=thing.community,
            audience=thing.audience,
            guest_name="ก",
            text="จากข้างนอก",
            shown_at=None,
        )
    elif step == "show" and (waiting := Comment.objects.waiting().first()):
        show_comment(waiting, by=anong)
    elif step == "remove" and (one := standing.first()):
        remove_comment(one, why="ผิดที่", by=anong)
    elif step == "answer" and (one := standing.last()):
        comment_on(thing, text="ขอบคุณ", by=anong, parent_id=one.pk)
