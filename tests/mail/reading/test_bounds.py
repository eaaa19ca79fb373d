"""Hostile sizes and shapes: read or refused in bounded time and memory, always with a reason."""

import base64
import gzip
import io
import time
import tracemalloc
import zipfile

import pytest

from sala.mail.reading.message import read

HEAD = b"From: a@example.go.th\r\nSubject: x\r\n"
PLAIN = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
N = 150_000

SHAPES = {
    "letters": PLAIN + b"a" * N,
    "letters-of-address": PLAIN + b"a.b-" * N,
    "quotes": PLAIN + b"> " * N,
    "quote-lines": PLAIN + b"> a\n" * 19_000,
    "one-digit-quotes": PLAIN + b"> 1\nb\n" * 9_000,
    "rules": PLAIN + b"----------\n" * 19_000,
    "blank-lines": PLAIN + b" \n" * 19_000,
    "too-many-lines": PLAIN + b"a\n" * N,
    "attributions": PLAIN + b"On Mon, Jan 5, 2026 at 10:30 a <a@b.co> wrote:\n" * 9_000,
    "labels": PLAIN + b"From: a\n" * 19_000,
    "flowed": HEAD
    + b"Content-Type: text/plain; format=flowed\r\n\r\n"
    + (b"a" * 70 + b" \n") * 19_000,
    "signature-lines": PLAIN + b"a\n02-555-1234\n" * 9_000,
    "footers": PLAIN + b"hello\n\n" + b"to unsubscribe from here\n\n" * 9_000,
    "spaces": PLAIN + b"a" + b" " * N + b"b",
    "spaced-letters": PLAIN + b"a " * N,
    "open-tags": HTML + b"<a " * N,
    "open-tags-with-quotes": HTML + b"<a b='" * N,
    "attributes": HTML + b"<div " + b"a" * N + b">x</div>",
    "comments": HTML + b"<!--" * N,
    "closed-comments": HTML + b"<!---->" * N,
    "divs": HTML + b"<div>" * N,
    "spans": HTML + b"<span>" * N + b"</div>" * N,
    "rows": HTML + b"<table><tr><td>" * 20_000,
    "coloured": HTML + b'<span style="color:red">x</span><br>' * 19_000,
    "picture-marks": PLAIN + b"[image: " * N,
    "said-twice": PLAIN + (b"a" * 180 + b"<") * 5_000,
    "absence": HEAD + b"Subject: Re: x\r\n\r\n" + "หาก เร่งด่วน ติดต่อ ".encode() * 45,
    "excuses": PLAIN + "ย้าย".encode() * 59,
    "tokens": b"From: a@example.go.th\r\nTo: " + b"a+b@example.go.th, " * 9_000 + b"\r\n\r\nx",
    "entities": HTML + b"&#" * N + b"&amp" * N,
    "lists": HTML + b"<ul><li>" * 20_000,
    "open-words": b"From: a@example.go.th\r\nSubject: " + b"=?u?q?" * N + b"\r\n\r\nx",
    "open-parens": b"From: " + b"(" * N + b" a@example.go.th\r\n\r\nx",
    "open-quotes": b'From: "' + b'\\"' * N + b" a@example.go.th\r\n\r\nx",
    "long-local-part": b"From: " + b"a" * N + b"@example.go.th\r\n\r\nx",
    "many-fields": b"X: y\r\n" * N + b"\r\nx",
    "many-parameters": HEAD + b"Content-Type: text/plain" + b"; a=b" * N + b"\r\n\r\nx",
    "boundaries": HEAD + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n" * N,
    "boundary-in-a-line": HEAD
    + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\n"
    + b"--a" * N,
    "base64-with-holes": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"QQ==" * N,
    "high-bytes": PLAIN + b"\xe0\xb8" * N,
    "thai-bytes": HEAD + b"\r\n" + b"\xa1\xd2\n" * 19_000,
    "bounce-of-letters": b"From: mailer-daemon@example.go.th\r\nSubject: Undeliverable\r\n\r\n"
    + b"user unknown to " * 10_000
    + b"a" * N,
}


@pytest.mark.parametrize("name", SHAPES)
def test_time_is_bounded(name: str) -> None:
    begun = time.process_time()
    row = read(SHAPES[name], ["km@lists.example.go.th"]).as_json(name)
    assert time.process_time() - begun < 3
    assert row["text"] or row["reason"]


def test_memory_does_not_follow_nesting() -> None:
    """Parts are places in the one message, not copies of it."""
    inner = b"Content-Type: text/plain\r\n\r\n" + b"a" * 400_000
    for level in range(30):
        mark = b"level-%d" % level
        inner = (
            b'Content-Type: multipart/mixed; boundary="' + mark + b'"\r\n\r\n--' + mark + b"\r\n"
        ) + inner
    tracemalloc.start()
    row = read(HEAD + inner)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert row.kind == "post"
    assert peak < 10 * len(inner)


def test_an_attachment_is_never_decoded() -> None:
    """A bomb in an archive stays an archive: only its name is read."""
    bomb = b"A" * 8_000_000
    raw = (
        HEAD
        + b"Content-Type: application/zip; name=x.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    raw += bomb
    tracemalloc.start()
    row = read(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert row.attachments == ["x.zip"]
    assert peak < 4_000_000


def archive(size: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as inside:
        inside.writestr("a.txt", b"0" * size)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (archive(200_000_000), "archive-bomb"),
        (gzip.compress(b"0" * 200_000_000, 1), "archive-bomb"),
        (archive(2_000_000), None),
        (gzip.compress(b"0" * 2_000_000), None),
        (b"PK\x03\x04 broken", None),
        (b"\x1f\x8b broken", None),
    ],
    ids=["zip", "gzip", "fair-zip", "fair-gzip", "broken-zip", "broken-gzip"],
)
def test_an_archive_that_would_burst_is_refused(data: bytes, reason: str | None) -> None:
    raw = HEAD + b"Content-Type: application/octet-stream; name=x.bin\r\n"
    raw += b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data)
    tracemalloc.start()
    row = read(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert row.reason == reason
    assert row.kind == ("reject" if reason else "post")
    assert peak < 20 * len(raw) + 4_000_000
