from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from sala.core.registries import work_sources
from sala.mail.models import PausedAddress
from sala.talk.actions.posts import edit_post, remove_post, reply
from sala.talk.models import Post, Thread
from sala.talk.queries import POSTS, THREADS
from tests.factories.communities import MembershipFactory
from tests.factories.talk import AdviceFactory, PostFactory, PromptFactory, ThreadFactory


def queries_of(client, url):
    from django.db import connection  # noqa: PLC0415

    with CaptureQueriesContext(connection) as found:
        assert client.get(url, follow=True).status_code == 200
    return len(found)


def write_many(thread, count, author):
    Post.objects.bulk_create(
        Post(thread=thread, author=author, text=f"ความเห็นที่ {number}") for number in range(count)
    )


@pytest.mark.parametrize("count", [50, 10_000])
def test_a_thread_costs_the_same_for_one_post_and_for_thousands(client, question, anong, count):
    client.force_login(anong)
    url = f"/t/{question.number}/"
    PostFactory(thread=question, author=anong)
    one = queries_of(client, url)

    write_many(question, count, MembershipFactory(community=question.community).person)

    assert queries_of(client, url) == one
    assert queries_of(client, f"{url}?before={Post.objects.order_by('-pk')[40].pk}") <= one


@pytest.mark.parametrize("kind", ["question", "prompt", "advice"])
def test_ten_thousand_posts_show_as_few_rows_as_forty(client, community, boon, anong, kind):
    thread = {
        "question": lambda: ThreadFactory(community=community),
        "prompt": lambda: PromptFactory(thread__community=community).thread,
        "advice": lambda: AdviceFactory(thread__community=community, adviser=anong).thread,
    }[kind]()
    client.force_login(boon)
    url = f"/t/{thread.number}/"
    write_many(thread, 40, anong)
    few = client.get(url).context["page"]

    write_many(thread, 9_960, anong)
    many = client.get(url).context["page"]

    assert len(few.rows) == len(many.rows) == POSTS
    assert many.rows[-1].post.pk == Post.objects.latest("pk").pk


@pytest.mark.parametrize("path", ["talk/", ""])
def test_lists_cost_the_same_for_one_and_for_fifty(client, community, anong, boon, path):
    client.force_login(anong)
    url = f"/c/{community.number}/{path}"
    ThreadFactory(community=community)
    one = queries_of(client, url)

    for _ in range(50):
        ThreadFactory(community=community, made_by=MembershipFactory(community=community).person)

    assert queries_of(client, url) == one


def test_earlier_and_later_posts_are_reached_by_key(client, question, boon):
    write_many(question, POSTS + 5, boon)
    client.force_login(boon)
    url = f"/t/{question.number}/"

    page = client.get(url).context["page"]
    assert len(page.rows) == POSTS
    earlier = client.get(f"{url}?before={page.earlier}").context["page"]
    assert [row.post.text for row in earlier.rows] == [f"ความเห็นที่ {n}" for n in range(5)]
    later = client.get(f"{url}?after={earlier.later}").context["page"]
    assert [row.post.pk for row in later.rows] == [row.post.pk for row in page.rows]
    assert (later.later, earlier.earlier) == (0, 0)


def test_lists_go_by_key_and_miss_nothing(client, community, anong):
    moment = now()
    for number in range(THREADS + 3):
        ThreadFactory(community=community, title=f"เรื่อง {number}", last_post_at=moment)
    ThreadFactory(community=community, title="ปักไว้", is_pinned=True)
    client.force_login(anong)
    url = f"/c/{community.number}/talk/"

    first = client.get(url).context["page"]
    second = client.get(f"{url}?before={first.older}").context["page"]

    seen = [row.thread.pk for row in (*first.pinned, *first.rows, *second.pinned, *second.rows)]
    assert len(seen) == len(set(seen)) == Thread.objects.count()
    assert first.pinned[0].thread.title == "ปักไว้"
    assert client.get(f"{url}?before=20990101T000000.000000p0000_x").status_code == 200


@pytest.mark.req("R095")
def test_questions_are_filtered_and_counted_by_kind(client, community, boon):
    for purpose in ("use", "use", "manager", "curious"):
        ThreadFactory(community=community, purpose=purpose)
    ThreadFactory(community=community, kind="talk")
    client.force_login(boon)

    page = client.get(f"/c/{community.number}/talk/?show=use").context["page"]

    assert {tab["label"]: tab["count"] for tab in page.tabs} == {
        "ทั้งหมด": 5,
        "รอคำตอบ": 4,
        "แก้ได้แล้ว": 0,
        "นำไปปฏิบัติ": 2,
        "จากผู้จัดการส่วน": 1,
        "อยากรู้": 1,
        "เรื่องคุย": 1,
    }
    assert {row.thread.purpose for row in page.rows} == {"use"}


@pytest.mark.req("R095")
def test_the_manager_s_kind_is_not_offered_to_others(client, community, boon):
    client.force_login(boon)
    url = f"/c/{community.number}/talk/new/"

    assert "จากผู้จัดการส่วน" not in client.get(url).content.decode()
    data = {"kind": "question", "title": "ถาม", "text": "ถาม", "purpose": "manager"}
    assert client.post(url, data).status_code == 422


@pytest.mark.req("R105", part="count and empty state")
def test_no_comment_then_one(client, community, boon, anong):
    thread = ThreadFactory(community=community, kind="talk")
    client.force_login(boon)
    url = f"/t/{thread.number}/"
    assert "ไม่มีความเห็น" in client.get(url).content.decode()

    client.post(f"{url}replies/", {"text": "เห็นด้วย"})

    page = client.get(url).content.decode()
    assert "ความเห็น (1)" in page
    assert "ไม่มีความเห็น" not in page


def test_the_same_form_posted_twice_makes_one_thread(client, community, boon):
    client.force_login(boon)
    url = f"/c/{community.number}/talk/new/"
    key = re.search(r'name="once" value="([^"]+)"', client.get(url).content.decode())[1]
    data = {"kind": "talk", "title": "สวัสดี", "text": "มาใหม่", "once": key}

    first, second = client.post(url, data), client.post(url, data)

    assert first.url == second.url
    assert Thread.objects.count() == 1


def test_what_was_typed_is_kept(client, question, community, boon):
    client.force_login(boon)
    new = f"/c/{community.number}/talk/new/"
    refused = client.post(new, {"kind": "question", "title": "", "text": "พิมพ์ไว้ยาวมาก"})
    assert refused.status_code == 422
    assert "พิมพ์ไว้ยาวมาก" in client.get(new).content.decode()

    client.post(f"/t/{question.number}/replies/draft/", {"text": "ยังไม่จบ"})
    assert "ยังไม่จบ" in client.get(f"/t/{question.number}/").content.decode()
    client.post(f"/t/{question.number}/replies/", {"text": "จบแล้ว"})
    assert "ยังไม่จบ" not in client.get(f"/t/{question.number}/").content.decode()


def test_removed_words_reach_nobody(client, question, boon, anong):
    post = reply(question, text="ความลับหนึ่ง", by=boon)
    edit_post(post, text="ความลับสอง", by=boon)
    remove_post(post, why="มีข้อมูลส่วนบุคคล", by=anong)

    for person in (boon, anong):
        client.force_login(person)
        page = client.get(f"/t/{question.number}/").content.decode()
        assert "ความลับ" not in page
        assert "มีข้อมูลส่วนบุคคล" in page


def test_markup_is_shown_not_run(client, question, boon):
    PostFactory(thread=question, author=boon, text="<script>alert(1)</script> https://a.go.th/x")
    client.force_login(boon)

    page = client.get(f"/t/{question.number}/").content.decode()

    assert "<script>alert" not in page
    assert '<a href="https://a.go.th/x" rel="nofollow noopener noreferrer">' in page


@pytest.mark.req("R004")
def test_a_helping_community_is_led_by_its_problems(client, community, boon, chai, anong):
    community.type, community.audience = "helping", f"agency:{community.agency_id}"
    community.save()
    old = ThreadFactory(community=community, made_by=boon, made_at=now() - timedelta(hours=2))
    answer = reply(old, text="ตอบ", by=anong)
    client.force_login(boon)
    client.post(f"/t/{old.number}/answer/{answer.pk}/")
    ThreadFactory(community=community, made_by=boon, title="ยังไม่มีใครรู้")

    lead = client.get(f"/c/{community.number}/", follow=True).context["page"].lead
    assert (lead.tool, lead.measure) == ("problems", "50%")
    assert "2 ชั่วโมง" in lead.measure_words
    assert [row.title for row in lead.rows] == ["ยังไม่มีใครรู้"]

    client.force_login(chai)
    outside = client.get(f"/c/{community.number}/", follow=True)
    assert outside.context["page"].lead.tool == "helpers"
    assert "ยังไม่มีใครรู้" not in outside.content.decode()


def test_questions_wait_on_the_work_of_who_can_answer(question, community, boon, anong):
    asked = MembershipFactory(community=community).person
    waiting = work_sources.get("talk.unanswered").lines
    assert [line.url for line in waiting(anong)] == [f"/t/{question.number}/#reply"]
    assert waiting(asked) == waiting(boon) == []
    question.posts.get().mentions.create(person=asked)
    assert len(waiting(asked)) == 1

    reply(question, text="ตอบ", by=asked)

    assert waiting(asked) == waiting(anong) == []
    assert len(work_sources.get("talk.answered").lines(boon)) == 1


@pytest.mark.req("R018")
def test_the_founder_writes_from_the_community_page(client, chai):
    client.force_login(chai)
    words = {"name": "คนชอบจัดแฟ้ม", "purpose": "จัดให้หาเจอ", "audience": "agency"}
    made = client.post("/communities/new/", words)
    page = client.get(made.url, follow=True).content.decode()

    address = re.search(r'href="(/c/\d+/talk/new/\?kind=talk)"', page)[1]
    data = {"kind": "talk", "title": "เริ่มกันเลย", "text": "แฟ้มของใครหาไม่เจอบ้าง"}
    thread = client.post(address, data, follow=True)

    assert "แฟ้มของใครหาไม่เจอบ้าง" in thread.content.decode()


def test_the_facilitator_sees_how_many_addresses_send_mail_back(client, community, anong, boon):
    PausedAddress.objects.create(address=boon.email.lower(), person_id=boon.pk, status="5.1.1")
    PausedAddress.objects.create(address="stranger@example.go.th", status="5.1.1")
    pages = []
    for person in (anong, boon):
        client.force_login(person)
        pages.append(client.get(community.get_absolute_url(), follow=True).content.decode())

    assert "จดหมายถึงสมาชิก 1 คนถูกตีกลับ" in pages[0]
    assert "จดหมายถึงสมาชิก" not in pages[1]
