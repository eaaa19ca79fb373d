"""Photographs inside documents and archives forget where they were taken (their pixels, their
order and everything else stay): the ZIP is written anew only when one of them says it."""

from __future__ import annotations

import struct
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

from sala.core.files.archives import PIECE

MOST_PHOTO = 25 * 1024**2  # of one photograph inside
SIGNED = ("_xmlsignatures/", "META-INF/documentsignatures.xml")
JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
TIFFS = (b"II*\x00", b"MM\x00*")
EXIF, XMP, NEWS = b"Exif\x00\x00", b"http://ns.adobe.com/x", b"8BIM\x04\x04"
WORD = b"GPS"  # in a packet beside it
GPS, ORIENTATION = 0x8825, 0x0112
TELLING = {b"eXIf", b"tEXt", b"zTXt", b"iTXt"}


def without_places_inside(source: IO[bytes]) -> IO[bytes]:
    """The same archive, or a copy whose photographs name no place. It was judged before: what
    comes out of it is bounded. A signed document stays as it is, since any change breaks it."""
    source.seek(0)
    with zipfile.ZipFile(source) as archive:
        rows = archive.infolist()
        if any(row.filename.startswith(SIGNED) for row in rows):
            return source
        changed = [row.filename for row in rows if _would_change(archive, row)]
        if not changed:
            return source
        target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 -- the caller closes it
        with zipfile.ZipFile(target, "w") as copy:
            for row in rows:
                _copy(archive, row, copy, is_changed=row.filename in changed)
    return target


def _would_change(archive: zipfile.ZipFile, row: zipfile.ZipInfo) -> bool:
    with archive.open(row) as stream:
        if not stream.read(12).startswith((JPEG, PNG, *TIFFS)):
            return False
    data = _photo(archive, row)
    return placeless(data) != data


def _photo(archive: zipfile.ZipFile, row: zipfile.ZipInfo) -> bytes:
    with archive.open(row) as stream:
        return stream.read(MOST_PHOTO)


def _copy(
    archive: zipfile.ZipFile, row: zipfile.ZipInfo, copy: zipfile.ZipFile, *, is_changed: bool
) -> None:
    fresh = zipfile.ZipInfo(row.filename, row.date_time)
    fresh.compress_type, fresh.external_attr = row.compress_type, row.external_attr
    with archive.open(row) as stream, copy.open(fresh, "w") as out:
        if is_changed:
            out.write(placeless(stream.read(MOST_PHOTO)))
        while piece := stream.read(PIECE):
            out.write(piece)


def placeless(data: bytes) -> bytes:
    """A photograph whose place is taken out, with all its camera wrote beside it but for how it is
    held. One that tells none, and what is no sound picture, comes back as it is."""
    try:
        if data.startswith(JPEG):
            return b"".join(_segments(data))
        if data.startswith(PNG):
            return PNG + b"".join(_chunks(data))
        if data.startswith(TIFFS):
            return _blind(data)
    except (struct.error, IndexError):
        return data
    return data


def _segments(data: bytes) -> Iterator[bytes]:
    """The parts of a JPEG; those that tell a place are left out."""
    yield data[:2]
    place = 2
    while place + 4 <= len(data):
        mark, size = data[place : place + 2], struct.unpack(">H", data[place + 2 : place + 4])[0]
        if mark[0] != 0xFF or mark[1] == 0xDA or size < 2:
            break
        part = data[place : place + 2 + size]
        place += 2 + size
        said = part[4:]
        if mark[1] == 0xE1 and said.startswith(EXIF):
            yield from _held(said[len(EXIF) :]) if _tells(said[len(EXIF) :]) else [part]
        elif not (mark[1] == 0xE1 and said.startswith(XMP) and WORD in said) and NEWS not in said:
            yield part
    yield data[place:]


def _tells(tiff: bytes) -> bool:
    order = "<" if tiff.startswith(b"II") else ">"
    try:
        return any(tag == GPS for tag, _kind, _count, _value in _entries(tiff, order))
    except struct.error:
        return True  # who knows what another reader finds in it


def _held(tiff: bytes) -> Iterator[bytes]:
    """An EXIF part that says only which side is up, where it is not the usual one."""
    order = "<" if tiff.startswith(b"II") else ">"
    with suppress(struct.error):
        for tag, _kind, _count, value in _entries(tiff, order):
            side = struct.unpack(f"{order}H", value[:2])[0]
            if tag == ORIENTATION and 2 <= side <= 8:
                said = EXIF + b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, tag, 3, 1, side, 0, 0)
                yield b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said


def _entries(tiff: bytes, order: str) -> Iterator[tuple[int, int, int, bytes]]:
    (start,) = struct.unpack(f"{order}I", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
    for number in range(count):
        place = start + 2 + 12 * number
        tag, kind, length = struct.unpack(f"{order}HHI", tiff[place : place + 8])
        yield tag, kind, length, tiff[place + 8 : place + 12]


def _chunks(data: bytes) -> Iterator[bytes]:
    """The parts of a PNG; those that tell a place are left out."""
    place = len(PNG)
    while place + 12 <= len(data):
        size = struct.unpack(">I", data[place : place + 4])[0]
        part = data[place : place + 12 + size]
        place += 12 + size
        said = part[8:-4]
        tells = _tells(said) if part[4:8] == b"eXIf" else WORD in said or part[4:8] == b"zTXt"
        if part[4:8] not in TELLING or not tells:
            yield part
    yield data[place:]


def _blind(data: bytes) -> bytes:
    """A TIFF whose place is overwritten where it stands, since everything in it is found by its
    distance from the beginning."""
    order = "<" if data.startswith(b"II") else ">"
    found = bytearray(data)
    for tag, _kind, _count, value in _entries(data, order):
        if tag == GPS:
            (start,) = struct.unpack(f"{order}I", value)
            (count,) = struct.unpack(f"{order}H", data[start : start + 2])
            for number in range(count):
                _blot(found, start + 2 + 12 * number, order)
    return bytes(found)


SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}


def _blot(found: bytearray, place: int, order: str) -> None:
    """Zeros over one entry's value, wherever it stands."""
    kind, count = struct.unpack(f"{order}HI", found[place + 2 : place + 8])
    size = SIZES.get(kind, 1) * count
    (far,) = struct.unpack(f"{order}I", found[place + 8 : place + 12])
    start = place + 8 if size <= 4 else far
    end = min(start + size, len(found))
    found[start:end] = bytes(max(0, end - start))
