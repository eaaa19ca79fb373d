"""Words in files: read in a process of its own, found by who may open the file."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook

from sala.core.file_words import OFFICE
from sala.core.files import follow_audience, keep
from sala.core.models import Attachment, FileText
from sala.documents.pdf import pdf_available, render_pdf
from sala.documents.reading import read_waiting
from sala.documents.texts import text_of
from sala.people.keys import keys_of
from sala.search.queries import search
from sala.search.waiting import catch_up

WORDS = "ปฏิทินตรวจรับสำหรับน้ำท่วม"
DOCX, XLSX, PPTX = (
    f"{OFFICE}wordprocessingml.document",
    f"{OFFICE}spreadsheetml.sheet",
    f"{OFFICE}presentationml.presentation",
)


def docx():
    made, out = Document(), io.BytesIO()
    made.add_paragraph(WORDS)
    made.add_table(1, 1).cell(0, 0).text = "ในตาราง"
    made.save(out)
    return out.getvalue()


def xlsx():
    made, out = Workbook(), io.BytesIO()
    made.active.append([WORDS, 5])
    made.save(out)
    return out.getvalue()


def pptx():
    """The few parts of which a presentation consists when nothing looks like anything."""
    out = io.BytesIO()
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    drawn = "http://schemas.openxmlformats.org/drawingml/2006/main"
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types><Override PartName="/ppt/presentation.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "ppt/slides/slide1.xml",
            f'<s xmlns:a="{drawn}"><a:p><a:r><a:t>{WORDS}</a:t></a:r></a:p></s>',
        )
    return out.getvalue()


MAKERS = {
    DOCX: docx,
    XLSX: xlsx,
    PPTX: pptx,
    "text/plain": WORDS.encode,
    "text/csv": lambda: f"ชื่อ,หมายเหตุ\nก,{WORDS}".encode("cp874"),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_the_words_of_a_file_are_read(kind):
    assert WORDS in text_of(kind, io.BytesIO(MAKERS[kind]()))


@pytest.mark.skipif(not pdf_available(), reason="no Pango on this machine")
def test_the_words_of_a_pdf_are_read():
    made = render_pdf(f"<p>{WORDS}</p>")
    assert WORDS in text_of("application/pdf", io.BytesIO(made))


def test_a_table_in_a_letter_is_read_too():
    assert "ในตาราง" in text_of(DOCX, io.BytesIO(docx()))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nbroken", b"PK\x03\x04broken"])
def test_a_broken_file_has_no_words(data):
    assert text_of("application/pdf", io.BytesIO(data)) == ""
    assert text_of(DOCX, io.BytesIO(data)) == ""


def test_a_packed_bomb_is_not_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with zipfile.ZipFile(io.BytesIO(docx())) as real:
            for name in real.namelist():
                if name != "word/document.xml":
                    archive.writestr(name, real.read(name))
        archive.writestr("word/document.xml", b"<a>" + b" " * (160 * 1024**2))
    assert text_of(DOCX, out) == ""


def test_a_kind_that_lies_is_not_read():
    assert text_of("application/pdf", io.BytesIO(docx())) == ""


@pytest.mark.django_db
def test_a_file_is_found_by_its_words_and_only_by_who_may_open_it(
    community, boon, chai, django_capture_on_commit_callbacks, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path

    def found(person):
        catch_up()
        hits = search("น้ำท่วม", keys=keys_of(person)).hits
        return [hit.url for hit in hits if hit.label == "file"]

    upload = SimpleUploadedFile("แผน.docx", docx())
    with django_capture_on_commit_callbacks(execute=True):
        keep(community, [upload], audience=community.key, made_by_id=boon.pk)
        read_waiting()
    attachment = Attachment.objects.get()
    assert attachment.text.excerpt.startswith(WORDS)
    assert found(boon) == [f"/files/{attachment.pk}/look/"]
    assert found(chai) == []
    with django_capture_on_commit_callbacks(execute=True):
        follow_audience("communities.community", [community.pk], f"person:{chai.pk}")
    assert found(boon) == []
    assert found(chai) == [f"/files/{attachment.pk}/look/"]


@pytest.mark.django_db
def test_a_file_is_read_once(community, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    keep(community, [("a.txt", WORDS.encode())], audience=community.key)
    read_waiting()
    read_waiting()
    assert FileText.objects.count() == 1
