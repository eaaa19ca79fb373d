"""Whatever arrives: no crash, and nothing a person wrote is lost without a word."""

import base64
import json
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sala.mail.reading.message import read
from sala.mail.reading.reasons import Reason
from tests.mail.corpus.writing import codec, message, multipart

KINDS = {"reply", "post", "auto", "bounce", "loop", "command", "reject"}
SENTENCE = "ขอเสนอให้ทดลองใช้แบบบันทึกใหม่สองเดือนครับ"
EXAMPLES = 10_000 if settings.get_current_profile_name() == "nightly" else 50

labels = st.sampled_from(
    ["utf-8", "tis-620", "windows-874", "x-windows-874", "iso-8859-11", "us-ascii", "big5", "?", ""]
)
written_in = st.sampled_from(["utf-8", "windows-874"])
transfers = st.sampled_from(["8bit", "base64", "quoted-printable", "7bit", "binary", "x-unknown"])
junk = st.binary(max_size=200)
thai = st.text(
    st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from(" \n>-:")
)
fields = st.lists(
    st.tuples(
        st.sampled_from(
            ["Subject", "From", "To", "Content-Type", "Content-Disposition", "References", "X-Loop"]
        ),
        junk | thai.map(lambda text: text.encode("cp874", "replace")),
    ),
    max_size=6,
)


@st.composite
def parts(draw: st.DrawFn) -> bytes:
    """One text part that says the sentence, in some charset under some label."""
    written, label, transfer = draw(written_in), draw(labels), draw(transfers)
    kind = draw(st.sampled_from(["plain", "html"]))
    text = f"<p>{SENTENCE}</p>" if kind == "html" else SENTENCE
    data = text.encode(codec(written))
    if transfer == "base64":
        data = base64.encodebytes(data)
    elif transfer == "quoted-printable":
        data = quopri.encodestring(data)
    named = f"; charset={label}" if label else ""
    head = f"Content-Type: text/{kind}{named}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    return head.encode() + data


@st.composite
def nested(draw: st.DrawFn) -> bytes:
    """The part inside multiparts inside multiparts, with other things around it."""
    content = draw(parts())
    for level in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(["mixed", "alternative", "related", "signed", "report"]))
        beside = [
            b"Content-Type: application/pdf\r\n\r\n" + junk_bytes
            for junk_bytes in draw(st.lists(junk, max_size=2))
        ]
        content = multipart(kind, content, *beside, boundary=f"level-{level}-b")
    return content


def checked(raw: bytes) -> dict[str, object]:
    row = read(raw, ["km@lists.example.go.th"]).as_json("x")
    assert row["kind"] in KINDS
    assert row["reason"] != Reason.INTERNAL
    json.dumps(row, ensure_ascii=False).encode("utf-8")
    if row["kind"] in ("reject", "auto", "loop", "command"):
        assert row["reason"]
    if row["kind"] in ("reply", "post"):
        assert row["text"] or row["attachments"] or row["held"]
    if row["held"]:
        assert row["reason"]
    return row


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=2000))
def test_any_bytes(raw: bytes) -> None:
    checked(raw)


@settings(max_examples=EXAMPLES)
@given(fields, junk | thai.map(lambda text: text.encode("utf-8")))
def test_any_fields(lines: list[tuple[str, bytes]], content: bytes) -> None:
    head = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in lines)
    checked(b"From: a@example.go.th\r\n" + head + b"\r\n" + content)


@settings(max_examples=EXAMPLES)
@given(nested())
def test_the_sentence_is_never_lost(content: bytes) -> None:
    row = checked(message("a@example.go.th", "ข้อเสนอ", content))
    if row["kind"] in ("reply", "post") and not row["held"]:
        assert SENTENCE in str(row["text"])
    else:
        assert row["reason"]


@settings(max_examples=EXAMPLES)
@given(thai, st.booleans())
def test_thai_headers_come_back(name: str, in_words: bool) -> None:
    name = " ".join(name.replace(">", "").replace(":", "").split())
    sent = f"=?utf-8?B?{base64.b64encode(name.encode()).decode()}?=" if in_words else name
    raw = f"From: a@example.go.th\r\nSubject: {sent}\r\n\r\nx".encode()
    assert (checked(raw)["subject"] or "") == name


@pytest.mark.parametrize("size", [1, 1000, 1_000_000])
def test_a_bomb_of_tags_is_read_in_bounds(size: int) -> None:
    raw = b"From: a@example.go.th\r\nContent-Type: text/html\r\n\r\n" + b"<div>" * size
    row = checked(raw[:1_900_000] + b"ok")
    assert row["text"] == "ok" or row["reason"]
