"""An item and a note as files of Word: who gets them, and what always travels with them."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from PIL import Image

from sala.core.models import Attachment
from sala.knowledge.actions.books import main_book
from sala.knowledge.actions.notes import NoteText, write_note
from sala.knowledge.actions.pictures import keep_picture
from sala.knowledge.actions.references import Reference, add_source
from sala.knowledge.actions.references import cite as cite_source
from sala.knowledge.actions.writing import arrange_asset, credit_person, withdraw_asset
from sala.knowledge.kinds import Part
from sala.knowledge.models import Note
from tests.knowledge.conftest import begin, fresh, publish, rewrite
from tests.knowledge.uploads import photo

DEED = "https://creativecommons.org/licenses/by-nc-nd/4.0/deed.th"


def lines(response):
    assert response.status_code == 200
    return [line.text for line in Document(io.BytesIO(response.content)).paragraphs]


@pytest.mark.req("R084", part="an item is exported as DOCX by who may read it")
def test_who_reads_an_item_takes_it_along_and_nobody_else(client, asset, anong, boon, chai):
    url = f"/k/{asset.code}/docx/"

    assert client.get(url).status_code == 404
    for person, status in ((anong, 200), (boon, 200), (chai, 404)):
        client.force_login(person)
        assert client.get(url).status_code == status
        assert client.get(f"/k/{asset.code}/v/1/docx/").status_code == status


def test_what_is_not_approved_has_no_file_even_for_its_writer(client, draft, boon):
    client.force_login(boon)

    assert client.get(f"/k/{draft.code}/").status_code == 200
    assert client.get(f"/k/{draft.code}/docx/").status_code == 404
    assert client.get(f"/k/{draft.code}/v/1/docx/").status_code == 404


@pytest.mark.req("I16", "R102", part="licence, credit and address travel with the DOCX of an item")
def test_names_licence_and_sources_travel_with_it(client, asset, anong, boon, chai):
    arrange_asset(asset, by=boon, categories=[], tags=["ตรวจรับ"], licence="by-nc-nd")
    credit_person(asset, chai, Part.CONTRIBUTOR, by=boon)
    cite(asset, boon)
    client.force_login(anong)

    response = client.get(f"/k/{asset.code}/docx/")
    words = "\n".join(lines(response))

    assert f'filename="{asset.code}-v1.docx"' in response["Content-Disposition"]
    for name in ("บุญ แก้วกล้า", "ชัย นอกวง"):
        assert name in words
    assert "CC BY-NC-ND 4.0" in words
    assert DEED in words
    assert "ระเบียบพัสดุ" in words
    assert "1 มีนาคม 2569" in words
    document = Document(io.BytesIO(response.content))
    assert asset.code in document.sections[0].header.paragraphs[0].text
    assert DEED in document.core_properties.comments
    assert "บุญ แก้วกล้า" in document.core_properties.author
    assert document.core_properties.title == asset.title


def cite(asset, person):
    source = add_source(Reference("ระเบียบพัสดุ", kind="law"), agency_id=asset.agency_id, by=person)
    day = date(2026, 3, 1)
    return cite_source(asset, by=person, accessed_on=day, source=source, place="ข้อ ๕")


def test_an_older_version_says_that_there_is_a_newer(client, asset, boon, anong):
    publish(rewrite(asset, boon, note="เพิ่ม", body="<p>ฉบับแก้ไข</p>"), by=boon, judged_by=anong)
    client.force_login(anong)

    old = lines(client.get(f"/k/{asset.code}/v/1/docx/"))
    new = lines(client.get(f"/k/{asset.code}/docx/"))

    assert any(line.startswith("มีฉบับใหม่") and "ฉบับที่ 2" in line for line in old)
    assert not any("มีฉบับใหม่" in line for line in new)
    assert "ฉบับแก้ไข" in new
    assert "ฉบับแก้ไข" not in old


def test_what_was_withdrawn_says_so(client, asset, boon, anong):
    withdraw_asset(asset, by=boon, why="ระเบียบเปลี่ยนแล้ว")
    client.force_login(anong)

    words = "\n".join(lines(client.get(f"/k/{asset.code}/docx/")))

    assert "ถอนออกจากคลังแล้ว" in words
    assert "ระเบียบเปลี่ยนแล้ว" in words


def test_pictures_come_along_for_who_may_see_them(client, boon, anong, community):
    mine = keep_picture(photo(), alt="กระดาน", by=boon)
    hidden = keep_picture(photo(), alt="ภาพลับ", by=boon)
    body = f'<p>ดูรูป</p><p><img src="/files/{mine.pk}/" alt="กระดาน"></p>'
    body += f'<p><img src="/files/{hidden.pk}/" alt="ภาพลับ"></p>'
    asset = publish(begin(boon, community, body=body), by=boon, judged_by=anong)
    Attachment.objects.filter(pk=hidden.pk).update(audience=f"person:{boon.pk}")
    client.force_login(anong)

    response = client.get(f"/k/{asset.code}/docx/")

    document = Document(io.BytesIO(response.content))
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == ["กระดาน"]
    assert "[ภาพลับ]" in lines(response)


def test_no_picture_carries_where_it_was_taken(client, boon, anong, community):
    kept = keep_picture(photo(gps=True), alt="หน้าอำเภอ", by=boon)
    body = f'<p><img src="/files/{kept.pk}/" alt="หน้าอำเภอ"></p>'
    asset = publish(begin(boon, community, body=body), by=boon, judged_by=anong)
    client.force_login(anong)

    document = Document(io.BytesIO(client.get(f"/k/{asset.code}/docx/").content))

    parts = [one for one in document.part.package.iter_parts() if "image" in one.content_type]
    assert len(parts) == 1
    with Image.open(io.BytesIO(parts[0].blob)) as picture:
        assert not picture.getexif()


@pytest.mark.req("R102", "I16", part="licence, byline and number travel with the DOCX of a note")
def test_a_note_as_a_file_of_word(client, boon, chai, duangjai):
    text = NoteText("น้ำท่วมหน้าอำเภอ", "<h2>เกิดอะไรขึ้น</h2><p>น้ำมา</p>", licence="by-nc-nd")
    note = write_note(main_book(boon), text, by=boon)
    url = f"/n/{note.number}/docx/"
    assert client.get(url).status_code == 404
    client.force_login(duangjai)
    assert client.get(url).status_code == 404
    client.force_login(chai)

    response = client.get(url)

    found = lines(response)
    assert found[0] == "น้ำท่วมหน้าอำเภอ"
    assert any(str(note.number) in line for line in found)
    assert any("บุญ แก้วกล้า" in line for line in found)
    assert any(DEED in line for line in found)
    assert Note.objects.get(pk=note.pk).read_count == 0


def test_the_page_offers_the_file(client, asset, boon):
    client.force_login(boon)

    assert f'href="/k/{asset.code}/docx/"' in client.get(f"/k/{asset.code}/").content.decode()
    assert fresh(asset).current.number == 1
