"""A cover drawn from the title, for a book that has no picture: quiet roofs in the agency's tile
colours, the words set in our own Thai face."""

from __future__ import annotations

import io
from functools import lru_cache
from hashlib import blake2b

from PIL import Image, ImageDraw, ImageFont
from pythainlp.tokenize import word_tokenize

from sala.core.thai import cut
from sala.documents.epub import FACES, FONTS

WIDE, HIGH, MARGIN = 800, 1120, 72
PAPER, INK = "#f6f5f1", "#1d2526"
TILES = (
    ("#0b5c63", "#2b7f80"),
    ("#7a3b1d", "#a45a34"),
    ("#3d4a7a", "#5c6aa0"),
    ("#4a5b26", "#6e8040"),
    ("#6b2f4f", "#8f4f70"),
)


def drawn_cover(title: str, *, series: str = "", volume: str = "", agency: str = "") -> bytes:
    """A PNG; the same words always give the same cover."""
    picture = Image.new("RGB", (WIDE, HIGH), PAPER)
    canvas = ImageDraw.Draw(picture)
    deep, light = TILES[blake2b(title.encode(), digest_size=1).digest()[0] % len(TILES)]
    _roofs(canvas, deep, light)
    top = 430
    if series or volume:
        for line in _lines(cut(" ".join(part for part in (series, volume) if part), 90), 36)[:2]:
            canvas.text((MARGIN, top), line, font=_face(36), fill=deep, language="th")
            top += 56
        top += 14
    size = 76 if len(title) <= 40 else 62 if len(title) <= 80 else 50
    for line in _lines(cut(title, 160), size, bold=True)[:7]:
        canvas.text((MARGIN, top), line, font=_face(size, bold=True), fill=INK, language="th")
        top += round(size * 1.42)
    canvas.rectangle((MARGIN, HIGH - 150, MARGIN + 90, HIGH - 144), fill=deep)
    for place, line in enumerate(_lines(cut(agency, 70), 32)[:2]):
        canvas.text((MARGIN, HIGH - 126 + 46 * place), line, font=_face(32), fill=INK)
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _roofs(canvas: ImageDraw.ImageDraw, deep: str, light: str) -> None:
    """Three roofs, one behind the other: the pavilion, from the street."""
    canvas.rectangle((0, 0, WIDE, 330), fill=deep)
    for step, colour in ((0, light), (1, deep), (2, light)):
        rise, reach = 90 + 70 * step, 420 - 110 * step
        canvas.polygon(
            [(WIDE // 2, rise), (WIDE // 2 + reach, rise + 170), (WIDE // 2 - reach, rise + 170)],
            fill=colour,
            outline=PAPER,
            width=4,
        )
    canvas.rectangle((0, 326, WIDE, 334), fill=INK)


@lru_cache(maxsize=16)
def _face(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / FACES[1 if bold else 0]), size)


def _lines(text: str, size: int, *, bold: bool = False) -> list[str]:
    """Broken between Thai words."""
    face, lines = _face(size, bold=bold), [""]
    for word in word_tokenize(text, engine="newmm"):
        if lines[-1] and face.getlength((lines[-1] + word).rstrip()) > WIDE - 2 * MARGIN:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return [line.rstrip() for line in lines if line.strip()]


def as_cover(data: bytes) -> bytes:
    """Somebody's picture as a cover: PNG, no larger than a drawn one."""
    with Image.open(io.BytesIO(data)) as picture:
        fitted = picture.convert("RGB")
        fitted.thumbnail((WIDE, HIGH))
        out = io.BytesIO()
        fitted.save(out, "PNG", optimize=True)
    return out.getvalue()
