"""When a piece of KM วันละนิด is due, and when two pieces are the same."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from sala.core.thai.text import fold_key

YEAR = timedelta(days=366)
SEEN = "LMN"  # letters, marks such as Thai vowels, and numbers


def fingerprint(text: str) -> str:
    """Equal for texts that differ only in spaces, punctuation, case, digits' script or form."""
    folded = fold_key(text.replace("\n", " "))
    kept = "".join(sign for sign in folded if unicodedata.category(sign)[0] in SEEN)
    return hashlib.sha256((kept or folded).encode()).hexdigest()


def is_hour(hour: int, *, set_hour: int, last_hour: int) -> bool:
    """From the hour set until the end of office hours: a clock that stood still catches up."""
    return set_hour <= hour <= max(set_hour, last_hour)


def free_on(sent_on: date) -> date:
    """The first day on which a text sent that day may go out again."""
    return sent_on + YEAR


def first_free(prints: Iterable[str], sent: dict[str, date], day: date) -> str | None:
    """The first text of the queue that did not go out within a year before the day."""
    return next((one for one in prints if one not in sent or free_on(sent[one]) <= day), None)
