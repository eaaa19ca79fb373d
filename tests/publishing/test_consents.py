"""A text under reserved rights stands in a book by its writer's word, and not without."""

from __future__ import annotations

import pytest

from sala.core.permissions import Refused
from sala.notices.models import Notice
from sala.publishing.actions.building import ask_for_edition
from tests.publishing.conftest import begun, build, note_in, take


@pytest.fixture
def asked(community, boon, anong):
    """Anong would like a note of Boon's whose rights he keeps."""
    note = note_in(community, boon, licence="reserved", title="เรื่องที่สงวนไว้")
    collection = begun(anong, community, title="เล่มที่ขอ")
    (chapter,) = take(collection, note, by=anong)
    return collection, chapter


def told(person):
    return list(Notice.objects.filter(person=person).values_list("kind", flat=True))


def pages(client, person, *addresses):
    client.force_login(person)
    return [client.get(address).content.decode() for address in addresses]


@pytest.mark.req("R116", part="the writer's word")
def test_the_writer_is_asked_and_the_book_waits(client, asked, anong, boon, chai):
    collection, chapter = asked
    assert chapter.needs_consent
    assert told(boon) == ["publishing.consent_asked"]
    work, asking = pages(client, boon, "/", "/shelf/consents/")
    assert "เรื่องที่สงวนไว้" in work
    assert anong.full_name in asking
    assert "เล่มที่ขอ" in asking
    assert "เรื่องที่สงวนไว้" not in pages(client, chai, "/shelf/consents/")[0]
    assert "รอผู้เขียนยินยอม" in pages(client, anong, f"/shelf/sets/{collection.number}/")[0]
    with pytest.raises(Refused):
        ask_for_edition(collection, by=anong)
    assert client.post(f"/shelf/consents/{chapter.pk}/", {"agrees": "yes"}).status_code == 404
    chapter.refresh_from_db()
    assert chapter.consent_at is None


def test_with_the_writers_word_it_is_printed_and_the_terms_stay(client, asked, anong, boon):
    collection, chapter = asked
    client.force_login(boon)
    assert client.post(f"/shelf/consents/{chapter.pk}/", {"agrees": "yes"}).status_code == 302
    chapter.refresh_from_db()
    assert chapter.consent_by == boon
    assert told(anong) == ["publishing.consent_answered"]

    edition = build(collection, by=anong)
    assert edition.chapters.get().licence == "reserved"
    assert client.post(f"/shelf/consents/{chapter.pk}/", {"agrees": "no"}).status_code == 404
    assert "ไม่มีคำขอค้างอยู่" in client.get("/shelf/consents/").content.decode()


def test_a_writer_who_declines_takes_the_chapter_out(client, asked, anong, boon, note):
    collection, chapter = asked
    take(collection, note, by=anong)
    client.force_login(boon)
    assert client.post(f"/shelf/consents/{chapter.pk}/", {"agrees": "no"}).status_code == 302
    assert told(anong) == ["publishing.consent_answered"]
    assert [row.position for row in collection.chapters.all()] == [1]
    assert collection.chapters.get().object_id == note.pk
    edition = build(collection, by=anong)
    assert [row.title for row in edition.chapters.all()] == [note.title]
