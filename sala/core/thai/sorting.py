"""Thai dictionary order as a stored key, the same in every database and collation.

The key is hexadecimal digits only, whose order no collation disputes. Three levels, as in the
Unicode collation algorithm: letters first (a vowel written before its consonant counts after
it), then tone marks, then upper case. Numbers compare by value: ครั้งที่ 2 before ครั้งที่ 10.
"""

from __future__ import annotations

import re
import unicodedata

from sala.core.thai.digits import THAI_DIGITS
from sala.core.thai.text import LEAD_VOWELS, clean_line

SORT_KEY_LENGTH = 400

_SPACE, _NUMBER, _THAI, _LATIN, _OTHER = 0x02, 0x10, 0x20, 0x80, 0xF0
_LETTERS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮะัาำิีึืุูเแโใไฺ"
_PRIMARY = {char: _THAI + place for place, char in enumerate(_LETTERS)}
_PRIMARY |= {chr(ord("a") + place): _LATIN + place for place in range(26)}
_PRIMARY |= {" ": _SPACE, "ฯ": _SPACE + 1, "ๆ": _SPACE + 2, "ๅ": _PRIMARY["า"]}
_MARKS = {mark: place for place, mark in enumerate("์็่้๊๋", start=3)}
_PLAIN, _ACCENT, _UPPER = "2", "9", "3"

_SWAP = re.compile(f"([{LEAD_VOWELS}])([ก-ฮ])")
_DIGITS = re.compile(f"[0-9{THAI_DIGITS}]+")


def sort_key(text: str) -> str:
    """Order by this, then by a primary key: equal keys are equal to a dictionary."""
    text = _SWAP.sub(r"\2\1", clean_line(text))
    primary: list[str] = []
    marks: list[str] = []
    cases: list[str] = []
    place = 0
    while place < len(text):
        if number := _DIGITS.match(text, place):
            primary.append(_number(number.group()))
            marks.append(_PLAIN)
            cases.append(_PLAIN)
            place = number.end()
            continue
        for char in unicodedata.normalize("NFD", text[place]):
            _add(char, primary, marks, cases)
        place += 1
    levels = ("".join(primary), _trimmed(marks), _trimmed(cases))
    return "00".join((levels[0], "0".join(levels[1:])))[:SORT_KEY_LENGTH]


def _add(char: str, primary: list[str], marks: list[str], cases: list[str]) -> None:
    lowered = char.lower()
    if char in _MARKS:
        marks.append(str(_MARKS[char]))
    elif lowered in _PRIMARY:
        primary.append(f"{_PRIMARY[lowered]:02x}")
        marks.append(_PLAIN)
        cases.append(_PLAIN if lowered == char else _UPPER)
    elif unicodedata.category(char)[0] == "L":
        primary.append(f"{_OTHER:02x}{ord(lowered[0]):06x}")
        marks.append(_PLAIN)
        cases.append(_PLAIN if lowered == char else _UPPER)
    elif unicodedata.category(char)[0] == "M":
        marks.append(_ACCENT)


def _number(digits: str) -> str:
    """Length first, so that a longer number is a larger one; 60 digits are enough for names."""
    value = str(int(digits[:60]))
    return f"{_NUMBER:02x}{len(value):02x}{value}"


def _trimmed(weights: list[str]) -> str:
    return "".join(weights).rstrip(_PLAIN)
