"""Thai and Arabic digits, and which of the two a report uses."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")

# Addresses of pages and mailboxes, and codes: Latin letters written together with digits
# (KA-2569-0001, A4, v1.2). A digit in them is part of a name, not a number.
_ADDRESS = r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)\S+|[^\s<>()]+@[^\s<>()]+"
_CODE = r"[0-9._/:#&=+-]*[A-Za-z][A-Za-z0-9._/:#&=+-]*"
_ADDRESSES = re.compile(f"({_ADDRESS})", re.IGNORECASE)
_NAMES = re.compile(f"({_ADDRESS}|{_CODE})", re.IGNORECASE)


class DigitStyle(StrEnum):
    ARABIC = "arabic"
    THAI = "thai"


_style: ContextVar[DigitStyle] = ContextVar("digit_style", default=DigitStyle.ARABIC)


def to_thai(text: str) -> str:
    """Digits of running text as ๐–๙; addresses and codes keep theirs."""
    return _outside(_NAMES, text, _TO_THAI)


def to_arabic(text: str) -> str:
    """๐–๙ as 0–9; an address keeps what it has."""
    return _outside(_ADDRESSES, text, _TO_ARABIC)


def _outside(kept: re.Pattern[str], text: str, table: dict[int, int]) -> str:
    """Translate the even pieces: `split` with one group puts what is kept at the odd places."""
    pieces = kept.split(text)
    pieces[::2] = [piece.translate(table) for piece in pieces[::2]]
    return "".join(pieces)


@contextmanager
def digit_style(style: DigitStyle | str) -> Iterator[None]:
    """Everything formatted inside, dates and numbers alike, uses these digits."""
    token = _style.set(DigitStyle(style))
    try:
        yield
    finally:
        _style.reset(token)


def styled(text: str, style: DigitStyle | str | None = None) -> str:
    """Text in the digits asked for, or in those of the report being written."""
    chosen = _style.get() if style is None else DigitStyle(style)
    return to_thai(text) if chosen is DigitStyle.THAI else text
