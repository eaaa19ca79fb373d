"""A Word document brought into a note and an item that are being written."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.shared import Cm
from PIL import Image

from sala.core.drafts import draft_of
from sala.core.models import Attachment
from sala.knowledge.models import Note
from tests.documents.test_docx_texts import PLAIN, changed
from tests.knowledge.conftest import fresh
from tests.knowledge.uploads import jpeg

pytestmark = pytest.mark.django_db


def word(*, alt="", title="เตรียมรับน้ำท่วม", name="รายงาน.docx", gps=True):
    document, out = Document(), io.BytesIO()
    if title:
        document.add_heading(title, 0)
    document.add_heading("เกิดอะไรขึ้น", 1)
    document.add_paragraph("น้ำท่วมหน้าอำเภอ")
    document.add_paragraph("โทรก่อน", style="List Bullet")
    document.add_picture(io.BytesIO(jpeg(gps=gps)), width=Cm(3))
    if alt:
        document.inline_shapes[0]._inline.docPr.set("descr", alt)
    document.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def form_of(client, url="/notes/new/"):
    """The fields of the form as a browser sends them back."""
    html = client.get(url).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', html)
    book = re.search(r'<option value="(\d+)"', html)
    found = {"reach": "agency", "comment_policy": "members", "licence": "agency"}
    if once:
        found["once"] = once[1]
    return found | ({"book": book[1]} if book else {})


def bring(client, upload, url="/notes/new/", **typed):
    data = form_of(client, url) | typed | {"bring": "1"}
    return client.post(url, data | ({"word": upload} if upload else {}))


def asked_for(html):
    return re.findall(r'name="(words_[0-9a-f-]{36})"', html)


def body_of(response):
    return response.context["form"].initial["body"]


@pytest.mark.req("R112", part="pictures of a Word document: words asked for, no place in them")
def test_words_and_pictures_come_below_what_was_typed(client, boon):
    client.force_login(boon)

    response = bring(client, word(), title="", body="พิมพ์ไว้ก่อน", tags="น้ำ")

    assert response.status_code == 200
    body = body_of(response)
    assert body.startswith("<p>พิมพ์ไว้ก่อน</p><h2>เกิดอะไรขึ้น</h2>")
    assert "<li>" in body
    form = response.context["form"]
    assert form.initial["title"] == "เตรียมรับน้ำท่วม"
    assert form.initial["tags"] == "น้ำ"
    assert not Note.objects.exists()
    assert draft_of(boon.pk, "note:new").fields["body"] == body
    (asked,) = asked_for(response.content.decode())
    kept = Attachment.objects.get(pk=asked.removeprefix("words_"))
    assert kept.audience == f"person:{boon.pk}"
    with kept.file.open("rb") as stream, Image.open(stream) as picture:
        assert not picture.getexif()


def test_what_has_no_words_is_described_before_it_is_saved(client, boon):
    client.force_login(boon)
    response = bring(client, word(), title="", body="")
    data = form_of(client) | {"title": "เตรียมรับ", "body": body_of(response)}
    (asked,) = asked_for(response.content.decode())

    refused = client.post("/notes/new/", data)

    assert refused.status_code == 422
    assert asked_for(refused.content.decode()) == [asked]
    assert "บรรยายรูปสั้น ๆ" in refused.content.decode()
    assert not Note.objects.exists()

    saved = client.post("/notes/new/", data | {asked: "น้ำถึงประตู"})

    assert saved.status_code == 302
    note = Note.objects.get()
    assert 'alt="น้ำถึงประตู"' in note.body
    kept = Attachment.objects.get(pk=asked.removeprefix("words_"))
    assert (kept.label, kept.object_id, kept.audience) == ("knowledge.note", note.pk, note.audience)


def test_a_picture_taken_out_of_the_text_is_not_asked_for(client, boon):
    client.force_login(boon)
    response = bring(client, word(), title="", body="")
    body = re.sub(r"<p><img[^>]*></p>", "", body_of(response))

    assert (
        client.post("/notes/new/", form_of(client) | {"title": "ก", "body": body}).status_code
        == 302
    )


def test_words_of_a_picture_that_are_there_are_not_asked_again(client, boon):
    client.force_login(boon)

    response = bring(client, word(alt="ประตูน้ำ"), title="ชื่อของฉัน", body="")

    assert not asked_for(response.content.decode())
    assert 'alt="ประตูน้ำ"' in body_of(response)
    assert response.context["form"].initial["title"] == "ชื่อของฉัน"


def test_the_page_says_what_was_left_behind(client, boon):
    client.force_login(boon)
    head = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    data = changed(
        PLAIN, word__header9_xml=f"{head}<w:p><w:r><w:t>ความลับราชการ</w:t></w:r></w:p></w:hdr>"
    )

    html = bring(client, SimpleUploadedFile("ก.docx", data), title="", body="").content.decode()

    assert "หัวกระดาษและท้ายกระดาษ" in html
    assert "ความลับราชการ" not in html


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("งาน.docm", PLAIN, "สั่งให้เครื่องทำงานได้"),
        ("มาโคร.docx", changed(PLAIN, **{"word__vbaProject.bin": b"x"}), "มาโคร"),
        ("รูป.docx", jpeg(), "ไม่ใช่ไฟล์ Word"),
        ("ว่าง.docx", b"", "ว่างเปล่า"),
        ("xcod\u202e.docx", PLAIN[:-40], "เปิดไฟล์นี้ไม่ได้"),
    ],
)
def test_what_is_refused_loses_nothing(client, boon, name, data, said):
    client.force_login(boon)

    response = bring(client, SimpleUploadedFile(name, data), title="เรื่องของฉัน", body="พิมพ์ไว้")

    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert body_of(response) == "<p>พิมพ์ไว้</p>"
    assert 'value="เรื่องของฉัน"' in html
    assert draft_of(boon.pk, "note:new").fields["title"] == "เรื่องของฉัน"
    assert not Attachment.objects.exists()


def test_without_a_file_one_is_asked_for(client, boon):
    client.force_login(boon)

    response = bring(client, None, title="", body="พิมพ์ไว้")

    assert response.status_code == 422
    assert "เลือกไฟล์ Word ก่อน" in response.content.decode()


def test_into_an_item_by_who_writes_it(client, draft, boon, anong, chai):
    url = f"/k/{draft.code}/writing/"
    for person, status in ((anong, 404), (chai, 404)):
        client.force_login(person)
        assert client.post(url, {"bring": "1", "word": word()}).status_code == status
    client.force_login(boon)
    text = draft.manuscript

    response = bring(client, word(), url, title=text.title, body=text.body, version=text.version)

    assert response.status_code == 200
    body = body_of(response)
    assert body.startswith(text.body)
    (asked,) = asked_for(response.content.decode())
    data = {"title": text.title, "body": body, "version": text.version, asked: "น้ำถึงประตู"}
    assert client.post(url, data).status_code == 302
    assert 'alt="น้ำถึงประตู"' in fresh(draft).manuscript.body


def test_into_a_note_that_is_there(client, boon):
    client.force_login(boon)
    client.post("/notes/new/", form_of(client) | {"title": "เดิม", "body": "ข้อความเดิม"})
    note = Note.objects.get()

    url = f"/n/{note.number}/editing/"
    response = bring(client, word(alt="ก"), url, title="เดิม", body=note.body, version=1)

    assert response.status_code == 200
    assert body_of(response).startswith("<p>ข้อความเดิม</p><h2>")
    assert Note.objects.get().body == "<p>ข้อความเดิม</p>"


def test_not_without_end(client, boon):
    client.force_login(boon)
    upload = SimpleUploadedFile("ก.docx", b"x")
    for _n in range(30):
        upload.seek(0)
        bring(client, upload, body="")

    upload.seek(0)
    response = bring(client, upload, body="พิมพ์ไว้")

    assert response.status_code == 409
    assert body_of(response) == "<p>พิมพ์ไว้</p>"
