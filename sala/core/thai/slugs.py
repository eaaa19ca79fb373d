"""The readable tail of an address. Decoration only: the number before it finds the page."""

from __future__ import annotations

import re
import unicodedata

from sala.core.thai.text import LEAD_VOWELS, clean_line, graphemes

SLUG_LENGTH = 60


def slug(text: str, length: int = SLUG_LENGTH) -> str:
    """Letters, digits and Thai marks kept, all else one hyphen; may be empty."""
    lowered = unicodedata.normalize("NFC", clean_line(text).lower())
    kept = "".join(char if _belongs(char) else "-" for char in lowered)
    kept = re.sub(
        "-+(?=[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])|^-+|-+$", "", re.sub("-{2,}", "-", kept)
    )
    return "".join(graphemes(kept)[:length]).rstrip("-" + LEAD_VOWELS)


def _belongs(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" and char.isprintable()
