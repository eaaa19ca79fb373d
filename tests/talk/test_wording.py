from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.talk.wording import called, shown, span


@given(st.text())
def test_what_is_typed_never_becomes_markup(text):
    html = str(shown(text))

    tags = set(re.findall(r"<(/?\w+)", html))
    assert tags <= {"p", "/p", "br", "a", "/a"}
    assert not re.search(r'href="(?!https?://)', html)


def test_an_address_ends_where_thai_begins():
    html = shown("ดูที่https://dls.example.go.th/form?x=1&y=2ได้เลย (https://dls.example.go.th/a).")

    assert 'href="https://dls.example.go.th/form?x=1&amp;y=2"' in html
    assert "</a>ได้เลย (" in html
    assert 'href="https://dls.example.go.th/a"' in html


def test_lines_and_paragraphs_stay():
    assert shown("หนึ่ง\nสอง\n\nสาม") == "<p>หนึ่ง<br>สอง</p><p>สาม</p>"


def person(handle, given, family):
    return SimpleNamespace(handle=handle, given_name=given, family_name=family)


PEOPLE = [
    person("boon", "บุญ", "แก้วกล้า"),
    person("malee", "มาลี", "ดอกจาน"),
    person("malee2", "มาลี", "ใจดี"),
]


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("ขอถาม @boon หน่อย", ["boon"]),
        ("ขอถาม @บุญ หน่อย", ["boon"]),
        ("ขอถาม @คุณบุญ", ["boon"]),
        ("@มาลี ช่วยด้วย", []),
        ("@มาลี ใจดี ช่วยด้วย", ["malee2"]),
        ("@boon @boon @malee", ["boon", "malee"]),
        ("ส่งที่ somebody@example.go.th", []),
    ],
)
def test_who_is_called(text, handles):
    assert [one.handle for one in called(text, PEOPLE)] == handles


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "1 นาที"), (1200, "20 นาที"), (3600 * 3, "3 ชั่วโมง"), (86400 * 2, "2 วัน")],
)
def test_span(seconds, words):
    assert span(seconds) == words
