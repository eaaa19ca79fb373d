"""From text to index terms. One analyser, by name and version, serves index, query and snippet.

A term is a 32-bit number: the checksum of what it stands for with its kind in front, so that
words, trigrams and title starts share one index on every database.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from sala.search.normalise import fold, normalise
from sala.search.stopwords import STOP_WORDS

THAI = "ก-ฮฤฦะ-ฺเ-ๅ็-๎"
RUN = re.compile(f"[{THAI}]+|[^\\W\\d_ก-๛]+|\\d+(?:[.,]\\d+)*")
LONGEST_RUN = 2000
BORDER = "\x1f"
# How strongly a document speaks of a word, in steps kept as terms of their own: bm25's part of
# tf and length, with a fixed mean length because the real one would tell of hidden documents.
MEAN_WORDS, K1, B = 250, 1.2, 0.75
STEPS = ((1.0, "w1:"), (1.45, "w2:"))


@dataclass(frozen=True)
class Analysed:
    """A text ready for the index: as it is compared, its words set apart, and its terms."""

    title: str
    text: str
    terms: tuple[int, ...]


@dataclass(frozen=True)
class Analyser:
    """Segmentation under a name and version; another version means another index."""

    name: str
    version: str
    segment: Callable[[str], list[str]]

    @property
    def label(self) -> str:
        return f"{self.name}/{self.version}"

    def words(self, normalised: str) -> Iterator[str]:
        """The words of a normalised text in order, punctuation left out."""
        for run in RUN.findall(normalised):
            if run[0] < "ก" or run[0] > "๛":
                yield run
                continue
            for start in range(0, len(run), LONGEST_RUN):
                yield from self.segment(run[start : start + LONGEST_RUN])

    def analyse(self, title: str, text: str) -> Analysed:
        title, text = normalise(title), joined(normalise(text))
        words, title_words = list(self.words(text)), list(self.words(title))
        return analysed(title, text, words, title_words)


def analysed(title: str, text: str, words: list[str], title_words: list[str]) -> Analysed:
    """Terms of a normalised text whose words are known."""
    folded = fold(f"{title}\n{text}")
    terms = chain(
        _word_terms(words, title_words),
        (term("g:", gram) for gram in grams(folded)),
        (term("b:", pair) for pair in pairs(folded)),
        (term("t:", gram) for gram in (*grams(fold(title)), *pairs(fold(title)))),
    )
    return Analysed(title, set_apart(text, words), tuple(sorted(set(terms))))


def set_apart(text: str, words: Iterable[str]) -> str:
    """The text with a border before and after each word: what stands in another is told apart."""
    parts, at = [], 0
    for word in words:
        place = text.find(word, at)
        parts += [text[at:place], word]
        at = place + len(word)
    return BORDER.join([*parts, text[at:]])


def joined(text: str) -> str:
    """A text whose words were set apart as it was."""
    return text.replace(BORDER, "")


def term(kind: str, text: str) -> int:
    """The number of a term, signed as the databases keep it."""
    value = zlib.crc32(f"{kind}{text}".encode())
    return value - (1 << 32) if value >= 1 << 31 else value


def _word_terms(words: list[str], title_words: list[str]) -> Iterator[int]:
    counts = Counter(words)
    counts.update(title_words)
    counts.update(title_words)  # a word of the title counts three times
    counts.update(title_words)
    slack = K1 * (1 - B + B * (len(words) + len(title_words)) / MEAN_WORDS)
    for word, count in counts.items():
        yield term("w:", word)
        weight = count * (K1 + 1) / (count + slack)
        for least, kind in STEPS:
            if weight >= least:
                yield term(kind, word)


def grams(folded: str) -> dict[str, None]:
    """Character trigrams of each run in order; they cross the words inside it."""
    runs = RUN.findall(folded)
    return dict.fromkeys(run[i : i + 3] for run in runs for i in range(len(run) - 2))


def pairs(folded: str) -> dict[str, None]:
    """Pairs of letters, so that a word of two is found inside others."""
    runs = RUN.findall(folded)
    return dict.fromkeys(run[i : i + 2] for run in runs for i in range(len(run) - 1))


def content(words: Iterable[str]) -> list[str]:
    """Words that carry content, each once; all of them where none does."""
    once = list(dict.fromkeys(words))
    kept = [word for word in once if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]
    return kept or once


def _newmm(run: str) -> list[str]:
    from pythainlp.tokenize import newmm  # noqa: PLC0415 -- reads a dictionary: half a second

    return list(newmm.segment(run))


@cache
def _newmm_version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 -- asked once

    return f"2+pythainlp-{version('pythainlp')}"


@cache
def current() -> Analyser:
    """The analyser of this release."""
    return Analyser("newmm", _newmm_version(), _newmm)
