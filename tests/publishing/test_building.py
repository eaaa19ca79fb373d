from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from sala.core.clock import work_on_runs
from sala.core.permissions import Refused
from sala.knowledge.actions.notes import NoteText, edit_note
from sala.knowledge.models import Note
from sala.publishing.actions import building
from sala.publishing.actions.building import ask_for_edition
from sala.publishing.actions.collections import (
    CollectionText,
    change_collection,
    remove_chapter,
    renew_chapter,
)
from tests.publishing.checking import epubcheck, pdf_words, read
from tests.publishing.conftest import begun, build, note_in, take

WORDS = "<p>ทำปฏิทินตรวจรับ สำหรับน้ำท่วม กำหนดสำคัญ ๆ ไว้ในแผ่นเดียว</p>"


@pytest.mark.req("R087", "R088", "R116")
def test_five_notes_become_a_book_with_byline_and_licence_of_each(community, boon, anong, tmp_path):
    licences = ("by", "by-nc-nd", "by-sa", "agency", "by-nd")
    notes = [
        note_in(community, boon, title=f"เรื่องที่ {place}", licence=licence, body=WORDS)
        for place, licence in enumerate(licences, start=1)
    ]
    collection = begun(anong, community, intro="คำนำสั้น ๆ", series="ชุดไอที", volume="เล่มที่ ๒")
    take(collection, *notes, by=anong)
    edition = build(collection, by=anong)
    data = read(edition.epub)
    epubcheck(data, tmp_path)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        rights = archive.read("book/rights.xhtml").decode()
        chapter = archive.read("book/chapter2.xhtml").decode()
        nav = archive.read("book/nav.xhtml").decode()
    for place, sign in enumerate(("CC BY 4.0", "CC BY-NC-ND 4.0", "CC BY-SA 4.0"), start=1):
        assert sign in rights
        assert f"เรื่องที่ {place}" in nav
    assert boon.full_name in chapter
    assert "CC BY-NC-ND 4.0" in chapter
    assert rights.count('href="https://creativecommons.org/licenses/by-nc-nd/4.0/deed.th"') == 1
    assert "น้ำท่วม กำหนดสำคัญ ๆ" in chapter
    text = pdf_words(read(edition.pdf), tmp_path)
    assert "สำหรับ" in text
    assert "น้ำท่วม" in text
    assert "CC BY-NC-ND 4.0" in text
    assert "สารบัญ" in text


def test_a_chapter_taken_out_while_the_book_is_made_is_in_no_book(collection, anong, monkeypatch):
    chapter = collection.chapters.first()
    made = building.make_epub

    def meanwhile(book):
        remove_chapter(chapter, by=anong)
        return made(book)

    monkeypatch.setattr(building, "make_epub", meanwhile)
    run = ask_for_edition(collection, by=anong)
    work_on_runs()

    run.refresh_from_db()
    collection.refresh_from_db()
    assert (collection.current, run.counts) == (None, {"refused": 1})
    assert run.refused[0]["name"] == collection.title


def test_rights_reserved_after_choosing_wait_for_consent(community, boon, anong):
    note = note_in(community, boon, licence="by")
    collection = begun(anong, community)
    take(collection, note, by=anong)
    Note.objects.filter(pk=note.pk).update(licence="reserved")

    with pytest.raises(Refused) as refused:
        ask_for_edition(collection, by=anong)

    assert [gap.label for gap in refused.value.decision.missing] == [note.title]


def test_signs_that_no_xml_holds_make_no_broken_book(community, boon, anong):
    """Noncharacters pass every field; one of them in a title made a book no reader opens."""
    note = note_in(community, boon, title="ตรวจ\ufffeรับ", body="<p>ห้า\uffffวัน</p>")
    collection = begun(anong, community, title="สาม\uffffเรื่อง", intro="คำ\ufffeนำ")
    take(collection, note, by=anong)

    edition = build(collection, by=anong)

    with zipfile.ZipFile(BytesIO(read(edition.epub))) as archive:
        texts = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf"))]
        words = "".join("".join(etree.fromstring(archive.read(name)).itertext()) for name in texts)
    assert "สามเรื่อง" in words
    assert "ตรวจรับ" in words


def test_a_note_whose_tags_alone_changed_is_printed_as_it_was_chosen(community, boon, anong):
    """Then its words are changed too: the book keeps those of the day they were chosen."""
    note = note_in(community, boon, body="<p>ที่เลือก</p>")
    collection = begun(anong, community)
    take(collection, note, by=anong)
    words = NoteText(note.title, note.body, reach="community", tags="พัสดุ")
    edit_note(note, words, seen=1, by=boon)

    for body in (note.body, "<p>เขียนใหม่</p>"):
        edit_note(note, words._replace(body=body), seen=Note.objects.get().version, by=boon)
        edition = build(collection, by=anong)
        with zipfile.ZipFile(BytesIO(read(edition.epub))) as archive:
            assert "ที่เลือก" in archive.read("book/chapter1.xhtml").decode()


def test_an_earlier_wording_goes_into_no_wider_book_than_it_was_for(community, boon, anong):
    """Chosen while it was the members', opened by its writer without the names, and printed with
    them for everyone."""
    note = note_in(community, boon, body="<p>นายดำไม่มาตรวจรับ</p>")
    collection = begun(anong, community)
    (chapter,) = take(collection, note, by=anong)
    edit_note(note, NoteText(note.title, "<p>กรรมการไม่มา</p>", reach="public"), seen=1, by=boon)
    change_collection(collection, CollectionText("เล่มใหม่", "public"), seen=1, by=anong)

    with pytest.raises(Refused) as refused:
        ask_for_edition(collection, by=anong)
    assert refused.value.decision.code == "state.chapters"

    renew_chapter(chapter, by=anong)
    edition = build(collection, by=anong)
    with zipfile.ZipFile(BytesIO(read(edition.epub))) as archive:
        words = archive.read("book/chapter1.xhtml").decode()
    assert "กรรมการไม่มา" in words
    assert "นายดำ" not in words
