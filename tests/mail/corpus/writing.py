"""Putting a message together byte by byte, so that its faults are the ones meant and no library
mends them.
"""

import base64
import binascii
import quopri
from typing import NamedTuple

from tests.mail.corpus.material import LIST, Person


class Made(NamedTuple):
    """A message of the corpus and what reading it must give."""

    name: str
    raw: bytes
    expected: dict[str, object]


def word(text: str, charset: str = "utf-8", how: str = "B") -> str:
    """One encoded word; ASCII stays as it is."""
    if text.isascii():
        return text
    data = text.encode(codec(charset))
    if how == "B":
        return f"=?{charset}?B?{base64.b64encode(data).decode()}?="
    return f"=?{charset}?Q?{quoted(data)}?="


def quoted(data: bytes) -> str:
    return "".join(chr(b) if chr(b).isalnum() and b < 128 else f"={b:02X}" for b in data)


def codec(charset: str) -> str:
    """Python's name for a charset label."""
    known = charset.lower().replace("x-", "")
    return (
        "cp874" if known in ("windows-874", "tis-620", "tis620", "iso-8859-11", "cp874") else known
    )


def body(text: str, charset: str = "utf-8", how: str = "8bit") -> bytes:
    data = text.replace("\n", "\r\n").encode(codec(charset))
    if how == "base64":
        return base64.encodebytes(data).replace(b"\n", b"\r\n")
    if how == "quoted-printable":
        soft = quopri.encodestring(data.replace(b"\r\n", b"\n"))
        return soft.replace(b"\n", b"\r\n")
    return data


def part(
    text: str, kind: str = "plain", charset: str = "utf-8", how: str = "8bit", more: str = ""
) -> bytes:
    head = f"Content-Type: text/{kind}; charset={charset}{more}\r\nContent-Transfer-Encoding: {how}\r\n\r\n"
    return head.encode() + body(text, charset, how)


def attachment(disposition: str, data: bytes = b"%PDF-1.4", kind: str = "application/pdf") -> bytes:
    head = f"Content-Type: {kind}\r\n{disposition}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode("utf-8", "surrogateescape") + base64.encodebytes(data)


def multipart(kind: str, *parts: bytes, boundary: str = "") -> bytes:
    mark = boundary or f"=_{kind}_{binascii.crc32(b''.join(parts)):08x}"
    inner = b"".join(b"--" + mark.encode() + b"\r\n" + item + b"\r\n" for item in parts)
    head = f'Content-Type: multipart/{kind}; boundary="{mark}"\r\n\r\n'.encode()
    return head + inner + b"--" + mark.encode() + b"--\r\n"


def message(
    sender: Person | str,
    subject: str,
    content: bytes,
    *,
    to: str = LIST,
    more: str = "",
    charset: str = "utf-8",
    how: str = "B",
) -> bytes:
    """A whole message; `content` begins with its own Content-Type."""
    if isinstance(sender, Person):
        sender = f"{word(sender.name, charset, how)} <{sender.address}>"
    number = binascii.crc32(content + subject.encode("utf-8", "surrogateescape"))
    head = (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {word(subject, charset, how)}\r\n"
        f"Date: Mon, 05 Jan 2026 10:30:00 +0700\r\nMessage-ID: <{number:08x}@mail.example.go.th>\r\n"
        f"MIME-Version: 1.0\r\n{more}"
    )
    return head.encode("utf-8", "surrogateescape") + content


def want(kind: str, text: str | None = None, **more: object) -> dict[str, object]:
    """The expected reading: only what is named is compared."""
    return {
        "kind": kind,
        **({"text": text} if text is not None or kind == "reject" else {}),
        **more,
    }


def reply_to(number: int = 1) -> str:
    return f"In-Reply-To: <post-{number}@lists.sala.example.go.th>\r\nReferences: <post-{number}@lists.sala.example.go.th>\r\n"
