"""Cutting and initials of Thai words, for the eye only."""

from __future__ import annotations

import re

NUMBER = re.compile(r"^[0-9๐-๙][0-9๐-๙.,:/%–-]*$")
TAIL = re.compile(r"^(น\.|คน|ครั้ง|ข้อ|%|บาท|วัน|นาที|เรื่อง|อย่าง)$")
LEADING_VOWELS = "เแโใไ"


def phrases(text: str) -> list[str]:
    """Parts of a heading between which a line may break: numbers stay with both neighbours."""
    parts: list[str] = []
    glue = False
    for word in text.split():
        if parts and (glue or NUMBER.match(word) or TAIL.match(word)):
            parts[-1] += f" {word}"
        else:
            parts.append(word)
        glue = bool(NUMBER.match(word))
    return parts


def initial(name: str) -> str:
    """The first consonant of a name: เกรียงไกร is ก."""
    letters = name.strip().lstrip(LEADING_VOWELS)
    return letters[:1].upper() or "?"
