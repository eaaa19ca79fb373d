"""Following shows nothing one may not read; contact shows no address; feeds are public."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from defusedxml.ElementTree import fromstring
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as st

from sala.communities.rules import forget_roles
from sala.core.permissions import Refused
from sala.knowledge.actions.books import main_book, main_book_of_community, main_book_of_unit
from sala.knowledge.actions.contacts import block, send_message
from sala.knowledge.actions.follows import (
    follow_community,
    follow_person,
    follow_tag,
    set_follow,
    unfollow,
)
from sala.knowledge.actions.notes import NoteText, write_note
from sala.knowledge.atom import SPACE, Entry, Feed, written
from sala.knowledge.models import Asset, Note
from sala.knowledge.queries.follows import circle_of, feed_of, news_of
from sala.notices.models import Notice
from sala.people.keys import keys_of
from tests.factories.assets import AssetFactory
from tests.factories.communities import CommunityFactory
from tests.factories.notes import BookFactory, NoteFactory
from tests.factories.people import PersonFactory, PostingFactory, UnitFactory
from tests.knowledge.atom_rules import faults_of

TEXT = NoteText("ตรวจรับให้จบในห้าวัน", "<p>ทำปฏิทินหนึ่งแผ่น</p>")
A = f"{{{SPACE}}}"


def fresh(person):
    return type(person).objects.get(pk=person.pk)


def get(address, person=None):
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.get(address)


@pytest.mark.req("R108")
def test_following_counts_brings_new_notes_and_leaks_none(community, boon, chai):
    before = circle_of(boon).follower_count
    follow_person(boon, by=chai)
    open_note = write_note(main_book(boon), TEXT, by=boon)
    inner = main_book_of_community(community, by=boon)
    hidden = write_note(inner, TEXT._replace(title="เรื่องในวง", reach="community"), by=boon)

    assert circle_of(boon).follower_count == before + 1
    assert circle_of(boon).followers == [chai]
    assert list(feed_of(fresh(chai))) == [open_note]
    shown = get("/following/", chai).content.decode()
    assert TEXT.title in shown
    assert "เรื่องในวง" not in shown
    assert get(hidden.get_absolute_url(), chai).status_code == 404


@pytest.mark.req("R108")
def test_a_private_follow_is_in_no_list_and_no_count(boon, chai):
    row = follow_person(boon, by=chai, is_private=True)

    assert circle_of(boon).follower_count == 0
    assert chai.full_name not in get(f"/p/{boon.handle}/circle/", boon).content.decode()
    assert boon.full_name in get("/following/", chai).content.decode()
    set_follow(row, is_private=False, is_muted=False, by=chai)
    assert circle_of(boon).follower_count == 1


@pytest.mark.req("R108")
def test_muted_brings_nothing_for_now(boon, chai):
    row = follow_person(boon, by=chai)
    write_note(main_book(boon), TEXT, by=boon)
    set_follow(row, is_private=False, is_muted=True, by=chai)
    assert not feed_of(fresh(chai)).exists()

    set_follow(row, is_private=False, is_muted=False, by=chai)
    assert feed_of(fresh(chai)).count() == 1
    unfollow(row, by=chai)
    assert not feed_of(fresh(chai)).exists()


@pytest.mark.req("R108")
def test_words_and_groups_are_followed_too(community, boon, anong, chai):
    follow_tag("พัสดุ", by=chai)
    follow_community(community, by=anong)
    write_note(main_book(boon), TEXT._replace(tags="#พัสดุ , คลัง"), by=boon)
    inner = main_book_of_community(community, by=boon)
    write_note(inner, TEXT._replace(title="ในวง", reach="community"), by=boon)

    assert [note.title for note in feed_of(fresh(chai))] == [TEXT.title]
    assert [note.title for note in feed_of(fresh(anong))] == ["ในวง"]
    assert TEXT.title in get("/tags/พัสดุ/", chai).content.decode()
    assert TEXT.title not in get("/tags/พัสดุ/").content.decode()


@pytest.mark.req("R108", part="published items")
def test_items_come_with_the_notes_the_newest_first(community, agency, boon, anong, chai):
    """By whom, for which group, under which word: once each, and none that is hidden."""
    follow_person(boon, by=chai)
    follow_tag("พัสดุ", by=chai)
    write_note(main_book(boon), TEXT._replace(title="บันทึกก่อน"), by=boon)
    wide = {"community": community, "opens_to": f"agency:{agency.pk}"}
    both = AssetFactory(made_by=boon, title="ความรู้ทีหลัง", **wide)
    both.tags.create(key="พัสดุ", word="พัสดุ")
    AssetFactory(made_by=boon, title="ยังเป็นร่าง", draft=True, **wide)
    AssetFactory(made_by=boon, title="เฉพาะในวง", community=community)
    AssetFactory(made_by=anong, title="ของคนที่ไม่ได้ตาม", **wide)
    word = AssetFactory(made_by=anong, title="ตามคำ", **wide)
    word.tags.create(key="พัสดุ", word="พัสดุ")

    page = strip_tags(get("/following/", chai).content.decode())
    assert page.index("ตามคำ") < page.index("ความรู้ทีหลัง") < page.index("บันทึกก่อน")
    assert page.count("ความรู้ทีหลัง") == 1
    for hidden in ("ยังเป็นร่าง", "เฉพาะในวง", "ของคนที่ไม่ได้ตาม"):
        assert hidden not in page

    follow_community(community, by=anong)
    own = strip_tags(get("/following/", anong).content.decode())
    assert "เฉพาะในวง" in own
    assert "ตามคำ" not in own, "one's own is no news"


def test_a_long_list_of_news_is_paged_and_costs_the_same(community, boon, anong):
    follow_community(community, by=anong)
    client = Client()
    client.force_login(anong)

    def costs():
        client.get("/following/")
        with CaptureQueriesContext(connection) as found:
            client.get("/following/")
        return len(found)

    AssetFactory(made_by=boon, community=community)
    NoteFactory(book__owner=None, book__community=community, author=boon, reach="community")
    few = costs()
    for _ in range(24):
        AssetFactory(made_by=boon, community=community)
    assert costs() <= few + 1
    assert "page=2" in client.get("/following/").content.decode()
    assert client.get("/following/?page=2").status_code == 200


@pytest.mark.req("R108")
def test_nobody_follows_oneself_or_whom_one_does_not_meet(boon, duangjai):
    with pytest.raises(Refused):
        follow_person(boon, by=boon)
    with pytest.raises(Refused):
        follow_person(boon, by=duangjai)
    NoteFactory(book__owner=boon, book__reach="public")
    assert follow_person(boon, by=duangjai)


@pytest.mark.req("I08", part="what one follows, feeds, pages of words")
@given(data=st.data())
@pytest.mark.django_db
def test_no_list_shows_more_than_the_keys_open(data):
    """Random audiences, random follows: every path stays inside visible_to."""
    from django.db import transaction  # noqa: PLC0415 -- each example is undone

    with transaction.atomic():
        reader, writer = PersonFactory(), PersonFactory()
        writer.agency = data.draw(st.sampled_from([reader.agency, writer.agency]))
        writer.save()
        book = BookFactory(owner=writer)
        notes = [
            NoteFactory(book=book, reach=reach, published_at=at)
            for reach in data.draw(
                st.lists(st.sampled_from(["me", "agency", "public"]), max_size=5)
            )
            for at in [data.draw(st.sampled_from([now(), None]))]
        ]
        place = CommunityFactory(agency=writer.agency)
        reaches = [place.key, f"agency:{writer.agency_id}", "public"]
        items = [
            AssetFactory(community=place, made_by=writer, opens_to=opens_to, draft=is_draft)
            for opens_to in data.draw(st.lists(st.sampled_from(reaches), max_size=4))
            for is_draft in [data.draw(st.booleans())]
        ]
        for item in items:
            item.tags.create(word="พัสดุ", key="พัสดุ")
        for note in notes:
            note.tags.create(word="พัสดุ", key="พัสดุ")
        follow_tag("พัสดุ", by=reader)
        seen = set(Note.objects.visible_to(keys_of(fresh(reader))).published())
        public = {note for note in notes if note.audience == "public"}

        open_items = Asset.objects.visible_to(keys_of(fresh(reader))).published()
        news = {("note", row.pk) for row in seen} | {("item", row.pk) for row in open_items}

        assert set(feed_of(fresh(reader))) == seen
        assert {(kind, pk) for kind, pk, _at in news_of(fresh(reader))} == news
        found = get("/tags/พัสดุ/", reader).content.decode()
        entries = fromstring(get("/notes/atom.xml", writer).content).findall(f"{A}entry")
        for note in notes:
            assert (f'href="/n/{note.number}/"' in found) == (note in seen)
            assert any(
                entry.find(f"{A}link").get("href").endswith(f"/n/{note.number}/")
                for entry in entries
            ) == (note in public)
        transaction.set_rollback(True)


@pytest.mark.req("R109")
def test_the_sixth_message_in_an_hour_is_refused(boon, anong, chai):
    with time_machine.travel("2026-11-20 09:00 +0700", tick=False) as clock:
        for number in range(5):
            send_message([boon, anong][number % 2], text=f"ถามครั้งที่ {number}", by=chai)
        with pytest.raises(Refused) as refused:
            send_message(boon, text="อีกข้อ", by=chai)
        assert refused.value.decision.code == "state.too_many"
        clock.shift(timedelta(minutes=61))
        assert send_message(boon, text="อีกข้อ", by=chai)


@pytest.mark.req("R109")
def test_no_page_of_contact_holds_an_address(boon, chai):
    note = write_note(main_book(boon), TEXT, by=boon)
    send_message(boon, text="ขอถามครับ", by=chai)

    for address, person in (
        (f"/p/{boon.handle}/contact/", chai),
        (f"/p/{boon.handle}/", chai),
        (note.get_absolute_url(), chai),
        ("/messages/", boon),
        ("/messages/", chai),
    ):
        page = get(address, person).content.decode()
        assert not re.search(r"[\w.+-]+@[\w-]+\.\w+", page), address
    assert "ขอถามครับ" in get("/messages/", boon).content.decode()
    assert Notice.objects.filter(person=boon, kind="knowledge.message").count() == 1


@pytest.mark.req("R109")
def test_who_is_blocked_is_refused_without_a_word_about_it(boon, chai):
    block(chai, by=boon)

    with pytest.raises(Refused) as refused:
        send_message(boon, text="ขอถามครับ", by=chai)

    assert refused.value.decision.code == "right.not_receiving"
    client = Client()
    client.force_login(chai)
    response = client.post(f"/p/{boon.handle}/contact/", {"text": "ขอถามครับ"})
    assert response.status_code == 403
    assert "ขอถามครับ" in response.content.decode()


@pytest.mark.req("R099")
def test_a_group_has_one_main_book_with_a_feed_that_validates(community, agency, boon, anong):
    book = main_book_of_community(community, by=boon)
    assert main_book_of_community(community, by=anong) == book
    assert book.name.startswith("KM ")
    community.audience = "public"
    community.save()
    write_note(book, TEXT._replace(reach="public", tags="พัสดุ"), by=boon)
    write_note(book, TEXT._replace(title="เฉพาะในวง", reach="community"), by=boon)

    feed = get(f"/c/{community.number}/atom.xml")

    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "เฉพาะในวง" not in feed.content.decode()
    assert faults_of(feed.content) == []


@pytest.mark.req("R099")
def test_a_unit_has_a_main_book_named_after_it(agency, boon, chai):
    unit = UnitFactory(agency=agency, name="กองคลัง")
    PostingFactory(person=boon, unit=unit)

    book = main_book_of_unit(unit, by=boon)

    assert book.name == "KM กองคลัง"
    assert write_note(book, TEXT, by=boon)
    with pytest.raises(Refused):
        write_note(book, TEXT, by=chai)


@pytest.mark.req("R099")
def test_every_feed_validates_and_is_public_only(boon):
    book = BookFactory(owner=boon, reach="public", name="สมุดพัสดุ & คลัง")
    NoteFactory.create_batch(2, book=book, body='<p>ก <a href="/n/1/">ข</a> &amp; ค</p>')
    NoteFactory(book=book, reach="agency", title="เฉพาะหน่วยงาน")
    NoteFactory(book=book, published_at=None, title="ร่าง")

    for address in ("/notes/atom.xml", f"/books/{book.pk}/atom.xml", f"/p/{boon.handle}/atom.xml"):
        for person in (None, boon):
            content = get(address, person).content
            assert faults_of(content) == [], address
            assert len(fromstring(content).findall(f"{A}entry")) == 2
            assert b"@" not in content


def test_an_empty_feed_validates(db):
    assert faults_of(get("/notes/atom.xml").content) == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_makes_a_feed_that_parses(title, html):
    at = datetime.fromisoformat("2026-11-20T09:00:00+07:00")
    entry = Entry("tag:x,2026:1", title, "https://x.example/", title, at, at, title, html, title)
    feed = Feed("tag:x,2026:0", title, html, "https://x/", "https://x/a", title, at, [entry])

    fromstring(written(feed))


def test_the_checker_finds_faults():
    bad = f'<feed xmlns="{SPACE}"><title/><entry><id>x y</id><updated>วันนี้</updated></entry></feed>'
    assert len(faults_of(bad.encode())) >= 8


def test_leaving_a_group_ends_what_following_it_brings(community, boon, anong):
    follow_community(community, by=boon)
    book = main_book_of_community(community, by=anong)
    write_note(book, TEXT._replace(reach="community"), by=anong)
    assert feed_of(fresh(boon)).count() == 1

    boon.memberships.update(left_at=now())
    forget_roles(boon)

    assert not feed_of(fresh(boon)).exists()
