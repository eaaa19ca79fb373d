"""What a file says of its maker without being asked is taken out before it is kept."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from sala.core.files.archives import PIECE, Unfit

LONGEST_SIDE = 2400
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
MOST_MOOV = 20 * 1024**2
# Latitude and longitude as cameras write them into films: +13.7563+100.5018/
PLACE = re.compile(rb"[+-]\d{1,3}\.\d{2,}[+-]\d{1,3}\.\d{2,}(?:[+-]\d+(?:\.\d+)?)?/?")


def redrawn(source: IO[bytes], image_format: str) -> IO[bytes]:
    """The same picture, upright, at most 2400 px, without anything but its pixels.

    Its size is read before it is unpacked. A JPEG is unpacked no larger than it will be kept.
    """
    source.seek(0)
    try:
        with Image.open(source, formats=[image_format]) as opened:
            if opened.width * opened.height > MOST_PIXELS[image_format]:
                raise Unfit("value.picture_size")
            opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            picture = ImageOps.exif_transpose(opened) or opened
            if image_format == "JPEG" and picture.mode not in {"RGB", "L"}:
                picture = picture.convert("RGB")
            if picture.mode == "P":
                picture = picture.convert("RGBA")
            clean = Image.new(picture.mode, picture.size)
            clean.paste(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Unfit("value.picture_size") from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as broken:
        raise Unfit("value.broken_picture") from broken
    target = io.BytesIO()
    clean.save(target, image_format, quality=85)
    return target


def without_place(source: IO[bytes]) -> IO[bytes]:
    """A film or sound whose description names no place; every byte else stays where it was."""
    source.seek(0)
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 -- the caller closes it
    while piece := source.read(PIECE):
        target.write(piece)
    for start, size in _boxes(target):
        if size > MOST_MOOV:
            raise Unfit("value.file_broken")
        target.seek(start)
        found = PLACE.sub(lambda match: re.sub(rb"\d", b"0", match.group()), target.read(size))
        target.seek(start)
        target.write(found)
    return target


def _boxes(source: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Where the descriptions (`moov`, `meta`, `udta`) of an MP4 stand, at its top level."""
    end, place = source.seek(0, 2), 0
    while place + 8 <= end:
        source.seek(place)
        head = source.read(16)
        size = int.from_bytes(head[:4], "big")
        if size == 1:
            size = int.from_bytes(head[8:16], "big")
        size = size or end - place
        if size < 8 or place + size > end:
            raise Unfit("value.file_broken")
        if head[4:8] in {b"moov", b"meta", b"udta"}:
            yield place, size
        place += size
