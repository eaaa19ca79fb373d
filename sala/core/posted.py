"""What a browser sent, read with care: a browser may send anything at all."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sala.core.permissions import denied, require

MOST_TEXT = 5000  # letters of a text that has no form of its own
LONGEST = 18  # digits that every database keeps in a whole number
NUL = "\x00"


def number_in(text: str) -> int | None:
    """The whole number written in ASCII digits; None for any other text, however long."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None


def numbers_in(texts: Iterable[str]) -> list[int]:
    """Those of the texts that are numbers, in their order."""
    return [number for text in texts if (number := number_in(text)) is not None]


def text_in(request: HttpRequest, name: str, most: int = MOST_TEXT) -> str:
    """A posted text without the spaces around it; refused, not cut, when it is too long."""
    text = request.POST.get(name, "").strip()
    if len(text) > most:
        reason = _("ข้อความยาวเกิน %(most)s ตัวอักษร ตัดให้สั้นลงแล้วส่งอีกครั้ง") % {"most": most}
        require(denied("value.length", reason))
    return text


def has_nul(request: HttpRequest) -> bool:
    """A letter no keyboard types and no database keeps, in what was asked or posted."""
    return any(
        NUL in text
        for fields in (request.GET, request.POST)
        for name, values in fields.lists()
        for text in (name, *map(str, values))
    )
