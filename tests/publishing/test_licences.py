"""Whatever leaves the house says under which licence it stands (I16)."""

from __future__ import annotations

import io
import zipfile

import pytest
from defusedxml.ElementTree import fromstring
from django.utils.html import strip_tags
from docx import Document

from sala.documents.sheets import read_table
from sala.knowledge.atom import SPACE
from sala.knowledge.licences import Licence, terms_of
from tests.factories.assets import AssetFactory
from tests.publishing.checking import pdf_words, read
from tests.publishing.conftest import begun, build, note_in, take

A = f"{{{SPACE}}}"
OPEN = [code for code in Licence.values if code != "reserved"]


@pytest.fixture
def outside(client, community, boon, anong):
    """A public note and a public item under one licence, and where each leaves the house."""

    def made(licence):
        note = note_in(community, boon, reach="public", licence=licence)
        asset = AssetFactory(
            community=community, made_by=boon, licence=licence, opens_to="public", title="ปฏิทิน"
        )
        client.force_login(anong)
        return note, asset

    return made


@pytest.mark.req("I16")
@pytest.mark.parametrize("licence", Licence.values)
def test_files_feeds_and_paper_carry_the_licence(client, outside, licence):
    note, asset = outside(licence)
    terms = terms_of(licence)

    entry = fromstring(client.get("/notes/atom.xml").content).find(f"{A}entry")
    assert entry.find(f"{A}rights").text == f"{terms.label} {terms.sign} {terms.deed}".strip()
    for kind in ("csv", "xlsx"):
        data = client.get(f"/k/export.{kind}").content
        rows = read_table(io.BytesIO(data), f"knowledge.{kind}").rows
        (row,) = [row for row in rows if asset.code in row]
        assert terms.label in row
    for path in (f"/k/{asset.code}/docx/", f"/n/{note.number}/docx/"):
        document = Document(io.BytesIO(client.get(path).content))
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        assert terms.label in text, path
        assert terms.sign in text
    for path in (f"/n/{note.number}/print/", f"/n/{note.number}/", f"/k/{asset.code}/"):
        page = client.get(path).content.decode()
        assert terms.label in strip_tags(page), path
        assert terms.sign in strip_tags(page)
        assert terms.deed in page


@pytest.mark.req("I16")
def test_a_book_carries_the_licence_of_every_chapter_and_its_own(
    client, outside, community, anong, tmp_path
):
    collection = begun(anong, community, licence="by-sa")
    for licence in OPEN:
        take(collection, *outside(licence), by=anong)
    edition = build(collection, by=anong)

    with zipfile.ZipFile(io.BytesIO(read(edition.epub))) as archive:
        names = archive.namelist()
        package = archive.read(next(name for name in names if name.endswith(".opf"))).decode()
        rights = strip_tags(archive.read("book/rights.xhtml").decode())
        chapters = [
            strip_tags(archive.read(f"book/chapter{place}.xhtml").decode())
            for place in range(1, 2 * len(OPEN) + 1)
        ]
    assert terms_of("by-sa").sign in package
    pdf = pdf_words(read(edition.pdf), tmp_path)
    for place, licence in enumerate(OPEN):
        words = terms_of(licence).sign or terms_of(licence).label
        assert words in rights
        assert words in chapters[2 * place]
        assert words in chapters[2 * place + 1]
        if terms_of(licence).sign:
            assert words in pdf
