"""Comments on any thing: who may, what is shown, what stays secret (R105–R107, I09)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from sala.core.registries import commentables
from sala.notices.models import Notice
from sala.talk.actions.comments import comment_on, edit_comment, remove_comment
from sala.talk.clock import purge_addresses
from sala.talk.models import Comment, CommentMention, GuestAddress
from sala.talk.queries import Spot, comment_counts, comments_of
from tests.factories.meetings import SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cycle, anong, participant):
    return SessionFactory(cycle=cycle, made_by=anong)


@pytest.mark.req("R105")
def test_no_comment_then_one(client, session, boon):
    client.force_login(boon)
    url = f"/s/{session.number}/"
    assert "ไม่มีความเห็น" in client.get(url).content.decode()

    answer = client.post(f"/comments/meetings.session/{session.pk}/", {"text": "ลองแล้วได้ผล"})

    page = client.get(url).content.decode()
    assert answer.status_code == 302
    assert "ความเห็น (1)" in page
    assert "ลองแล้วได้ผล" in page
    assert "ไม่มีความเห็น" not in page
    assert "ความเห็น (1)" in client.get(f"{url}record/").content.decode()


@pytest.mark.req("R105")
def test_an_answer_hangs_on_a_comment_and_no_deeper(client, session, boon, anong):
    top = comment_on(session, text="เห็นด้วย", by=boon)
    client.force_login(anong)
    url = f"/comments/meetings.session/{session.pk}/"

    client.post(url, {"text": "ขอบคุณ", "parent": top.pk})
    answer = Comment.objects.get(parent=top)
    refused = client.post(url, {"text": "ลึกไป", "parent": answer.pk})

    assert refused.status_code == 422
    block = comments_of(anong, session)
    assert (block.total, len(block.rows), len(block.rows[0].answers)) == (2, 1, 1)


@pytest.mark.req("R105")
def test_a_removed_comment_leaves_a_trace_and_no_count(client, session, boon, anong):
    comment = comment_on(session, text="เบอร์บ้าน 081", by=boon)

    remove_comment(comment, why="มีเบอร์ส่วนตัว", by=anong)

    block = comments_of(boon, session)
    assert block.total == 0
    assert "มีเบอร์ส่วนตัว" in block.rows[0].trace
    client.force_login(boon)
    assert "081" not in client.get(f"/s/{session.number}/").content.decode()
    assert comment_counts([("meetings.session", session.pk)]) == {
        ("meetings.session", session.pk): 0
    }


def test_earlier_words_stay_readable(client, session, boon, anong):
    comment = comment_on(session, text="หนึ่ง", by=boon)
    edit_comment(comment, text="สอง", by=boon)
    client.force_login(anong)

    assert "หนึ่ง" in client.get(f"/comments/{comment.pk}/earlier/").content.decode()


def test_the_called_and_the_maker_are_told_once(session, boon, anong, chai):
    comment_on(session, text="@อนงค์ @ชัย ดูหน่อย", by=boon)

    assert [mention.person for mention in CommentMention.objects.all()] == [anong]
    assert [row.kind for row in Notice.objects.filter(person=anong)] == ["talk.comment_mentioned"]


def test_who_may_not_see_the_thing_finds_nothing(client, session, chai):
    client.force_login(chai)
    url = f"/comments/meetings.session/{session.pk}/"
    assert client.get(url).status_code == 404
    assert client.post(url, {"text": "แอบเขียน"}).status_code == 404
    assert client.get("/comments/people.person/1/").status_code == 404
    assert not Comment.objects.exists()


@pytest.fixture
def set_policy(monkeypatch):
    """Lay another policy over that of a session, for one test."""

    def laid(policy):
        kind = replace(commentables.get("meetings.session"), policy=lambda thing: policy)
        monkeypatch.setitem(commentables._rows, "meetings.session", kind)

    return laid


@pytest.fixture
def opened(session, set_policy):
    """The same session, open to the whole world, and to everybody's comments."""
    set_policy("all")
    session.audience = "public"
    session.save(update_fields=["audience"])
    return session


@pytest.mark.req("R106")
@pytest.mark.parametrize(
    ("policy", "sentence", "statuses"),
    [
        ("all", "", (302, 302, 302)),
        ("members", "อนุญาตให้แสดงความเห็นได้เฉพาะสมาชิก", (403, 302, 302)),
        ("community", "อนุญาตให้แสดงความเห็นได้เฉพาะสมาชิกของกลุ่ม", (403, 403, 302)),
        ("closed", "ปิดรับความเห็นแล้ว", (403, 403, 403)),
    ],
)
def test_each_policy_says_who_may_and_refuses_the_rest(
    client, opened, set_policy, chai, boon, policy, sentence, statuses
):
    set_policy(policy)
    url = f"/comments/meetings.session/{opened.pk}/"
    for person, status in zip((None, chai, boon), statuses, strict=True):
        client.logout()
        if person:
            client.force_login(person)
        page = client.get(url).content.decode()
        assert sentence in page
        assert ("<textarea" in page) == (status == 302)
        data = {"text": "ขอร่วมด้วย", "guest_name": "ศรีสุนทร"}
        assert client.post(url, data).status_code == status
    assert Comment.objects.count() == statuses.count(302)


@pytest.mark.req("R107")
def test_a_guest_s_comment_waits_is_shown_masked_and_its_address_goes(
    client, opened, anong, settings
):
    url = f"/comments/meetings.session/{opened.pk}/"
    data = {"text": "เคยลองแล้วดี", "guest_name": "ศรีสุนทร"}
    client.post(url, data, REMOTE_ADDR="203.157.44.226")
    comment = Comment.objects.get()
    assert "เคยลองแล้วดี" not in client.get(url).content.decode()
    client.force_login(anong)
    assert "เคยลองแล้วดี" in client.get("/moderation/").content.decode()

    client.post(f"/moderation/comments/{comment.pk}/", {"decision": "show"})

    client.logout()
    page = client.get(url).content.decode()
    assert "IP: xxx.157.44.226" in page
    assert "203.157" not in page
    assert "ความเห็น (1)" in page
    assert GuestAddress.objects.get().address == "203.157.44.226"
    purge_addresses(now() + timedelta(days=settings.GUEST_ADDRESS_DAYS - 1))
    assert GuestAddress.objects.exists()
    purge_addresses(now() + timedelta(days=settings.GUEST_ADDRESS_DAYS + 1))
    assert not GuestAddress.objects.exists()
    assert "IP: xxx.157.44.226" in client.get(url).content.decode()


@pytest.mark.req("R107")
def test_machines_and_hasty_guests_leave_nothing(client, opened):
    url = f"/comments/meetings.session/{opened.pk}/"
    data = {"text": "ซื้อเลย", "guest_name": "ร้าน"}
    assert client.post(url, data | {"website": "http://x"}).status_code == 302
    assert not Comment.objects.exists()
    answers = [client.post(url, data | {"text": f"ครั้งที่ {n}"}).status_code for n in range(7)]
    assert answers == [302] * 5 + [409] * 2
    assert Comment.objects.count() == 5


def test_a_form_with_only_has_its_token(session, boon):
    client = Client(enforce_csrf_checks=True)
    client.force_login(boon)
    page = client.get(f"/s/{session.number}/").content.decode()
    form = page[page.index('id="write"') :]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    url = f"/comments/meetings.session/{session.pk}/"

    assert client.post(url, {"text": "ผ่าน"}).status_code == 403
    assert client.post(url, {"text": "ผ่าน", "csrfmiddlewaretoken": token}).status_code == 302


@pytest.mark.parametrize("count", [50, 2000])
def test_a_block_costs_the_same_for_one_and_for_thousands(client, session, boon, anong, count):
    client.force_login(boon)
    comment_on(session, text="แรก", by=anong)
    url = f"/s/{session.number}/"

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        return len(found)

    one = queries()
    top = Comment.objects.get()
    common = {"label": top.label, "object_id": top.object_id, "agency_id": top.agency_id}
    common |= {"audience": top.audience, "community_id": top.community_id}
    Comment.objects.bulk_create(
        Comment(
            author=anong if n % 2 else boon, text=f"ที่ {n}", parent=top if n % 3 else None, **common
        )
        for n in range(count)
    )

    assert queries() == one
    block = comments_of(boon, session)
    assert block.total == count + 1
    seen = {row.comment.pk for row in block.rows}
    while block.earlier_url:
        before = int(block.earlier_url.rpartition("=")[2])
        block = comments_of(boon, session, Spot(before=before))
        seen |= {row.comment.pk for row in block.rows}
    assert seen == set(Comment.objects.filter(parent=None).values_list("pk", flat=True))
    whole = comments_of(boon, session, Spot(under=top.pk)).rows[0]
    assert len(whole.answers) == Comment.objects.filter(parent=top).count()
