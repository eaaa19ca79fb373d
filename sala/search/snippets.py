"""A piece of the original text with the words found in it, never cut inside a cluster."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from sala.search.analysis import Analyser
from sala.search.normalise import THAI_DIGITS, clusters, fold, may_cut, normalise

WIDTH, LEAD, REACH = 180, 40, 24
MARKS = "[\u0e47-\u0e4e]*"
MOST_MARKS = 30


class Piece(NamedTuple):
    """Some text as it was written, and whether it is what was searched for."""

    text: str
    is_hit: bool


class Map(NamedTuple):
    """The normalised text, and where each of its letters began and ended in the original."""

    text: str
    begins: Sequence[int]
    ends: Sequence[int]


def snippet(
    original: str, wanted: Sequence[tuple[str, float]], analyser: Analyser
) -> tuple[Piece, ...]:
    """The densest part of a text, its hits marked; `wanted` are normalised words with weights."""
    marks = hits(original, [word for word, _ in wanted])
    start, end = _window(original, marks, dict(wanted))
    start, end = _at_words(original, start, end, analyser)
    inside = [(max(a, start), min(b, end)) for a, b, _ in marks if b > start and a < end]
    pieces = _pieces(original, start, end, inside)
    return (
        *([Piece("…", is_hit=False)] if start > 0 else []),
        *pieces,
        *([Piece("…", is_hit=False)] if end < len(original) else []),
    )


def highlighted(original: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """A whole line, such as a title, with its hits marked."""
    marks = [(a, b) for a, b, _ in hits(original, words)]
    return tuple(_pieces(original, 0, len(original), marks))


def hits(original: str, words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where words stand in the original, widened to whole clusters, in order."""
    mapped = mapping(original)
    folded = fold(mapped.text)
    found: list[tuple[int, int, str]] = []
    for word in words:
        for a, b in _places(mapped.text, folded, word):
            start, end = mapped.begins[a], mapped.ends[b - 1]
            while not may_cut(original, start):
                start -= 1
            while not may_cut(original, end):
                end += 1
            found.append((start, end, word))
            if len(found) >= MOST_MARKS:
                break
    return sorted(found)


def _places(text: str, folded: str, word: str) -> list[tuple[int, int]]:
    """Exact places of a word; where there are none, places that differ in tone marks only."""
    found: list[tuple[int, int]] = []
    at = text.find(word)
    while at >= 0 and len(found) < MOST_MARKS:
        if not word.isascii() or _is_whole(text, at, at + len(word)):
            found.append((at, at + len(word)))
        at = text.find(word, at + len(word))
    letters = fold(word)
    if found or len(letters) < 3 or word.isascii():
        return found
    loose = MARKS.join(map(re.escape, letters)) + MARKS
    return [match.span() for match in re.finditer(loose, text)]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a Latin word or number of two letters stands alone; longer ones may go on."""
    if end - start > 2:
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def mapping(original: str) -> Map:
    """Normalised text with the way back; letter for letter where nothing moved."""
    whole = normalise(original)
    if len(whole) == len(original) and _is_level(original, whole):
        return Map(whole, range(len(whole)), range(1, len(whole) + 1))
    text: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    at = 0
    for stretch in STRETCHES.findall(original):
        _add(stretch, at, WORDS, (text, begins, ends))
        at += len(stretch)
    return Map("".join(text), begins, ends)


STRETCHES = re.compile(r".{1,240}(?=\s|\Z)|\s+|\S+", re.DOTALL)
WORDS = re.compile(r"\s+|\S+")


def _add(
    part: str,
    at: int,
    split: re.Pattern[str] | None,
    found: tuple[list[str], list[int], list[int]],
) -> None:
    """Map a part letter for letter where that is true, else its words, else its clusters."""
    text, begins, ends = found
    whole = normalise(part)
    if len(whole) == len(part) and _is_level(part, whole):
        text.append(whole)
        begins.extend(range(at, at + len(part)))
        ends.extend(range(at + 1, at + len(part) + 1))
        return
    if split is not None:
        for piece in split.findall(part):
            _add(piece, at, None, found)
            at += len(piece)
        return
    for cluster in clusters(part):
        one = normalise(cluster)
        text.append(one)
        begins.extend([at] * len(one))
        ends.extend([at + len(cluster)] * len(one))
        at += len(cluster)


def _is_level(original: str, normalised: str) -> bool:
    """Whether two texts of one length tell the same letter at each place."""
    if original == normalised:
        return True
    return original.lower().translate(THAI_DIGITS) == normalised


def _window(
    original: str, marks: Sequence[tuple[int, int, str]], weights: dict[str, float]
) -> tuple[int, int]:
    if not marks or len(original) <= WIDTH:
        return 0, min(WIDTH, len(original))
    begins = [mark[0] for mark in marks]
    best, chosen = -1.0, 0
    for index, (start, _, _) in enumerate(marks):
        last = bisect_left(begins, start + WIDTH - LEAD)
        words = [word for _, _, word in marks[index:last]]
        value = sum(weights[word] for word in set(words)) + 0.05 * len(words)
        if value > best:
            best, chosen = value, start
    start = max(0, min(chosen - LEAD, len(original) - WIDTH))
    return start, min(len(original), start + WIDTH)


def _at_words(original: str, start: int, end: int, analyser: Analyser) -> tuple[int, int]:
    """Both ends moved outwards to a space or the border of a word, never inside a cluster."""
    if start > 0:
        space = original.rfind(" ", max(0, start - REACH), start)
        start = space + 1 if space >= 0 else _edge_before(original, start, analyser)
    if end < len(original):
        space = original.find(" ", end, end + REACH)
        end = space if space >= 0 else _edge_after(original, end, analyser)
    while not may_cut(original, start):
        start -= 1
    while not may_cut(original, end):
        end += 1
    return start, end


def _edge_before(original: str, at: int, analyser: Analyser) -> int:
    return max(edge for edge in _edges(original, at - REACH, at + 8, analyser) if edge <= at)


def _edge_after(original: str, at: int, analyser: Analyser) -> int:
    edges = _edges(original, at - 8, at + REACH, analyser)
    return min((edge for edge in edges if edge >= at), default=len(original))


def _edges(original: str, begin: int, end: int, analyser: Analyser) -> list[int]:
    begin, end = max(0, begin), min(end, len(original))
    while not may_cut(original, begin):
        begin -= 1
    edges, at = [begin], begin
    for word in analyser.segment(original[begin:end]):
        at += len(word)
        edges.append(at)
    return edges


def _pieces(original: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> list[Piece]:
    found, at = [], start
    for a, b in _merged(marks):
        if a > at:
            found.append(Piece(original[at:a], is_hit=False))
        found.append(Piece(original[a:b], is_hit=True))
        at = b
    if at < end:
        found.append(Piece(original[at:end], is_hit=False))
    return found


def _merged(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for a, b in sorted(marks):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        elif b > a:
            merged.append((a, b))
    return merged
