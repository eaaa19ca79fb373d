"""A long text as a Word document: opened again and looked into."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from sala.documents.docx_writer import DOCX_TYPE, DocxText, docx_bytes
from sala.documents.texts import text_of

PICTURE = "/files/12345678-1234-1234-1234-123456789abc/"
BODY = f"""<h2>ก่อนน้ำท่วม</h2><p>เตรียม<strong>น้ำดื่ม</strong>ให้<em>ทำ</em>ครบ
<a href="/k/KA-2569-0001/">อ่านต่อ</a> H<sub>2</sub>O</p>
<ul><li>ข้อหนึ่ง<ul><li>ข้อย่อย</li></ul></li><li><p>ข้อสอง</p><p>ขยายความ</p></li></ul>
<ol start="3"><li>สาม</li><li>สี่</li></ol><ol><li>เริ่มใหม่</li></ol>
<h3>ตาราง</h3><table><caption>แผน</caption>
<thead><tr><th>วัน</th><th colspan="2">งาน</th></tr></thead>
<tbody><tr><td rowspan="2">จันทร์</td><td>สูบน้ำ</td><td><p>ก</p><ul><li>ข</li></ul></td></tr>
<tr><td>ตรวจ</td></tr></tbody></table>
<blockquote><p>คำที่ยกมา</p></blockquote><pre>ก
  ข</pre><hr>
<figure><img src="{PICTURE}" alt="กระดานคำแนะนำ"><figcaption>ภาพที่ ๑</figcaption></figure>
<p><img src="/files/00000000-0000-0000-0000-000000000000/" alt="รูปที่ไม่มีสิทธิ์"></p>"""


def picture(size=(4000, 500)):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    return out.getvalue()


def made(body=BODY, **values):
    text = {
        "title": "เตรียมรับน้ำท่วมด้วยคำถาม ๓ ข้อ\x0b",
        "front": "<p>KA-2569-0001</p>",
        "body": body,
        "back": "<h2>สัญญาอนุญาตและที่มา</h2>",
        "header": "กรมบริการท้องที่ · KA-2569-0001",
        "footer": "https://sala.example/k/KA-2569-0001/",
        "authors": ["อนงค์ ศรีวารี", "บุญ แก้วกล้า"],
        "language": "th",
        "made_at": datetime(2026, 3, 1, 20, 0, tzinfo=UTC),
        "base": "https://sala.example/",
        "pictures": {PICTURE: picture()},
        **values,
    }
    return docx_bytes(DocxText(**text))


@pytest.fixture(scope="module")
def data():
    return made()


@pytest.fixture(scope="module")
def document(data):
    return Document(io.BytesIO(data))


def styled(document, name):
    return [line.text for line in document.paragraphs if line.style.name == name]


def test_headings_are_styles_a_contents_list_can_be_made_of(document):
    assert styled(document, "Title") == ["เตรียมรับน้ำท่วมด้วยคำถาม ๓ ข้อ"]
    assert styled(document, "Heading 1") == ["ก่อนน้ำท่วม", "สัญญาอนุญาตและที่มา"]
    assert styled(document, "Heading 2") == ["ตาราง"]
    assert styled(document, "Quote") == ["คำที่ยกมา"]
    assert styled(document, "Preformatted") == ["ก\n  ข"]
    assert styled(document, "Byline") == ["KA-2569-0001"]


def test_lists_are_numbered_by_word_and_begin_where_they_should(document):
    rows = [
        (line.text, look.ilvl.val, look.numId.val)
        for line in document.paragraphs
        if (look := line._p.pPr is not None and line._p.pPr.numPr) not in (None, False)
    ]

    assert [row[:2] for row in rows[:3]] == [("ข้อหนึ่ง", 0), ("ข้อย่อย", 1), ("ข้อสอง", 0)]
    numbers = {text: number for text, _level, number in rows}
    assert numbers["สาม"] == numbers["สี่"] != numbers["เริ่มใหม่"] != numbers["ข้อหนึ่ง"]
    starts = {
        num.numId: num.find(qn("w:lvlOverride")).find(qn("w:startOverride")).get(qn("w:val"))
        for num in document.part.numbering_part.element.findall(qn("w:num"))[1:]
    }
    assert starts == {numbers["สาม"]: "3", numbers["เริ่มใหม่"]: "1"}
    after = next(line for line in document.paragraphs if line.text == "ขยายความ")
    assert after.paragraph_format.left_indent is not None
    assert after._p.pPr.numPr is None


def test_a_table_keeps_its_cells_and_repeats_its_head(document):
    (table,) = document.tables

    assert [cell.text for cell in table.rows[0].cells] == ["วัน", "งาน", "งาน"]
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc
    assert table.cell(2, 1).text == "ตรวจ"
    assert [line.text for line in table.cell(1, 2).paragraphs] == ["ก", "ข"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(run.bold for line in table.cell(0, 0).paragraphs for run in line.runs)
    assert styled(document, "Caption")[0] == "แผน"


def test_pictures_have_words_and_fit_the_page(document):
    (shape,) = document.inline_shapes

    assert shape._inline.docPr.get("descr") == "กระดานคำแนะนำ"
    assert shape.width <= document.sections[0].page_width - 2 * document.sections[0].left_margin
    assert shape.width / shape.height == pytest.approx(8, rel=0.01)
    assert "[รูปที่ไม่มีสิทธิ์]" in [line.text for line in document.paragraphs]


def test_links_are_whole_and_lead_out(document):
    links = [link.address for line in document.paragraphs for link in line.hyperlinks]

    assert links == ["https://sala.example/k/KA-2569-0001/"]


def test_thai_is_set_as_complex_script(document):
    """Without the face, the size, the weight and the language of complex script Word shows Thai
    in its fallback, small and thin, and breaks it anywhere."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:rPr')}")
    assert defaults.find(qn("w:rFonts")).get(qn("w:cs")) == "TH Sarabun New"
    assert defaults.find(qn("w:szCs")).get(qn("w:val")) == "32"
    assert defaults.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"
    for style in document.styles:
        look = style.element.rPr
        if look is not None:
            for plain, complex_ in (("w:sz", "w:szCs"), ("w:b", "w:bCs"), ("w:i", "w:iCs")):
                assert (look.find(qn(plain)) is None) == (look.find(qn(complex_)) is None)
    bold = next(run for line in document.paragraphs for run in line.runs if run.text == "น้ำดื่ม")
    assert bold.bold
    assert bold.font.cs_bold


def test_head_foot_and_properties_say_what_it_is(document):
    section = document.sections[0]
    kept = document.core_properties

    assert section.header.paragraphs[0].text == "กรมบริการท้องที่ · KA-2569-0001"
    assert "https://sala.example/k/KA-2569-0001/" in section.footer.paragraphs[0].text
    assert [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert kept.title == "เตรียมรับน้ำท่วมด้วยคำถาม ๓ ข้อ"
    assert kept.author == "อนงค์ ศรีวารี; บุญ แก้วกล้า"
    assert kept.language == "th"
    assert kept.created.replace(tzinfo=UTC) == datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    assert "python-docx" not in f"{kept.author}{kept.comments}"


def test_words_are_found_in_it_with_sara_am_whole(data):
    words = text_of(DOCX_TYPE, io.BytesIO(data))

    for one in ("เตรียมรับน้ำท่วมด้วยคำถาม", "น้ำดื่ม", "สูบน้ำ", "ข้อย่อย"):
        assert one in words
    assert "ํา" not in words


def test_it_is_small_and_brings_nothing_of_the_template(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        parts = sum(row.file_size for row in archive.infolist() if row.filename.endswith(".xml"))

    assert not any("thumbnail" in name or "customXml" in name for name in names)
    assert not any("stylesWithEffects" in name for name in names)
    assert parts < 120_000


def test_names_of_a_hundred_people_do_not_break_the_properties():
    document = Document(io.BytesIO(made(authors=["ผู้เขียนชื่อยาวมาก ๆ"] * 100)))

    assert len(document.core_properties.author) <= 255
