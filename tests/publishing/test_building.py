from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

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
    text = pdf_words(read(edition.pdf), tmp_path)
    assert "สำหรับ" in text
    assert "น้ำท่วม" in text
    assert "CC BY-NC-ND 4.0" in text
    assert "สารบัญ" in text
