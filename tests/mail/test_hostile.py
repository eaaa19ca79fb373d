"""Mail made to harm: what it may cost is bounded, and what it claims proves nothing."""

from __future__ import annotations

import io
from base64 import b64encode

import pytest

from sala.mail import mbox
from sala.mail.reading import headers as reading_headers
from sala.mail.reading import mime
from sala.mail.reading.headers import Headers, decode_field, one_line
from sala.mail.reading.message import read
from sala.mail.reading.reasons import Reason, UnreadableError
from sala.mail.senders import checked_by_our_mta
from sala.mail.storing import identity

ENVELOPE = '"x; dkim=pass header.d=example.go.th"@evil.example'


@pytest.fixture
def our_mta(settings):
    settings.MAIL_AUTHSERV_ID = "mx.test"


def checked(value, envelope=ENVELOPE):
    headers = Headers([("authentication-results", value.encode())])
    return checked_by_our_mta(headers, "boon@example.go.th", envelope)


@pytest.mark.req("R117", part="a forged sender proves nothing")
@pytest.mark.parametrize(
    "said",
    [
        f"spf=pass smtp.mailfrom={ENVELOPE}",
        r'spf=pass smtp.mailfrom="\"; dkim=pass header.d=example.go.th; \""@evil.example',
        'dkim=pass reason="header.d=example.go.th" header.d=evil.example',
        'dkim=pass header.i="a header.d=example.go.th"@evil.example',
        "dkim=pass header.d=evil.example header.d=example.go.th",
        "dkim=pass x-header.d=example.go.th",
        r"none (a\) ; dkim=pass header.d=example.go.th )",
        "none (a (b) ; dkim=pass header.d=example.go.th )",
        "none a) ; dkim=pass header.d=example.go.th (",
        'none "a ; dkim=pass header.d=example.go.th',
        'spf=pass smtp.mailfrom="x@example.go.th "@evil.example',
        "dkim=pass header.d=go.th",
        "dkim=passed header.d=example.go.th",
    ],
)
def test_what_a_sender_wrote_into_the_word_of_our_mta_proves_nothing(our_mta, said):
    assert checked(f"mx.test; {said}").proof == ""


@pytest.mark.parametrize(
    ("said", "proof"),
    [
        ("dkim=pass (2048-bit key) header.d=example.go.th header.i=@example.go.th", "dkim"),
        ('dkim=pass reason="good; signature" header.d="example.go.th"', "dkim"),
        ("dkim=fail header.d=evil.example; dkim=pass\n header.d=example.go.th", "dkim"),
        ('spf=pass (ok: "it) smtp.mailfrom=boon@example.go.th', "spf"),
        ("spf=pass smtp.mailfrom=<boon@example.go.th>", "spf"),
    ],
)
def test_the_true_word_of_our_mta_is_understood(our_mta, said, proof):
    assert checked(f"MX.test 1; {said}", "boon@example.go.th").proof == proof


@pytest.mark.parametrize("gap", [b"\n", b"\r", b" \n", b"\n\n "])
def test_a_heap_of_line_ends_in_a_header_is_read_in_one_pass(gap):
    """Each mark is looked at a bounded number of times: the pattern never runs back over lines."""
    text = (gap * 20_000).decode()
    with pytest.raises(UnreadableError):
        one_line(text + "X-Sala: yes")
    assert one_line(text) == ""
    found = reading_headers._INJECTED.search(text + "Bcc: x@example.com")
    assert found is not None
    assert found.end() - found.start() < 10


@pytest.mark.parametrize("hidden", ["a\r\nBcc: x@example.com", "a\nX-Y: y", "a\r\n\r\n Bcc: z"])
def test_an_encoded_line_end_with_a_field_is_an_injection(hidden):
    word = b"=?utf-8?B?" + b64encode(hidden.encode()) + b"?="
    raw = b"From: boon@example.go.th\r\nSubject: " + word + b"\r\n\r\ntext"

    assert read(raw).reason == Reason.HEADER_INJECTION
    with pytest.raises(UnreadableError):
        one_line(decode_field(word).text)


def nested(levels, boundary):
    rows = [
        b"Content-Type: multipart/mixed; boundary=%s\r\n\r\n--%s\r\n" % (name, name)
        for name in (boundary(level) for level in range(levels))
    ]
    return b"From: boon@example.go.th\r\n" + b"".join(rows) + b"\r\nhi\r\n"


def test_two_hundred_levels_are_refused():
    assert read(nested(200, lambda level: b"b%d" % level)).reason == Reason.TOO_DEEP


def test_lines_that_are_nearly_boundaries_are_counted_once_for_the_whole_message(monkeypatch):
    """Thirty-eight levels whose boundaries all begin alike would each look at every line."""
    looked = []
    real = mime._between_boundaries

    def counted(part):
        spans, missed = real(part)
        looked.append(missed)
        return spans, missed

    monkeypatch.setattr(mime, "_between_boundaries", counted)
    lines = (b"--" + b"a" * 40 + b"b\n") * 50_000
    raw = nested(38, lambda level: b"a" * (level + 1)) + lines

    assert read(raw).reason == Reason.TOO_MANY_PARTS
    assert sum(looked) <= 2 * mime.MAX_NEAR_MISSES + 2


def test_a_boundary_that_begins_as_its_outer_one_is_no_fault():
    raw = (
        b"From: boon@example.go.th\r\nContent-Type: multipart/mixed; boundary=ab\r\n\r\n--ab\r\n"
        b"Content-Type: multipart/alternative; boundary=abc\r\n\r\n--abc\r\n\r\n"
        b"words\r\n--abc--\r\n--ab--\r\n"
    )

    assert read(raw).text == "words"


def test_ten_thousand_headers_are_refused():
    raw = b"From: boon@example.go.th\r\n" + b"X-A: 1\r\n" * 10_000 + b"\r\nhi"

    assert read(raw).reason == Reason.TOO_MANY_HEADERS


def test_a_long_from_line_of_an_archive_is_looked_at_only_at_its_beginning():
    good = b"From boon@example.go.th Fri Nov 20 09:00:00 2026\nFrom: b@example.go.th\n\nhi\n\n"
    long = b"From " + b"a" * 900_000 + b" 09:00:00\n\nwords\n"

    assert len(mbox.entries(io.BytesIO(good + long))) == 1
    assert mbox._BEGINS.match(b"From a b 1:00") is not None


def test_an_archive_of_nothing_but_beginnings_is_cut(monkeypatch):
    monkeypatch.setattr(mbox, "MOST", 10)

    assert len(mbox.entries(io.BytesIO(b"From a 1:00\n\n" * 5000))) == 10


def test_who_bears_anothers_message_id_does_not_stand_in_its_way():
    """A copy with another From would else be "the same" and the true one be dropped unread."""
    text = b"Message-ID: <one@example.go.th>\r\nFrom: %s\r\n\r\nwords"
    true, forged = identity(text % b"boon@example.go.th"), identity(text % b"chai@example.com")

    assert true[0] == forged[0]
    assert true[1] != forged[1]
    again = b"Received: by mx2\r\nMessage-ID: <one@example.go.th>\r\nFrom:\r\n Boon"
    assert identity(again + b" <BOON@example.go.th>\r\n\r\nwords") == true
