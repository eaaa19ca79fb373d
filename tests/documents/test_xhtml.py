"""Whatever the sanitiser lets through becomes XML that strict readers take, and loses no word."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sala.core.rich import clean_html, plain_of
from sala.documents.epub import EpubBook, Page, epub_bytes
from sala.documents.xhtml import inner_html, inner_xml, sound
from sala.publishing.making.cover import drawn_cover
from tests.cycles.pictures import PNG
from tests.publishing.checking import epubcheck

FILE = "/files/00000000-0000-4000-8000-000000000001/"
TAGS = (
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code", "table", "thead"),
    *("tbody", "tr", "td", "th", "caption", "figure", "figcaption", "strong", "em", "u", "s"),
    *("sub", "sup", "a", "br", "hr", "img", "div", "span"),
)
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            '<a href="/n/1/">', '<a href="https://x.example/?a=1&b=%zz ก">', '<a href="x:y">',
            f'<img src="{FILE}" alt="ผัง">', f'<img src="{FILE[:-2]}2/" alt="">', '<ol start="3">',
            '<td colspan="2">', '<td rowspan="0">', '<td colspan="99999">', "&nbsp;", "&lt;b&gt;",
        ]
    ),
    st.sampled_from(["น้ำท่วม", "สำคัญ ๆ", " ", "\n", "๑", "&", "<", "\ufffe", "\x0b"]),
    st.text(max_size=6),
)  # fmt: skip
MARKUP = st.lists(PIECES, max_size=30).map("".join)


def kept(source):
    return "picture-1.png" if source == FILE else ""


def made(markup):
    return sound(clean_html(markup), picture=kept, base="https://sala.example/")


@given(MARKUP)
def test_it_is_well_formed_both_ways(markup):
    body = made(markup)
    etree.fromstring(f"<div>{inner_xml(body)}</div>")
    assert "<script" not in inner_html(body)


@given(
    st.lists(st.one_of(st.sampled_from([f"<{tag}>" for tag in TAGS]), st.just("คำ ")), max_size=20)
)
def test_no_word_is_lost(pieces):
    markup = clean_html("".join(pieces))
    said = "".join(made(markup).itertext())
    assert said.count("คำ") == plain_of(markup).count("คำ")


@pytest.mark.req("R088", part="odd texts, tables and pictures")
def test_a_book_of_a_hundred_odd_texts_passes_epubcheck(tmp_path):
    """One run of epubcheck for all of them, because it is slow."""
    bodies = []

    @given(MARKUP)
    def gather(markup):
        bodies.append(inner_xml(made(markup)))

    gather()
    odd = [body for body in dict.fromkeys(bodies) if body.strip()][:100]
    assert len(odd) > 20
    table = "<table><caption>ตาราง</caption><tr><td>ก<td>ข<tr><td colspan=2>ค</table>"
    odd.append(inner_xml(made(f'{table}<p><img src="{FILE}" alt="ผัง">ใต้รูป</p>')))
    assert "picture-1.png" in odd[-1]
    pages = [
        Page(f"chapter{number}.xhtml", f"บทที่ {number}", f"<h1>บทที่ {number}</h1>{body}")
        for number, body in enumerate(odd, start=1)
    ]
    book = EpubBook(
        identifier="urn:uuid:6a1f3b1e-95a5-4b53-8e6c-0e4d2a1f9d11",
        title="ข้อความแปลก ๆ", language="th", authors=["บุญ"], publisher="กรม",
        modified=datetime(2026, 11, 20, tzinfo=UTC), rights="CC BY 4.0", summary="",
        accessibility="มีคำบรรยายรูป", contents="สารบัญ", pages=pages, cover=drawn_cover("ข้อความ"),
        cover_alt="ปก", pictures={"picture-1.png": PNG},
    )  # fmt: skip
    epubcheck(epub_bytes(book), tmp_path)
