"""Header fields as people meant them: encoded words joined before they are decoded, raw bytes
recognised.
"""

import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from sala.mail.reading.charsets import Decoded, decode
from sala.mail.reading.reasons import Reason, UnreadableError

MAX_FIELDS = 2000
MAX_VALUE = 32 * 1024
_WORD = re.compile(
    rb"=\?([A-Za-z0-9_.:+-]+)(?:\*[A-Za-z0-9-]*)?\?([bBqQ])\?((?:[^?]|\?(?!=)){0,4000})\?="
)
_FIELD = re.compile(rb"([!-9;-~]{1,120})[ \t]*:[ \t]*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")
_INVISIBLE = re.compile("[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_INJECTED = re.compile(r"[\r\n][^\S\r\n]*[A-Za-z][A-Za-z0-9-]{1,40}:")
_TOKENS = re.compile(
    r"=\?[^?\s]+\?[bBqQ]\?(?:[^?]|\?(?!=)){0,4000}\?="
    r'|"(?:[^"\\]|\\.){0,300}"'
    r"|\((?:[^()\\]|\\.|\([^()]*\))*\)"
    r"|<[^<>]*>"
    r"|[,;]"
    r'|[^,;<("=]+|.',
    re.DOTALL,
)
_ADDRESS = re.compile(r"(?<![^\s@<>(),;:\"])[^\s@<>(),;:\"]{1,128}@[^\s@<>(),;:\"]{1,255}")
_SECTION = re.compile(r"(.+?)\*(\d{1,3})(\*?)$")


@dataclass(slots=True)
class Headers:
    """Fields in their order; names in lower case, values as the bytes that came."""

    fields: list[tuple[str, bytes]] = field(default_factory=list)

    def raw(self, name: str) -> bytes | None:
        return next((value for key, value in self.fields if key == name), None)

    def all(self, name: str) -> list[bytes]:
        return [value for key, value in self.fields if key == name]

    def text(self, name: str) -> str:
        """The first field of that name, decoded and on one line; empty when there is none."""
        value = self.raw(name)
        return "" if value is None else one_line(decode_field(value).text)

    def has(self, *names: str) -> bool:
        return any(key in names for key, _ in self.fields)


class Address(NamedTuple):
    name: str
    address: str
    sure: bool


def split_fields(block: bytes) -> Headers:
    """Unfold a header block. Lines that are no field are left out; too many fields are refused."""
    fields: list[tuple[str, bytes]] = []
    for line in re.split(rb"\r\n|\n|\r", block):
        if line[:1] in (b" ", b"\t"):
            if fields:
                fields[-1] = (fields[-1][0], fields[-1][1] + b"\n" + line)
            continue
        match = _FIELD.match(line)
        if match:
            fields.append((match[1].decode("ascii").lower(), line[match.end() :]))
            if len(fields) > MAX_FIELDS:
                raise UnreadableError(Reason.TOO_MANY_HEADERS)
    return Headers(fields)


def decode_field(value: bytes, *, again: bool = True) -> Decoded:
    """A field's text. Adjacent encoded words of one charset are one run of bytes: characters cut in
    two heal.
    """
    value = value[:MAX_VALUE]
    pieces: list[Decoded] = []
    pending: tuple[str, bytes] | None = None
    at = 0
    for match in _WORD.finditer(value):
        gap = value[at : match.start()]
        charset, data = match[1].decode("ascii").lower(), _word_bytes(match)
        if pending and not gap.strip() and pending[0] == charset:
            pending = (charset, pending[1] + data)
        else:
            _flush(pieces, pending)
            if gap.strip() or not pending:
                pieces.append(decode(_unfold(gap)))
            pending = (charset, data)
        at = match.end()
    _flush(pieces, pending)
    pieces.append(decode(_unfold(value[at:])))
    text = "".join(piece.text for piece in pieces)
    if at and again and "=?" in text and _WORD.search(text.encode("utf-8")):
        return decode_field(text.encode("utf-8"), again=False)  # encoded twice by a gateway
    return Decoded(text, all(piece.sure for piece in pieces))


def one_line(text: str) -> str:
    """Text fit for one line: no controls, no invisible marks, single spaces."""
    if _INJECTED.search(text):
        raise UnreadableError(Reason.HEADER_INJECTION)
    return " ".join(_INVISIBLE.sub("", _CONTROLS.sub("", text)).split())


def addresses(value: bytes) -> list[Address]:
    """The mailboxes of From, To or Cc, names decoded after the structure was read."""
    return [found for chunk in _mailboxes(value) if (found := _mailbox(chunk)) is not None]


def parameters(value: bytes) -> tuple[str, dict[str, str]]:
    """Main value and parameters of Content-Type or Content-Disposition; RFC 2231 and its abuses."""
    pieces = _split_outside_quotes(_unfold(value).decode("latin-1"))
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[bool, str]]] = {}
    for piece in pieces[1:100]:
        key, _, content = piece.partition("=")
        key, content = key.strip().lower(), _unquote(content.strip())
        match = _SECTION.match(key)
        if match:
            sections.setdefault(match[1], {})[int(match[2])] = (bool(match[3]), content)
        elif key.endswith("*"):
            sections.setdefault(key[:-1], {})[0] = (True, content)
        elif key:
            plain.setdefault(key, one_line(decode_field(content.encode("latin-1")).text))
    for key, numbered in sections.items():
        plain[key] = one_line(_joined(numbered))
    return pieces[0].strip().lower(), plain


def _flush(pieces: list[Decoded], pending: tuple[str, bytes] | None) -> None:
    if pending:
        pieces.append(decode(pending[1], pending[0]))


def _unfold(value: bytes) -> bytes:
    return re.sub(rb"[\r\n]+[ \t]*", b" ", value)


def _word_bytes(match: re.Match[bytes]) -> bytes:
    content = match[3]
    if match[2] in b"qQ":
        return binascii.a2b_qp(re.sub(rb"[\r\n]+[ \t]*", b"", content), header=True)
    return from_base64(content)


def from_base64(content: bytes) -> bytes:
    """Base64 with its usual wounds: spaces, missing padding, a cut end, padding in the middle."""
    whole = content.rstrip(b"= \t\r\n")
    if b"=" not in whole:
        with suppress(binascii.Error):
            return binascii.a2b_base64(whole + b"===")
    out = []
    for run in re.split(rb"=+", content):
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", run)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        out.append(binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)))
    return b"".join(out)


def _mailboxes(value: bytes) -> Iterator[list[str]]:
    chunk: list[str] = []
    for piece in _TOKENS.findall(_unfold(value).decode("latin-1")[:MAX_VALUE]):
        if piece in ",;":
            yield chunk
            chunk = []
        else:
            chunk.append(piece)
    yield chunk


def _mailbox(tokens: list[str]) -> Address | None:
    angle = next((t for t in reversed(tokens) if t.startswith("<") and "@" in t), "")
    if angle:
        name = "".join(_unquote(t) if t.startswith('"') else t for t in tokens if t is not angle)
        if not name.strip().strip("()"):
            name = ""
        bare = angle[1:-1].strip().removeprefix("mailto:")
    else:
        match = _ADDRESS.search("".join(t for t in tokens if t[:1] not in '("'))
        bare = match[0] if match else ""
        name = " ".join(t[1:-1] for t in tokens if t.startswith("("))
    found = _ADDRESS.fullmatch(bare.rpartition(":")[2] if bare.startswith("@") else bare)
    if not found:
        return None
    decoded = decode_field(name.encode("latin-1"))
    address = decode(found[0].encode("latin-1"))
    return Address(
        one_line(decoded.text).strip("\"' "),
        one_line(address.text),
        decoded.sure and address.sure,
    )


def _split_outside_quotes(text: str) -> list[str]:
    pieces: list[str] = []
    current: list[str] = []
    for found in re.findall(r'"(?:[^"\\]|\\.){0,4000}"?|;|[^;"]+', text):
        if found == ";":
            pieces.append("".join(current))
            current = []
        else:
            current.append(found)
    return [*pieces, "".join(current)]


def _unquote(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return re.sub(r"\\([\"\\])", r"\1", text[1:-1])
    return text.strip('"')


def _joined(numbered: dict[int, tuple[bool, str]]) -> str:
    charset, data = "", b""
    for encoded, group in groupby(sorted(numbered.items()), key=lambda item: item[1][0]):
        sections = list(group)
        content = "".join(text for _, (_, text) in sections)
        if encoded and sections[0][0] == 0 and content.count("'") >= 2:
            charset, _, content = content.split("'", 2)
        raw = content.encode("latin-1")
        data += unquote_to_bytes(raw) if encoded else raw
    if b"=?" in data:
        return decode_field(data).text
    return decode(data, charset or None).text
