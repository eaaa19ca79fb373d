"""Did you mean: what stands in the best candidates and is nearly what was typed.

Only texts that the asker may see are looked at, so a suggestion tells nothing of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sala.search.normalise import may_cut

LEAST_LETTERS, MOST_LETTERS, SEED, READ = 4, 24, 3, 12
TIMES = 4  # that one seed is looked at in one text
SPARE = 2  # letters beside a place that may belong to it
MOST_RUNS = 6  # a sentence is mostly copied, and seldom mistyped
ENOUGH = 3  # texts that agree
LOST = 4  # pairs of letters that one slip can spoil, and one for the ends


def corrected(query: str, runs: Sequence[str], texts: Sequence[str]) -> str:
    """A normalised query with its strange runs as the best texts spell them; empty if none is."""
    text = query
    for run in runs if len(runs) <= MOST_RUNS else ():
        if LEAST_LETTERS <= len(run) <= MOST_LETTERS and not run.isdigit():
            nearest = _nearest(run, texts)
            if nearest:
                text = text.replace(run, nearest)
    return text if text != query else ""


def _nearest(run: str, texts: Sequence[str]) -> str:
    """The spelling one slip away, in most of the texts; none where the run itself stands.

    Where a run stands but for its last letter, only the letter before that can have been lost:
    anything else may be another word with the same beginning.
    """
    if any(run in text for text in texts):
        return ""
    is_begun = any(run[:-1] in text for text in texts)
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    places = (_place(run, pairs, text) for text in texts[:READ])
    found: Counter[str] = Counter()
    for place in places:
        if place and " " not in place and not (is_begun and not _has_one_more(place, run)):
            found[place] += 1
            if found[place] == ENOUGH:
                break
    return min(found, key=lambda place: (-found[place], place)) if found else ""


def _has_one_more(place: str, run: str) -> bool:
    return len(place) == len(run) + 1 and place[-1] == run[-1]


def _place(run: str, pairs: Sequence[str], text: str) -> str:
    """The first place of a text that is one slip away from the run."""
    tried: set[int] = set()
    for offset in range(0, len(run) - SEED + 1, SEED - 1):
        for at in _places(text, run[offset : offset + SEED]):
            begin = max(0, at - offset - SPARE)
            if begin in tried:
                continue
            tried.add(begin)
            window = text[begin : at - offset + len(run) + SPARE]
            if sum(pair in window for pair in pairs) < len(pairs) - LOST:
                continue
            edits, start, end = nearest_part(run, window)
            if edits == 1:
                return _whole(text, begin + start, begin + end)
    return ""


def _places(text: str, seed: str) -> Iterator[int]:
    """Where a seed stands, the first few times."""
    at = -1
    for _ in range(TIMES):
        at = text.find(seed, at + 1)
        if at < 0:
            return
        yield at


def _whole(text: str, start: int, end: int) -> str:
    while not may_cut(text, start):
        start -= 1
    while not may_cut(text, end):
        end += 1
    return text[start:end].strip()


def nearest_part(run: str, window: str) -> tuple[int, int, int]:
    """The part of a window fewest edits away from a run: edits, where it begins and ends.

    An edit is a letter left out, put in, exchanged, or swapped with its neighbour.
    """
    # A row holds, for each end in the window, the edits and where the part began.
    above: list[tuple[int, int]] = []
    row = [(0, column) for column in range(len(window) + 1)]
    for line, letter in enumerate(run, 1):
        above, row, before = row, [(line, 0)], above
        for column, other in enumerate(window, 1):
            edits, begin = above[column - 1]
            best = (edits + (letter != other), begin)
            best = min(best, (above[column][0] + 1, above[column][1]))
            best = min(best, (row[-1][0] + 1, row[-1][1]))
            is_swap = line > 1 and column > 1 and letter == window[column - 2]
            if is_swap and run[line - 2] == other:
                best = min(best, (before[column - 2][0] + 1, before[column - 2][1]))
            row.append(best)
    end = min(range(len(row)), key=lambda column: (row[column][0], -column))
    return row[end][0], row[end][1], end
