"""Looking into ZIP files, and the office documents that are ZIP files, without unpacking them to
anywhere: piece by piece, with a bound on what comes out."""

from __future__ import annotations

import re
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO

from sala.core.file_words import OFFICE, OPEN
from sala.core.files.names import is_packed, runs

PIECE = 64 * 1024
MOST_UNPACKED = 150 * 1024**2
MOST_RATIO, RATIO_FROM = 200, 10 * 1024**2
MOST_DIRECTORY, MOST_ENTRIES = 1024**2, 5000
MOST_INNER = 20 * 1024**2
MOST_WORDS = 1024**2  # of a part that is read whole
END, END_SIZE = b"PK\x05\x06", 22

MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": f"{OFFICE}wordprocessingml.document",
    b"spreadsheetml.sheet.main+xml": f"{OFFICE}spreadsheetml.sheet",
    b"presentationml.presentation.main+xml": f"{OFFICE}presentationml.presentation",
    b"presentationml.slideshow.main+xml": f"{OFFICE}presentationml.presentation",
}
OPEN_KINDS = {f"{OPEN}text", f"{OPEN}spreadsheet", f"{OPEN}presentation"}
PACKED_HEADS = (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF", b"PK\x03\x04")
RUN_HEADS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"dex\n")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_RUNS = tuple(word.encode("utf-16-le") for word in ("_VBA_PROJECT", "\x01Ole10Native", "Macros"))
MACRO_NAMES = re.compile(r"(?i)(^|/)(vbaproject|vbadata|activex\d*|attachedtoolbars)[^/]*$")
ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y", re.IGNORECASE)
FAR_TEMPLATE = re.compile(
    rb"<Relationship\b(?=[^>]*attachedTemplate)(?=[^>]*Target=[\"'](?:https?:|\\\\|file:////))",
    re.IGNORECASE,
)
Judge = Callable[[IO[bytes], str], str]


class Unfit(Exception):  # noqa: N818 -- a finding about a file, not a fault
    """Why a file is left out; the code of `file_words.REASONS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def kind_inside(source: IO[bytes], judge: Judge) -> str:
    """The media type of a ZIP or office document that holds nothing harmful, else `Unfit`.

    `judge(stream, name)` looks at a document inside it, which may hold no further one.
    """
    size = _size_of(source)
    _check_end(source, size)
    try:
        with zipfile.ZipFile(source) as archive:
            return _looked_into(archive, source, size, judge)
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError) as broken:
        raise Unfit("value.file_broken") from broken


def _size_of(source: IO[bytes]) -> int:
    source.seek(0, 2)
    return source.tell()


def _check_end(source: IO[bytes], size: int) -> None:
    """The directory is small enough to read, and nothing hangs behind it."""
    source.seek(max(0, size - END_SIZE - 65535))
    tail = source.read()
    place = tail.rfind(END)
    if place < 0 or len(tail) - place < END_SIZE:
        raise Unfit("value.file_broken")
    entries, directory, _start, comment = struct.unpack("<HIIH", tail[place + 10 : place + 22])
    if place + END_SIZE + comment != len(tail):
        raise Unfit("value.file_double")
    if entries > MOST_ENTRIES or directory > MOST_DIRECTORY:
        raise Unfit("value.file_bomb")


def _looked_into(archive: zipfile.ZipFile, source: IO[bytes], size: int, judge: Judge) -> str:
    rows = archive.infolist()
    names = [row.filename for row in rows]
    if len(names) != len({name.lower() for name in names}):
        raise Unfit("value.file_broken")
    if sum(row.compress_size for row in rows) > size:
        raise Unfit("value.file_bomb")  # parts that lie over each other
    if any(row.flag_bits & 0x1 for row in rows):
        raise Unfit("value.file_locked")
    if any(row.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for row in rows):
        raise Unfit("value.file_kind")
    kind = _office_kind(source, {row.filename: row for row in rows})
    unpacked = 0
    for row in rows:
        for number, piece in enumerate(_pieces(source, row)):
            unpacked += len(piece)
            if unpacked > MOST_UNPACKED or unpacked > max(RATIO_FROM, MOST_RATIO * size):
                raise Unfit("value.file_bomb")
            if number == 0:
                _check_head(row.filename, piece, kind)
            if piece and piece.startswith(OLE) and number == 0 and kind == "application/zip":
                raise Unfit("value.file_old")
        _check_part(source, row, kind, judge)
    return kind


def _pieces(source: IO[bytes], row: zipfile.ZipInfo) -> Iterator[bytes]:
    """What really comes out of one part, whatever its directory says; at least one piece."""
    source.seek(row.header_offset)
    head = source.read(30)
    if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
        raise Unfit("value.file_broken")
    name, extra = struct.unpack("<HH", head[26:30])
    source.seek(row.header_offset + 30 + name + extra)
    place, left = source.tell(), row.compress_size
    unpack = zlib.decompressobj(-15) if row.compress_type == zipfile.ZIP_DEFLATED else None
    told = 0
    waiting = b""
    while left or waiting:
        if not waiting:
            source.seek(place)
            waiting = source.read(min(PIECE, left))
            if not waiting:
                raise Unfit("value.file_broken")
            place, left = place + len(waiting), left - len(waiting)
        if unpack is None:
            piece, waiting = waiting, b""
        else:
            piece, waiting = unpack.decompress(waiting, PIECE), unpack.unconsumed_tail
            if unpack.eof and (unpack.unused_data or left):
                raise Unfit("value.file_broken")
        told += len(piece)
        yield piece
    if told != row.file_size:
        raise Unfit("value.file_broken")
    if not told:
        yield b""


def _words(source: IO[bytes], row: zipfile.ZipInfo) -> bytes:
    """A part read whole; refused when it is no part to be read whole."""
    found = b""
    for piece in _pieces(source, row):
        found += piece
        if len(found) > MOST_WORDS:
            raise Unfit("value.file_bomb")
    return found


def _office_kind(source: IO[bytes], parts: dict[str, zipfile.ZipInfo]) -> str:
    """By the list of parts the document itself gives; a plain archive has none."""
    if "[Content_Types].xml" in parts:
        types = _words(source, parts["[Content_Types].xml"])
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise Unfit("value.file_macro")
        kinds = {kind for mark, kind in MAIN_PARTS.items() if mark in types}
        if len(kinds) != 1:
            raise Unfit("value.file_kind")
        return kinds.pop()
    if "mimetype" in parts:
        kind = _words(source, parts["mimetype"])[:100].decode("ascii", "replace").strip()
        if kind in OPEN_KINDS:
            return kind
        raise Unfit("value.file_kind")
    return "application/zip"


def _check_head(name: str, head: bytes, kind: str) -> None:
    """The name of a part and its first bytes."""
    if name.startswith(("/", "\\")) or ".." in re.split(r"[\\/]", name) or ":" in name:
        raise Unfit("value.file_broken")
    if MACRO_NAMES.search(name):
        raise Unfit("value.file_macro")
    if kind in OPEN_KINDS and name.startswith(("Basic/", "Scripts/")) and head:
        raise Unfit("value.file_macro")
    if head.startswith(RUN_HEADS):
        raise Unfit("value.file_runs")
    if ENTITY.search(head) and name.lower().endswith((".xml", ".rels")):
        raise Unfit("value.file_bomb")
    is_office = kind != "application/zip"
    if not is_office and runs(name):
        raise Unfit("value.file_runs")
    if not is_office and is_packed(name):
        raise Unfit("value.file_nested")


def _check_part(source: IO[bytes], row: zipfile.ZipInfo, kind: str, judge: Judge) -> None:
    """What hides in one part: a far template, a packed thing, a document of its own."""
    if stat.S_ISLNK(row.external_attr >> 16):
        raise Unfit("value.file_broken")
    if row.filename.endswith(".rels") and FAR_TEMPLATE.search(_words(source, row)):
        raise Unfit("value.file_macro")
    head = next(_pieces(source, row), b"")
    if head.startswith(OLE):
        _check_old_part(source, row)
    if head.startswith(PACKED_HEADS):
        if not head.startswith(b"PK\x03\x04") or row.file_size > MOST_INNER:
            raise Unfit("value.file_nested")
        with tempfile.SpooledTemporaryFile(max_size=1024**2) as inner:
            for piece in _pieces(source, row):
                inner.write(piece)
            if judge(inner, row.filename) == "application/zip":
                raise Unfit("value.file_nested")


def _check_old_part(source: IO[bytes], row: zipfile.ZipInfo) -> None:
    """An old document embedded in a new one: no macros, no packed programs."""
    before = b""
    for piece in _pieces(source, row):
        if any(mark in before + piece for mark in OLE_RUNS):
            raise Unfit("value.file_macro")
        before = piece[-64:]
