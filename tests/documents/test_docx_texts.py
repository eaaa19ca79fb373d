"""What a Word document says: whole, and read without believing it in anything."""

from __future__ import annotations

import io
import re
import time
import zipfile

import pytest
from docx import Document
from docx.shared import Cm

from sala.core.files.archives import Unfit
from sala.core.rich import clean_html
from sala.documents.docx_texts import read_docx
from tests.documents.test_docx_writer import PICTURE, made
from tests.knowledge.uploads import jpeg

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(data, name="เอกสาร.docx"):
    return read_docx(io.BytesIO(data), name)


def why(data, name="เอกสาร.docx"):
    with pytest.raises(Unfit) as found:
        read(data, name)
    return found.value.code


def document(*build):
    made_, out = Document(), io.BytesIO()
    for step in build:
        step(made_)
    made_.save(out)
    return out.getvalue()


def changed(data, **parts):
    """The document with parts put in the place of its own."""
    out = io.BytesIO()
    names = {name.replace("__", "/").replace("_xml", ".xml"): new for name, new in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for row in old.infolist():
            if row.filename not in names:
                new.writestr(row.filename, old.read(row))
        for name, content in names.items():
            new.writestr(name, content)
    return out.getvalue()


def body(xml):
    return f"<w:document {W} {R} {M}><w:body>{xml}</w:body></w:document>"


PLAIN = document(lambda made_: made_.add_paragraph("น้ำท่วมซ้ำ"))


def test_what_the_house_writes_it_reads_again():
    """Out and in: headings, lists, tables, words of pictures and links are the same."""
    html = f"""<h2>ก่อนน้ำท่วม</h2><p>เตรียม<strong>น้ำดื่ม</strong> <em>ให้</em>ครบ</p>
<h3>รายการ</h3><ul><li>หนึ่ง<ul><li>ย่อย</li></ul></li><li>สอง</li></ul><ol><li>ก</li></ol>
<h4>ตาราง</h4><table><thead><tr><th>วัน</th><th colspan="2">งาน</th></tr></thead>
<tbody><tr><td rowspan="2">จันทร์</td><td>สูบ</td><td>ดูด</td></tr><tr><td>ตรวจ</td><td>จด</td></tr>
</tbody></table><blockquote><p>คำที่ยกมา</p></blockquote>
<p><a href="https://example.go.th/">ระเบียบ</a></p><p><img src="{PICTURE}" alt="กระดาน"></p>"""

    found = read(made(html, title="ชื่อเรื่อง", front="", back=""))

    assert found.title == "ชื่อเรื่อง"
    back = clean_html(found.html.replace("word:0", PICTURE))
    assert flat(back) == flat(clean_html(html))


def flat(html):
    """Without what cells and items may or may not wrap their words in."""
    html = re.sub(r"(<(?:li|td|th)\b[^>]*>)(?:<p>)?(?:<strong>)?", r"\1", html)
    html = re.sub(r"(?:</strong>)?(?:</p>)?(</(?:li|td|th)>)", r"\1", html)
    return "".join(line.strip() for line in html.split("\n"))


def test_pictures_come_once_each_with_their_words():
    def build(made_):
        for _n in range(3):
            made_.add_picture(io.BytesIO(jpeg()), width=Cm(2))
        made_.inline_shapes[0]._inline.docPr.set("descr", "ประตูน้ำ")

    found = read(document(build))

    assert len(found.pictures) == 1
    assert found.html.count('src="word:0"') == 3
    assert 'alt="ประตูน้ำ"' in found.html
    assert found.lost == {}


def test_what_does_not_come_along_is_counted():
    far = f'<Relationship Id="rId99" Type="{RELS}/image" Target="http://127.0.0.1:9/a.png" '
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'{far} TargetMode="External"/></Relationships>'
    )
    drawn = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="x"/><a:graphic xmlns:a="http://schemas.'
        'openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.'
        'openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="rId99"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    xml = body(
        "<w:p><w:r><w:t>ข้อความ</w:t></w:r><w:del><w:r><w:delText>เก่า</w:delText></w:r></w:del>"
        '<w:r><w:commentReference w:id="0"/></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>'
        f"{drawn}</w:p>"
    )
    head = f"<w:hdr {W}><w:p><w:r><w:t>ลับ</w:t></w:r></w:p></w:hdr>"
    data = changed(
        PLAIN,
        word__document_xml=xml,
        word__header9_xml=head,
        **{"word___rels__document_xml.rels": rels},
    )

    found = read(data)

    assert found.lost == {"comments": 1, "deleted": 1, "drawings": 1, "edges": 1, "far": 1}
    assert "ข้อความ" in found.html
    for word in ("เก่า", "ลับ", "127.0.0.1"):
        assert word not in found.html


def test_ends_of_links_within_the_document_leave_no_dead_links():
    note = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>เชิงอรรถ</w:t></w:r></w:p>'
    data = changed(
        PLAIN,
        word__document_xml=body(
            '<w:p><w:r><w:t>คำ</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        ),
        word__footnotes_xml=f"{note}</w:footnote></w:footnotes>",
    )

    html = clean_html(read(data).html)

    assert "เชิงอรรถ" in html
    assert "[1]" in html
    assert "href" not in html
    assert "↑" not in html


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.4\n1 0 obj\n", "value.file_word"),
        (b"", "value.empty_file"),
        (jpeg(), "value.file_word"),
        (PLAIN[:-30], "value.file_broken"),
        (
            changed(PLAIN, word__vbaProject=b"x", **{"word__vbaProject.bin": b"x"}),
            "value.file_macro",
        ),
        (
            changed(PLAIN, word__document_xml="<!DOCTYPE a [<!ENTITY x 'ha'>]><a>&x;</a>"),
            "value.file_bomb",
        ),
        (changed(PLAIN, word__document_xml="<w:document"), "value.file_broken"),
        (changed(PLAIN, word__extra_xml=bytes(40 * 1024**2)), "value.file_bomb"),
    ],
    ids=["pdf", "empty", "photo", "cut", "macro", "entities", "no xml", "bomb"],
)
def test_hostile_and_broken_documents_are_refused(data, code):
    assert why(data) == code


def test_an_entity_far_down_the_document_is_not_opened():
    """Behind 100 KB of spaces, where the look at the first piece does not reach."""
    late = f"<?xml version='1.0'?>{' ' * 100_000}<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    xml = late + body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")

    assert why(changed(PLAIN, word__document_xml=xml)) == "value.file_broken"


def test_ten_thousand_pictures_are_not_taken():
    one = jpeg(size=(8, 8))

    def build(made_):
        for number in range(60):
            made_.add_picture(io.BytesIO(one + bytes([number])), width=Cm(1))

    found = read(document(build))

    assert len(found.pictures) == 40
    assert found.lost == {"many": 20}


def test_a_document_that_would_take_a_minute_is_stopped():
    """Half a million paragraphs: small when packed, far too long to be a text."""
    xml = body("<w:p><w:r><w:t>ก</w:t></w:r></w:p>" * 250_000)
    began = time.monotonic()

    assert why(changed(PLAIN, word__document_xml=xml)) == "value.file_long"
    assert time.monotonic() - began < 60


def test_a_style_map_inside_the_document_is_not_obeyed():
    data = changed(PLAIN, **{"mammoth__style-map": "p => script"})

    assert "<script" not in read(data).html
    assert "น้ำท่วมซ้ำ" in read(data).html
