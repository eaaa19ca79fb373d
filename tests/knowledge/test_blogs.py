"""An outside blog brought into a book: with its days and names, once, cleaned, told to nobody."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from sala.core.clock import work_on_runs
from sala.core.models import Attachment, Run
from sala.core.permissions import Refused
from sala.knowledge.actions import blogs
from sala.knowledge.actions.blogs import Wish, ask_for_blog, cancel_blog
from sala.knowledge.actions.books import main_book, main_book_of_community
from sala.knowledge.actions.notes import publish_note, remove_note
from sala.knowledge.models import Note, OutsideNote
from sala.knowledge.outside import BrokenFeed, entries, require_feed
from sala.notices.models import Notice
from sala.search.waiting import catch_up

pytestmark = pytest.mark.django_db

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>CATKM</title><link>https://catkm.example/</link>{}</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:app="http://www.w3.org/2007/app"><title>CATKM</title>
<author><name>วิศาสตร์ ใจดี</name></author>{}</feed>"""


def item(number=1, *, html="<p>ทำ e-Book ด้วยตนเอง</p>", more="", title="คู่มือการทำ e-Book"):
    return (
        f"<item><title>{title}</title><link>https://catkm.example/?p={number}</link>"
        f"<guid isPermaLink='false'>catkm-{number}</guid><dc:creator>วิศาสตร์ ใจดี</dc:creator>"
        f"<pubDate>Mon, 0{number} Jun 2009 09:00:00 +0700</pubDate><category>e-Book</category>"
        f"<content:encoded><![CDATA[{html}]]></content:encoded>{more}</item>"
    )


def entry(number=1, body="<content type='html'>&lt;p&gt;น้ำท่วม&lt;/p&gt;</content>", more=""):
    return (
        f"<entry><id>tag:catkm.example,2009:{number}</id><title>เรื่องที่ {number}</title>"
        f"<link rel='alternate' href='https://catkm.example/{number}'/>"
        f"<published>2009-06-0{number}T09:00:00+07:00</published>{body}{more}</entry>"
    )


def upload(text, name="catkm.xml"):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def bring(book, by, text, *, is_draft=False, reach="agency"):
    run = ask_for_blog(book, upload(text), Wish(reach, "by-nc", is_draft), by=by)
    work_on_runs()
    run.refresh_from_db()
    return run


@pytest.fixture
def book(boon):
    return main_book(boon)


@pytest.mark.req("R099")
def test_a_blog_comes_in_with_its_days_names_and_links(book, boon, chai):
    notices = Notice.objects.count()

    run = bring(book, boon, RSS.format(item(1) + item(2, title="ตอนสอง")))

    assert run.counts["brought"] == 2
    assert run.done == run.total == 2
    note = Note.objects.get(title="คู่มือการทำ e-Book")
    day = datetime(2009, 6, 1, 2, 0, tzinfo=UTC)
    assert (note.written_at, note.published_at) == (day, day)
    assert (note.licence, note.reach, note.audience) == (
        "by-nc",
        "agency",
        f"agency:{book.agency_id}",
    )
    assert note.author == boon
    for words in ("เขียนครั้งแรกในบล็อกเดิม", "วิศาสตร์ ใจดี", "1 มิถุนายน 2552"):
        assert words in note.body_text
    assert 'href="https://catkm.example/?p=1"' in note.body
    assert [tag.word for tag in note.tags.all()] == ["e-Book"]
    assert Notice.objects.count() == notices


@pytest.mark.req("R099")
def test_what_came_is_read_and_found_and_says_who_wrote_it(client, book, boon, chai):
    bring(book, boon, RSS.format(item()))
    catch_up()
    client.force_login(chai)
    note = Note.objects.get()

    page = client.get(note.get_absolute_url()).content.decode()

    assert "โดย วิศาสตร์ ใจดี ใน" in page
    assert "1 มิถุนายน 2552" in page
    found = client.get("/search/", {"q": "ทำ e-Book ด้วยตนเอง"}).content.decode()
    assert f'href="{note.get_absolute_url()}"' in found


def test_twice_makes_nothing_twice_also_after_removal(book, boon):
    text = RSS.format(item(1) + item(2))
    bring(book, boon, text)
    remove_note(Note.objects.order_by("pk").first(), why="", by=boon)

    run = bring(book, boon, RSS.format(item(1) + item(2) + item(3)))

    assert run.counts["same"] == 2
    assert run.counts["brought"] == 1
    assert Note.objects.count() == 3


def test_a_killed_run_goes_on_where_it_stopped(book, boon, monkeypatch):
    carry, calls = blogs.carry_note, []

    def once(*args, **values):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return carry(*args, **values)

    monkeypatch.setattr(blogs, "carry_note", once)
    run = ask_for_blog(book, upload(RSS.format("".join(map(item, range(1, 5))))),
                       Wish("agency", "by", is_draft=False), by=boon)  # fmt: skip
    with pytest.raises(KeyboardInterrupt):
        work_on_runs()
    run.refresh_from_db()
    assert (run.done, Note.objects.count()) == (1, 1)

    Run.objects.filter(pk=run.pk).update(started_at=None)
    work_on_runs()

    run.refresh_from_db()
    assert (run.done, run.counts["brought"], Note.objects.count()) == (4, 4, 4)
    assert OutsideNote.objects.count() == 4


def test_drafts_are_their_bringers_alone_and_keep_their_day(book, boon, chai, client):
    bring(book, boon, RSS.format(item()), is_draft=True)
    note = Note.objects.get()
    client.force_login(chai)
    assert client.get(note.get_absolute_url()).status_code == 404

    publish_note(note, by=boon)

    note.refresh_from_db()
    assert note.written_at == datetime(2009, 6, 1, 2, 0, tzinfo=UTC)
    assert note.published_at.date() == now().date()
    assert client.get(note.get_absolute_url()).status_code == 200


def test_texts_are_cleaned_and_nothing_is_fetched(book, boon):
    html = (
        "<script>alert(1)</script><p onclick='x()'>ดู <img src='/p/a.jpg' alt='หน้าปก'>"
        "<a href='javascript:alert(1)'>กด</a></p><iframe src='https://video.example/1'></iframe>"
        "<style>p{}</style><img src='data:image/png;base64,AAAA'>"
    )

    run = bring(book, boon, RSS.format(item(html=html)))

    note = Note.objects.get()
    for harm in ("<script", "alert(1)", "onclick", "<img", "<iframe", "data:", "p{}"):
        assert harm not in note.body
    assert 'href="https://catkm.example/p/a.jpg"' in note.body
    assert "หน้าปก" in note.body
    assert 'href="https://video.example/1"' in note.body
    assert (run.counts["pictures"], run.counts["players"]) == (2, 1)
    assert not Attachment.objects.exists()


def test_wordpress_brings_posts_that_were_published(book, boon):
    def post(number, kind="post", status="publish", html="หนึ่ง\n\nสอง\nสาม"):
        more = f"<wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>"
        return item(number, html=html, more=more)

    text = RSS.format(post(1) + post(2, "attachment") + post(3, status="draft") + post(4, "page"))
    run = bring(book, boon, text)

    assert (run.counts["brought"], run.counts["ignored"]) == (1, 3)
    assert "<p>หนึ่ง</p><p>สอง<br>สาม</p>" in Note.objects.get().body


def test_atom_in_its_three_kinds_of_content(book, boon):
    xhtml = (
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>กา <b>ขา</b></p></div>"
        "</content>"
    )
    kind = "<category scheme='http://schemas.google.com/g/2005#kind' term='x#comment'/>"
    run = bring(
        book,
        boon,
        ATOM.format(
            entry(1)
            + entry(2, xhtml)
            + entry(3, "<summary>ย่อ &lt;b&gt;</summary>")
            + entry(4, more=kind)
            + entry(5, more="<app:control><app:draft>yes</app:draft></app:control>")
        ),
    )

    assert (run.counts["brought"], run.counts["ignored"]) == (3, 2)
    bodies = [note.body for note in Note.objects.order_by("written_at")]
    assert bodies[0].startswith("<p>น้ำท่วม</p>")
    assert bodies[1].startswith("<p>กา <strong>ขา</strong></p>")
    assert bodies[2].startswith("<p>ย่อ &lt;b&gt;</p>")
    assert all("วิศาสตร์ ใจดี" in body for body in bodies)


def test_what_has_no_words_is_named_with_its_reason(book, boon):
    run = bring(book, boon, RSS.format(item(1, html="") + item(2, html="ก" * 60_001) + item(3)))

    assert run.counts == {"rejected": 2, "brought": 1, "pictures": 0, "players": 0}
    assert [row["line"] for row in run.refused] == [1, 2]
    assert run.refused[0]["reason"] == "ไม่มีข้อความ"


def test_a_file_that_breaks_off_keeps_what_came_before(book, boon):
    run = bring(book, boon, RSS.format(item(1) + item(2))[:-60])

    assert run.counts["brought"] >= 1
    assert "ไฟล์เสียตั้งแต่ตรงนี้" in run.refused[-1]["reason"]
    assert run.ended_at


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"<html><body>",
        b"From x@y Mon Jan  5 09:00:00 2015\n",
        b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel/></rss>",
        b"<!DOCTYPE r SYSTEM 'http://127.0.0.1:9/x.dtd'><rss><channel/></rss>",
        b"\xff\xfe\x00<rss>",
        b"<?xml version='1.0' encoding='no-such'?><rss/>",
    ],
)
def test_what_is_no_feed_is_refused(book, boon, data):
    with pytest.raises(BrokenFeed):
        require_feed(io.BytesIO(data))
    with pytest.raises(Refused):
        ask_for_blog(book, upload(data), Wish("agency", "by", is_draft=True), by=boon)
    assert not Run.objects.exists()


def test_entities_far_down_are_not_opened():
    bomb = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>"
    with pytest.raises(BrokenFeed):
        list(entries(io.BytesIO((" " * 100_000 + bomb + RSS.format(item())[39:]).encode())))


def test_who_tends_a_book_brings_and_nobody_else(client, boon, anong, chai, community):
    book = main_book_of_community(community, by=anong)
    url = f"/books/{book.pk}/import/"
    for person, status in ((anong, 200), (boon, 403), (chai, 404)):
        client.force_login(person)
        assert client.get(url).status_code == status
        page = client.get(f"/books/{book.pk}/")
        assert (url in page.content.decode()) == (person == anong)
    wish = Wish("community", "by", is_draft=False)
    with pytest.raises(Refused):
        ask_for_blog(book, upload(RSS.format(item())), wish, by=boon)


def test_the_page_asks_for_licence_and_right_and_shows_the_report(client, book, boon):
    client.force_login(boon)
    url = f"/books/{book.pk}/import/"
    data = {"state": "at_once", "reach": "agency", "licence": "by", "once": ""}

    refused = client.post(url, data | {"file": upload(RSS.format(item()))})
    assert refused.status_code == 422
    assert not Run.objects.exists()

    broken = client.post(url, data | {"may_use": "on", "file": upload("<html/>")})
    assert broken.status_code == 422
    assert "ไม่ใช่ฟีด" in broken.content.decode()

    text = RSS.format(item(1) + item(2, html=""))
    done = client.post(url, data | {"may_use": "on", "file": upload(text, "a\u202egpj.xml")})
    assert done.status_code == 302
    assert "นำเข้า" in client.get(done.url).content.decode()
    work_on_runs()

    page = client.get(done.url).content.decode()
    assert "เข้ามา 1" in page
    assert "ไม่มีข้อความ" in page
    assert "\u202e" not in page


def test_a_run_is_stopped(book, boon):
    run = ask_for_blog(
        book, upload(RSS.format(item())), Wish("agency", "by", is_draft=True), by=boon
    )
    cancel_blog(run, by=boon)

    work_on_runs()

    assert not Note.objects.exists()
