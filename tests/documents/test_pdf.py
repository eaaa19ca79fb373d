from __future__ import annotations

import base64
import re
import shutil
import socket
import subprocess

import pytest
from django.utils.translation import override
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from sala.core.permissions import Refused
from sala.documents import pdf
from sala.documents.pdf import BASE, ForeignAddressError, own_file, pdf_available, render_pdf

HARD_WORDS = [
    "สำคัญ", "น้ำใจ", "กระทำ", "สม่ำเสมอ", "สำนักงาน", "ค่ำคืน", "ก๊วย", "ผู้เชี่ยวชาญ", "ญาติ", "ฐานะ",
    "ปฏิบัติ", "กตัญญู", "เพื่อ", "พ.ศ.", "2569:", "1/2", "—", "KA-2569-0001", "ฤๅษี", "ถ้ำ", "คำ",
]  # fmt: skip
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

needs_pango = pytest.mark.skipif(not pdf_available(), reason="Pango is not on this machine")
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is missing")


def run(tool, data, *options):
    done = subprocess.run([tool, *options], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def text_of(data):
    return run("pdftotext", data, "-raw", "-", "-")


@needs_pango
@needs_poppler
def test_thai_words_are_found_in_the_text_as_they_are_spelled():
    page = "<html lang=th><title>ก</title><p>" + "</p><p>".join(HARD_WORDS) + "</p>"
    lines = text_of(render_pdf(page)).split()
    assert [word for word in HARD_WORDS if word not in lines] == []


@needs_pango
@needs_poppler
@settings(max_examples=20)
@given(
    st.permutations(["สำคัญ", "น้ำ", "ค่ำ", "ป้ำ", "ฝำ", "จ๋ำ", "ต๊ำ", "มา", "ก้าว", "พุทฺธํ"]), st.booleans()
)
def test_whichever_word_comes_first_and_in_bold(words, is_bold):
    tag = "b" if is_bold else "i"
    lines = text_of(render_pdf(f"<html lang=th><{tag}>{' '.join(words)}</{tag}>")).split()
    assert lines[: len(words)] == [word.replace("\u0e4d", "") for word in words]


@pytest.mark.parametrize("weight", [400, 700])
def test_both_weights_number_their_shapes_alike(weight):
    with TTFont(pdf.HERE / "fonts" / f"sarabun-sala-{weight}.ttf") as font:
        names = font.getGlyphOrder()
    assert {names[place] for place in pdf._parts_of_am()} >= {"uni0E32.am", "uni0E4D0E49"}
    assert len(pdf._parts_of_am()) == 11


@needs_pango
@needs_poppler
def test_lines_break_between_words():
    sentence = "จึงจำเป็นต้องกำหนดคำถามสำหรับผู้เข้าร่วมและบำรุงสำนักงานให้ดำเนินการตามลำดับ"
    style = "<style>p { width: 50mm }</style>"
    lines = text_of(render_pdf(f"<html lang=th>{style}<p>{sentence}")).split()
    assert len(lines) > 2
    for line in lines:
        assert not re.match("[ะ-ฺ็-๎]", line)
        assert not line.endswith(("สำห", "สํา", "จำ", "กำ", "เ", "ลำ"))


@needs_pango
@needs_poppler
def test_a_page_is_a4_tagged_and_carries_its_face():
    made = render_pdf("<html lang=th><title>รายงาน</title><h1>ก <i>A</i></h1>")
    about = run("pdfinfo", made, "-")
    assert re.search(r"Tagged: +yes", about)
    assert re.search(r"Page size: +595.* x 841.*A4", about)
    assert re.search(r"Title: +รายงาน", about)
    assert "Sarabun-Sala" in run("pdffonts", made, "-")


@needs_pango
def test_pictures_handed_over_and_in_the_page_are_drawn():
    inline = base64.b64encode(PIXEL).decode()
    both = f'<img src="/a/1.png"><img src="data:image/png;base64,{inline}">'
    assert render_pdf(both, files={"/a/1.png": PIXEL}).count(b"/Subtype /Image") >= 1
    assert b"/Subtype /Image" not in render_pdf('<img src="/a/1.png">')


@needs_pango
@needs_poppler
def test_nothing_is_fetched_from_the_network_or_the_disk(tmp_path):
    secret = tmp_path / "secret.css"
    secret.write_text('p::before { content: "LEAKED" }')
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    port = server.getsockname()[1]
    page = f"""
      <link rel=stylesheet href="file://{secret}"><link rel=attachment href="file:///etc/passwd">
      <link rel=stylesheet href="http://127.0.0.1:{port}/x.css">
      <style>@import url("file://{secret}"); body {{ background: url(http://127.0.0.1:{port}/b) }}
      </style><img src="http://127.0.0.1:{port}/i.png"><img src="file:///etc/hostname">
      <img src="/static/../../pyproject.toml"><iframe src="file:///etc/passwd"></iframe>
      <object data="file:///etc/passwd"></object><p>ก</p>"""
    made = render_pdf(page)
    with server, pytest.raises(BlockingIOError):
        server.accept()
    assert "LEAKED" not in text_of(made)
    assert b"/EmbeddedFile" not in made


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://document.invalid.example/static/x.css",
        BASE + "etc/passwd",
        BASE + "static/../../config/settings.py",
        BASE + "static/%2e%2e/%2e%2e/config/settings.py",
        BASE + "static//etc/passwd",
        BASE + "_fonts/../pdf.py",
        BASE + "_fonts/OFL-Sarabun.txt",
        BASE + "static/a%00.css",
        "ftp://x/",
        "",
    ],
)
def test_addresses_of_others_are_refused(address):
    with pytest.raises(ForeignAddressError):
        own_file(address)


def test_our_own_files_are_found():
    assert own_file(BASE + "_fonts/sarabun-sala-700.ttf").is_file()
    assert own_file(BASE + "static/core/css/tokens.css").is_file()


def test_without_pango_a_sentence_and_no_crash(monkeypatch):
    monkeypatch.setattr(pdf, "_renderer", lambda: None)
    with override("th"):
        decision = pdf_available()
        assert (decision.code, decision.status) == ("state.pdf_missing", 409)
        assert "บันทึกเป็น PDF" in decision.reason
        with pytest.raises(Refused):
            render_pdf("<p>ก")


@pytest.mark.parametrize("weight", [400, 700])
def test_the_face_holds_thai_latin_and_the_signs_between(weight):
    with TTFont(pdf.HERE / "fonts" / f"sarabun-sala-{weight}.ttf") as font:
        letters = set(map(chr, font.getBestCmap()))
    thai = {chr(code) for code in [*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)]}
    assert thai <= letters
    assert set("ABCxyz0123456789.,:;/()–—“”…%−+=<>é\u0304") <= letters
