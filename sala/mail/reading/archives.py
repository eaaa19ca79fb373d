"""Archives that would burst: told by their directory or a bounded look, never by unpacking."""

import io
import zipfile
import zlib

from sala.mail.reading.mime import Part

MAX_UNPACKED = 1024 * 1024 * 1024
MAX_RATIO = 150
SUSPICIOUS = 64 * 1024 * 1024
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_IN_BASE64 = (b"UEsDB", b"H4sI")


def is_bomb(part: Part) -> bool:
    """Would this attachment unpack to something out of all proportion?"""
    body = part.raw[part.start : part.start + 64].lstrip()
    if not body.startswith((_ZIP, _GZIP, *_IN_BASE64)):
        return False
    data = part.content(part.end - part.start)
    if data.startswith(_ZIP):
        return _bursts(_declared_size(data), len(data))
    return data.startswith(_GZIP) and _bursts(_seen_size(data), len(data))


def _bursts(unpacked: int, packed: int) -> bool:
    return unpacked > MAX_UNPACKED or (unpacked > SUSPICIOUS and unpacked > packed * MAX_RATIO)


def _declared_size(data: bytes) -> int:
    """What a ZIP says of its members; one that overlaps itself says more than it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        return 0


def _seen_size(data: bytes) -> int:
    """A stream does not say how long it is: count, and stop where it is certainly too long."""
    unpacker, seen, rest = zlib.decompressobj(wbits=31), 0, data
    try:
        while rest and not unpacker.eof and not _bursts(seen, len(data)):
            seen += len(unpacker.decompress(rest, 1024 * 1024))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return seen
    return seen
