"""What the shelf shows, to whom, and what takes a book off it."""

from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring
from django.urls import reverse

from sala.core.permissions import Refused
from sala.documents.epub import EPUB_TYPE
from sala.documents.pdf import PDF_TYPE
from sala.knowledge.actions.writing import withdraw_asset
from sala.knowledge.atom import DUBLIN
from sala.knowledge.models import Note
from sala.people.keys import keys_of
from sala.publishing.actions.collections import add_chapter
from sala.publishing.models import Collection, Edition
from sala.publishing.queries import catalogue
from sala.publishing.queries.catalogue import OPDS_TYPE
from sala.publishing.queries.shelf import shelf
from tests.factories.assets import AssetFactory
from tests.factories.communities import MembershipFactory
from tests.factories.people import PersonFactory
from tests.factories.publishing import CollectionFactory, shelve
from tests.knowledge.atom_rules import A, faults_of
from tests.publishing.conftest import begun, build, note_in, take


def on_shelf(community, *things, **values):
    collection = CollectionFactory(community=community, **values)
    shelve(collection, *things)
    return collection


def seen_by(person):
    return set(Collection.objects.visible_to(keys_of(person)).values_list("pk", flat=True))


@pytest.mark.req("I16", part="a withdrawn chapter")
def test_a_withdrawn_chapter_takes_the_book_along(client, community, boon, note, asset):
    book = on_shelf(community, note, asset)
    url = reverse("publishing:epub", args=[book.number, 1])
    client.force_login(boon)
    assert client.get(url).getvalue() == b"book"
    withdraw_asset(asset, by=boon, why="ล้าสมัย")
    assert client.get(url).status_code == 404
    assert client.get(book.get_absolute_url()).status_code == 404
    assert book.title not in client.get("/shelf/").content.decode()


def test_a_chapter_shown_to_fewer_closes_the_book_to_the_others(
    client, community, boon, anong, asset
):
    note = note_in(community, boon)
    book = on_shelf(community, note, asset)
    assert book.pk in seen_by(anong)
    Note.objects.filter(pk=note.pk).update(audience=f"person:{boon.pk}")
    assert book.pk not in seen_by(anong)
    assert not Edition.objects.visible_to(keys_of(anong)).exists()
    assert book.pk in seen_by(boon)


def test_a_member_from_elsewhere_sees_no_book_with_a_chapter_of_the_agency(
    community, boon, other_agency
):
    book = on_shelf(community, note_in(community, boon, reach="agency"))
    visitor = PersonFactory(agency=other_agency)
    MembershipFactory(community=community, person=visitor)
    assert book.pk in seen_by(boon)
    assert book.pk not in seen_by(visitor)


def test_an_earlier_edition_is_closed_with_its_own_chapters(client, community, boon, note, asset):
    book = on_shelf(community, note, asset)
    shelve(book, note)
    client.force_login(boon)
    old = reverse("publishing:pdf", args=[book.number, 1])
    assert client.get(old).getvalue() == b"book"
    withdraw_asset(asset, by=boon, why="ล้าสมัย")
    assert client.get(old).status_code == 404
    assert client.get(book.get_absolute_url()).status_code == 200


def test_a_public_book_is_read_without_signing_in(client, community, boon):
    note = note_in(community, boon, reach="public")
    book = on_shelf(community, note, audience="public")
    page = client.get(book.get_absolute_url()).content.decode()
    assert note.title in page
    answer = client.get(reverse("publishing:pdf", args=[book.number, 1]))
    assert answer.getvalue() == b"book"
    assert book.title in client.get("/shelf/").content.decode()


@pytest.mark.req("R092")
def test_volumes_stand_by_their_number_in_thai_digits_too(community, boon, asset):
    for volume in ("เล่มที่ 10", "เล่มที่ ๒", "เล่มที่ 1"):
        book = on_shelf(community, asset, series="เทคนิคการใช้ไอที", volume=volume)
    found = shelf(keys_of(boon), {"series": "เทคนิคการใช้ไอที"})
    assert [row.book.volume for row in found.rows] == ["เล่มที่ 1", "เล่มที่ ๒", "เล่มที่ 10"]
    assert [choice.books for choice in found.series] == [3]
    assert book.volume == "เล่มที่ 1"


def test_a_chapter_read_by_fewer_than_the_book_is_refused_with_the_reason(community, boon, anong):
    collection = begun(anong, community, reach="agency")
    with pytest.raises(Refused, match="ผู้อ่านแคบกว่า"):
        add_chapter(collection, "knowledge.note", note_in(community, boon).pk, by=anong)
    assert not collection.chapters.exists()


def test_counts_are_of_what_the_reader_sees(community, boon, chai, asset):
    on_shelf(community, asset, series="ชุดเดียว")
    hidden = AssetFactory(community=community, made_by=boon)
    hidden.opens_to = hidden.audience = f"person:{boon.pk}"
    hidden.save()
    on_shelf(community, hidden, series="ชุดเดียว", audience=community.key)
    member = PersonFactory(agency=community.agency)
    MembershipFactory(community=community, person=member)
    found = shelf(keys_of(member), {})
    assert [choice.books for choice in found.series] == [1]
    assert found.page.paginator.count == 1
    assert not shelf(keys_of(chai), {}).series


def test_the_shelf_asks_the_same_for_one_book_and_for_twenty(
    client, community, boon, asset, django_assert_max_num_queries
):
    client.force_login(boon)
    on_shelf(community, asset)
    client.get("/shelf/")
    with django_assert_max_num_queries(60) as one:
        client.get("/shelf/")
    for _number in range(19):
        on_shelf(community, asset)
    with django_assert_max_num_queries(len(one)):
        assert client.get("/shelf/").content.decode().count('class="book"') == 20


def catalogue_of(client, person=None, query=""):
    if person is not None:
        client.force_login(person)
    answer = client.get(f"/shelf/opds.xml{query}")
    client.logout()
    assert answer["Content-Type"].startswith(OPDS_TYPE)
    assert faults_of(answer.content) == []
    return answer, fromstring(answer.content)


@pytest.mark.req("R116", part="the shelf in reading apps")
@pytest.mark.req("I08", part="the catalogue of the shelf")
@pytest.mark.req("I16", part="the licence in the catalogue")
def test_reading_apps_get_the_shelf_the_reader_sees(client, community, boon, anong, chai):
    note = note_in(community, boon, reach="public", licence="by-nc-nd")
    public = begun(anong, community, reach="public", title="เล่มเปิด <1>", licence="by-sa")
    take(public, note, by=anong)
    build(public, by=anong)
    on_shelf(community, note_in(community, boon), title="เล่มในวง")

    answer, feed = catalogue_of(client)
    assert "public" in answer["Cache-Control"]
    (entry,) = feed.findall(f"{A}entry")
    assert entry.findtext(f"{A}title") == "เล่มเปิด <1>"
    assert [one.findtext(f"{A}name") for one in entry.findall(f"{A}author")] == [boon.full_name]
    assert "CC BY-SA 4.0" in entry.findtext(f"{A}rights")
    assert "CC BY-NC-ND 4.0" in entry.findtext(f"{A}content")
    assert entry.findtext(f"{{{DUBLIN}}}identifier") == public.current.identifier
    links = {(one.get("rel"), one.get("type")): one for one in entry.findall(f"{A}link")}
    for kind, size in ((EPUB_TYPE, public.current.epub_size), (PDF_TYPE, public.current.pdf_size)):
        link = links["http://opds-spec.org/acquisition", kind]
        assert link.get("length") == str(size)
        got = client.get(link.get("href").removeprefix("http://127.0.0.1:8000"))
        assert len(got.getvalue()) == size
    image = links["http://opds-spec.org/image", "image/png"].get("href")
    assert client.get(image.removeprefix("http://127.0.0.1:8000")).getvalue()[:4] == b"\x89PNG"

    titles = {one.findtext(f"{A}title") for one in catalogue_of(client, boon)[1].iter(f"{A}entry")}
    assert titles == {"เล่มเปิด <1>", "เล่มในวง"}
    answer, feed = catalogue_of(client, chai)
    assert len(feed.findall(f"{A}entry")) == 1
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_a_long_catalogue_comes_in_pages(client, db, monkeypatch, community, boon):
    monkeypatch.setattr(catalogue, "ON_A_PAGE", 2)
    note = note_in(community, boon, reach="public")
    for number in range(3):
        on_shelf(community, note, audience="public", title=f"เล่ม {number}")
    feed = catalogue_of(client)[1]
    ways = {one.get("rel"): one.get("href") for one in feed.findall(f"{A}link")}
    assert ways["next"].endswith("/shelf/opds.xml?page=2")
    assert "previous" not in ways
    rest = catalogue_of(client, query="?page=2")[1]
    assert len(feed.findall(f"{A}entry")) + len(rest.findall(f"{A}entry")) == 3
    assert len(catalogue_of(client, query="?page=x")[1].findall(f"{A}entry")) == 2


def test_an_empty_catalogue_validates(client, db):
    assert not catalogue_of(client)[1].findall(f"{A}entry")


def test_the_register_and_the_shelf_lead_to_each_other(client, db):
    assert 'href="/shelf/"' in client.get("/k/").content.decode().partition("<main")[2]
    assert 'href="/k/"' in client.get("/shelf/").content.decode().partition("<main")[2]
