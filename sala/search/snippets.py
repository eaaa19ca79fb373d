"""A piece of the original text with the words found in it, never cut inside a cluster."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sala.search.analysis import Analyser
from sala.search.normalise import arabic, clusters, fold, may_cut, normalise

WIDTH, LEAD, REACH = 180, 40, 24
MARKS = "[\u0e47-\u0e4e]*"
MOST_MARKS = 30


class Piece(NamedTuple):
    """Some text as it was written, and whether it is what was searched for."""

    text: str
    is_hit: bool


class Map:
    """The normalised text, and where its letters began and ended in the original.

    A text is normalised stretch by stretch; only a stretch that is asked for is mapped finely.
    """

    def __init__(self, original: str, known: str = "") -> None:
        """`known` is the normalised text where it is at hand; it is checked, not believed."""
        self.original = original
        plain, whole = arabic(original).lower(), known or normalise(original)
        self.text = plain
        self.is_level = len(plain) == len(original) and plain == whole
        self._fine: dict[int, tuple[list[int], list[int]]] = {}
        if not self.is_level:
            self._stretch(plain if len(plain) == len(original) else "", whole)

    def _stretch(self, plain: str, whole: str) -> None:
        self._froms, self._begins, texts, at, begin = [], [], [], 0, 0
        for stretch in STRETCHES.findall(self.original):
            self._froms.append(at)
            self._begins.append(begin)
            same = plain[at : at + len(stretch)]
            is_same = bool(same) and whole.startswith(same, begin)
            texts.append(same if is_same else normalise(stretch))
            at += len(stretch)
            begin += len(texts[-1])
        self.text = "".join(texts)

    def begin(self, at: int) -> int:
        """Where the letter at a place of the normalised text begins in the original."""
        if self.is_level:
            return at
        number = bisect_right(self._begins, at) - 1
        return self._finely(number)[0][at - self._begins[number]]

    def end(self, at: int) -> int:
        """Where the letter at a place of the normalised text ends in the original."""
        if self.is_level:
            return at + 1
        number = bisect_right(self._begins, at) - 1
        return self._finely(number)[1][at - self._begins[number]]

    def _finely(self, number: int) -> tuple[list[int], list[int]]:
        if number not in self._fine:
            start = self._froms[number]
            end = self._froms[number + 1] if number + 1 < len(self._froms) else len(self.original)
            self._fine[number] = _mapped(self.original[start:end], start)
        return self._fine[number]


def snippet(
    original: str, wanted: Sequence[tuple[str, float]], analyser: Analyser, known: str = ""
) -> tuple[Piece, ...]:
    """The densest part of a text, its hits marked; `wanted` are normalised words with weights."""
    mapped = Map(original, known)
    found = places(mapped, [word for word, _ in wanted])
    chosen = _densest(found, dict(wanted))
    start, end = _at_words(original, *_window(mapped, chosen), analyser)
    near = [place for place in found if -3 * LEAD < place[0] - chosen < WIDTH + 2 * LEAD]
    widened = [_widened(mapped, place) for place in near]
    inside = [(max(a, start), min(b, end)) for a, b in widened if b > start and a < end]
    pieces = _pieces(original, start, end, inside)
    return (
        *([Piece("…", is_hit=False)] if start > 0 else []),
        *pieces,
        *([Piece("…", is_hit=False)] if end < len(original) else []),
    )


def highlighted(original: str, words: Sequence[str], known: str = "") -> tuple[Piece, ...]:
    """A whole line, such as a title, with its hits marked."""
    if not original:
        return ()
    mapped = Map(original, known)
    marks = [_widened(mapped, place) for place in places(mapped, words)]
    return tuple(_pieces(original, 0, len(original), marks))


def places(mapped: Map, words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where words stand in the normalised text, in order."""
    return sorted((a, b, word) for word in words for a, b in _places(mapped.text, word))


def _widened(mapped: Map, place: tuple[int, int, str]) -> tuple[int, int]:
    """A place in the original, widened to whole clusters."""
    start, end = mapped.begin(place[0]), mapped.end(place[1] - 1)
    while not may_cut(mapped.original, start):
        start -= 1
    while not may_cut(mapped.original, end):
        end += 1
    return start, end


def _places(text: str, word: str) -> list[tuple[int, int]]:
    """Exact places of a word; where there are none, places that differ in tone marks only."""
    found: list[tuple[int, int]] = []
    at = text.find(word)
    while at >= 0 and len(found) < MOST_MARKS:
        if not word.isascii() or _is_whole(text, at, at + len(word)):
            found.append((at, at + len(word)))
        at = text.find(word, at + len(word))
    if found or word.isascii() or (loose := _loose(word)) is None:
        return found
    return [match.span() for match in loose.finditer(text)]


@lru_cache(maxsize=500)
def _loose(word: str) -> re.Pattern[str] | None:
    """A word with any marks between its letters; none for so few letters that all would fit."""
    letters = fold(word)
    return re.compile(MARKS.join(map(re.escape, letters)) + MARKS) if len(letters) >= 3 else None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a Latin word or number of two letters stands alone; longer ones may go on."""
    if end - start > 2:
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


STRETCHES = re.compile(r".{1,120}(?=\s|\Z)|\s+|\S+", re.DOTALL)


def _mapped(part: str, at: int) -> tuple[list[int], list[int]]:
    """Begin and end of each normalised letter: letter for letter where that is true, else by
    halves, and at last by cluster."""
    whole = normalise(part)
    if len(whole) == len(part) and _is_level(part, whole):
        return list(range(at, at + len(part))), list(range(at + 1, at + len(part) + 1))
    head, tail = _same(part, whole)
    if head or tail:
        odd = part[head : len(part) - tail]
        if normalise(odd) == whole[head : len(whole) - tail]:
            begins, ends = _mapped(odd, at + head)
            first, last = range(at, at + head), range(at + len(part) - tail, at + len(part))
            return (
                [*first, *begins, *last],
                [*(n + 1 for n in first), *ends, *(n + 1 for n in last)],
            )
    middle = len(part) // 2
    while not may_cut(part, middle):
        middle -= 1
    if middle > 0:
        begins, ends = _mapped(part[:middle], at)
        more_begins, more_ends = _mapped(part[middle:], at + middle)
        return begins + more_begins, ends + more_ends
    begins, ends = [], []
    for cluster in clusters(part):
        size = len(normalise(cluster))
        begins.extend([at] * size)
        ends.extend([at + len(cluster)] * size)
        at += len(cluster)
    return begins, ends


def _same(part: str, normalised: str) -> tuple[int, int]:
    """How many letters at the head and at the tail are the same in both, clusters kept whole."""
    plain = arabic(part).lower()
    if len(plain) != len(part):
        return 0, 0
    most = min(len(plain), len(normalised))
    head = next((n for n in range(most) if plain[n] != normalised[n]), most)
    while not may_cut(part, head):
        head -= 1
    most -= head
    tail = next((n for n in range(most) if plain[-n - 1] != normalised[-n - 1]), most)
    while not may_cut(part, len(part) - tail):
        tail -= 1
    return head, tail


def _is_level(original: str, normalised: str) -> bool:
    """Whether two texts of one length tell the same letter at each place."""
    if original == normalised:
        return True
    return arabic(original).lower() == normalised


def _densest(found: Sequence[tuple[int, int, str]], weights: dict[str, float]) -> int:
    """The place from which the most of what was wanted stands together."""
    begins = [place[0] for place in found]
    best, chosen = -1.0, 0
    for index, (start, _, _) in enumerate(found):
        last = bisect_left(begins, start + WIDTH - LEAD)
        words = [word for _, _, word in found[index:last]]
        value = sum(weights[word] for word in set(words)) + 0.05 * len(words)
        if value > best:
            best, chosen = value, start
    return chosen


def _window(mapped: Map, chosen: int) -> tuple[int, int]:
    """The stretch that is shown, in places of the original."""
    length = len(mapped.original)
    if not chosen or length <= WIDTH:
        return 0, min(WIDTH, length)
    start = max(0, min(mapped.begin(chosen) - LEAD, length - WIDTH))
    return start, min(length, start + WIDTH)


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
