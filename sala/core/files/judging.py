"""What a file is, by its content; the name is believed in nothing but its danger."""

from __future__ import annotations

import codecs
import re
from typing import IO

from sala.core.file_words import PICTURES
from sala.core.files.archives import OLE, PIECE, RUN_HEADS, Unfit, kind_inside
from sala.core.files.names import ending_of, is_packed, runs

MARKUP = re.compile(
    rb"(?i)\s*<(?:!doctype|!--|\?xml|\?php|html|head|body|svg|script|iframe|img|meta|xsl|x:)"
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f\ufffe]")
MP4_SOUND = {b"M4A ", b"M4B "}
MP4_FILM = {
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"dash",
    b"MSNV",
}
HEIC = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis", b"avif"}


def judged(source: IO[bytes], name: str) -> str:
    """The media type of a file that may be kept, else `Unfit` with the reason."""
    if runs(name):
        raise Unfit("value.file_runs")
    return _judged(source, name, is_inner=False)


def _inner(source: IO[bytes], name: str) -> str:
    """A document inside another; what it holds in turn is not opened a third time."""
    return _judged(source, name, is_inner=True)


def _refuse(source: IO[bytes], name: str) -> str:
    raise Unfit("value.file_nested")


def _judged(source: IO[bytes], name: str, *, is_inner: bool) -> str:
    source.seek(0)
    head = source.read(4096)
    if not head:
        raise Unfit("value.empty_file")
    if head.startswith(b"PK\x03\x04"):
        return kind_inside(source, _refuse if is_inner else _inner)
    kind = _by_head(head, name)
    if kind == "text":
        return _text_kind(source, head, name)
    if kind not in PICTURES and _has_archive(source):
        raise Unfit("value.file_double")
    return kind


def _by_head(head: bytes, name: str) -> str:
    if found := _picture_kind(head):
        return found
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(RUN_HEADS):
        raise Unfit("value.file_runs")
    if head.startswith(OLE):
        raise Unfit("value.file_old")
    if MARKUP.match(head.removeprefix(codecs.BOM_UTF8)):
        raise Unfit("value.file_runs")
    if head[4:8] == b"ftyp":
        return _film_kind(head[8:12])
    if head.startswith(b"ID3") or (head[0] == 0xFF and head[1:2] and head[1] & 0xE6 == 0xE2):
        return "audio/mpeg"
    if is_packed(name) or head.startswith((b"GIF8", b"{\\rtf", b"%!PS", b"RIFF", b"OggS")):
        raise Unfit("value.file_kind")
    return "text"


def _picture_kind(head: bytes) -> str:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else ""


def _film_kind(brand: bytes) -> str:
    if brand in HEIC:
        raise Unfit("value.file_heic")
    if brand in MP4_SOUND:
        return "audio/mp4"
    if brand in MP4_FILM:
        return "video/mp4"
    raise Unfit("value.file_kind")


def _has_archive(source: IO[bytes]) -> bool:
    """A ZIP hung behind a file of another kind: its end stands in the last 64 KB and its first
    part begins where the end says."""
    size = source.seek(0, 2)
    start = source.seek(max(0, size - 66_000))
    tail = source.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < 22:
        return False
    directory = int.from_bytes(tail[place + 12 : place + 16], "little")
    source.seek(max(0, start + place - directory))
    return source.read(4) == b"PK\x01\x02"


def _text_kind(source: IO[bytes], head: bytes, name: str) -> str:
    """Plain words in UTF-8, UTF-16 with its mark, or the Thai of Windows."""
    for encoding in _encodings(head):
        if _reads_as(source, encoding):
            return "text/csv" if ending_of(name) == "csv" else "text/plain"
    raise Unfit("value.file_kind")


def _encodings(head: bytes) -> tuple[str, ...]:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8", "cp874")


def _reads_as(source: IO[bytes], encoding: str) -> bool:
    source.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    is_first = True
    try:
        while piece := source.read(PIECE):
            words = decoder.decode(piece)
            if CONTROLS.search(words) or (is_first and MARKUP.match(words.encode())):
                return False
            is_first = False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
