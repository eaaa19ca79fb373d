"""What changed between two Thai texts, word by word: Thai has no spaces to cut at."""

from __future__ import annotations

from difflib import SequenceMatcher
from importlib import import_module
from typing import NamedTuple


class Change(NamedTuple):
    """A stretch of text: same in both, gone from the first, or new in the second."""

    kind: str  # same, gone, new
    text: str


def tokens(text: str) -> list[str]:
    """Words and the spaces between them; joined they are the text again."""
    if not text:
        return []
    # Loaded late: the dictionary takes half a second, and few pages compare texts.
    tokenize = import_module("pythainlp.tokenize").word_tokenize
    words: list[str] = tokenize(text, engine="newmm", keep_whitespace=True)
    return words


def word_changes(before: str, after: str) -> list[Change]:
    """Stretches in reading order; "same" and "gone" join to `before`, "same" and "new" to
    `after`."""
    old, new = tokens(before), tokens(after)
    changes: list[Change] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            changes.append(Change("same", "".join(old[i:j])))
            continue
        if i < j:
            changes.append(Change("gone", "".join(old[i:j])))
        if k < m:
            changes.append(Change("new", "".join(new[k:m])))
    return changes
