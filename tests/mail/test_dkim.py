"""What goes out is signed when a key is set, and the signature holds."""

from __future__ import annotations

import base64
import subprocess

import dkim
import pytest

from sala.mail.dkim import signed

LETTER = (
    b"From: =?utf-8?B?4LiB?= <c@km.example.go.th>\r\nTo: p@example.go.th\r\n"
    b"Subject: a\r\nMessage-ID: <post-1@km.example.go.th>\r\n"
    b"List-Unsubscribe: <https://x/u/1/>\r\n\r\nhello\r\n"
)


@pytest.fixture
def keys(tmp_path, settings):
    key = tmp_path / "key.pem"
    subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True, capture_output=True)
    public = subprocess.run(
        ["openssl", "rsa", "-in", key, "-pubout", "-outform", "DER"],
        check=True,
        capture_output=True,
    )
    settings.MAIL_DKIM_KEY = str(key)
    settings.MAIL_DKIM_SELECTOR = "sala"
    settings.MAIL_DOMAIN = "km.example.go.th"
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public.stdout)


def test_a_signature_holds_and_breaks_with_any_header_it_covers(keys):
    def answer(name, timeout=5):
        assert name == b"sala._domainkey.km.example.go.th."
        return keys

    letter = signed(LETTER)
    assert letter.endswith(LETTER)
    assert dkim.verify(letter, dnsfunc=answer)
    assert not dkim.verify(letter.replace(b"/u/1/", b"/u/2/"), dnsfunc=answer)
    assert not dkim.verify(letter.replace(b"hello", b"hullo"), dnsfunc=answer)


def test_without_a_key_nothing_changes(settings):
    settings.MAIL_DKIM_KEY = ""
    assert signed(LETTER) == LETTER
