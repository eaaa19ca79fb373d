"""One order for candidates from either database, found from their text alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sala.search.analysis import BORDER, RUN, grams, term
from sala.search.normalise import fold
from sala.search.plan import Weighed
from sala.search.synonyms import pattern

# bm25 with a fixed mean length: the real one would tell of hidden documents.
MEAN_LETTERS, K1, B = 2100, 1.2, 0.75
MOST_GRAMS = 40  # of a long question, the rarest
STRETCH = 6  # letters in a row that speak for the order in which they were typed


class Candidate(NamedTuple):
    id: int
    document: int
    title: str
    text: str
    cut: str  # the text with its words set apart


class Scored(NamedTuple):
    """A candidate, what it is worth, and which share of the query's trigrams it holds."""

    one: Candidate
    score: float
    share: float


@dataclass(frozen=True)
class Weights:
    """Set on the questions of half the documents of one collection, and no worse on the others:
    doubling or halving any of them moves the measure by less than its error."""

    gram: float = 0.35
    stretch: float = 0.3
    run: float = 0.5  # of all that was typed without a space
    pair: float = 0.6
    title: float = 0.6
    inside: float = 0.1  # of a word that stands in another, or across two
    folded: float = 0.3  # of a word that stands there with other tone marks alone


class Ranker:
    def __init__(self, weighed: Weighed, weights: Weights | None = None) -> None:
        self.weights = weights or Weights()
        question = weighed.question
        self.words = [(word, weighed.idf(term("w:", word))) for word in question.words]
        self.spelled = [
            (word, f"{BORDER}{word}{BORDER}", fold(word), idf) for word, idf in self.words
        ]
        every = {gram: weighed.idf(term("g:", gram)) for gram in question.grams}
        self.grams = sorted(every.items(), key=lambda pair: -pair[1])[:MOST_GRAMS]
        self.all_grams = sum(idf for _, idf in self.grams) or 1.0
        self.gram_worth = [
            (gram, idf, self.weights.gram * idf * (K1 + 1)) for gram, idf in self.grams
        ]
        runs = RUN.findall(question.core)
        stretches = [] if question.asks else _stretches(runs, every)
        self.stretches = [
            *((text, self.weights.run * idf, inside) for text, idf, inside in _worth(runs, every)),
            *((text, self.weights.stretch * idf, inside) for text, idf, inside in stretches),
        ]
        self.pairs = [
            (left + right, self.weights.pair * min(a, b))
            for (left, a), (right, b) in zip(self.words, self.words[1:], strict=False)
        ]
        self.concepts = [
            (meant.words, [pattern(form) for form in meant.forms]) for meant in question.concepts
        ]

    def score(self, one: Candidate) -> Scored:
        text, title = one.text, one.title
        folded = fold(f"{title}\n{text}")
        slack = K1 * (1 - B + B * (len(text) + len(title)) / MEAN_LETTERS)
        total, held = self._word_score(one, text, folded, slack), 0.0
        missing = set()
        for gram, idf, worth in self.gram_worth:
            count = folded.count(gram)
            if count:
                held += idf
                total += worth * count / (count + slack)
            else:
                missing.add(gram)
        for stretch, worth, inside in self.stretches:
            if missing.isdisjoint(inside) and stretch in folded:
                total += worth
        for pair, worth in self.pairs:
            if pair in text or pair in title:
                total += worth
        return Scored(one, total, held / self.all_grams)

    def share_in(self, title: str) -> float:
        """Which share of the query's trigrams a title holds by itself."""
        folded = fold(title)
        return sum(idf for gram, idf in self.grams if gram in folded) / self.all_grams

    def _word_score(self, one: Candidate, text: str, folded: str, slack: float) -> float:
        weights, total, meant = self.weights, 0.0, self._meant(one.title, text)
        for word, alone, letters, idf in self.spelled:
            count: float = meant.get(word, 0)
            worth = idf * (K1 + 1)
            if not (word in meant and word.isascii()):  # CoP is not the beginning of copy
                in_title = one.title.count(word)
                near: float = text.count(word)
                if near:
                    exact = one.cut.count(alone)
                    near = exact + weights.inside * (near - exact)
                elif not in_title and (near := folded.count(letters)):
                    worth *= weights.folded
                count = max(count, near + in_title)
                total += weights.title * idf * bool(in_title)
            if count:
                total += worth * count / (count + slack)
        return total

    def _meant(self, title: str, text: str) -> dict[str, int]:
        """How often any spelling of a concept stands in the text, by the words that spell it."""
        found: dict[str, int] = {}
        for words, patterns in self.concepts:
            whole = f"{title}\n{text}"
            count = sum(len(pattern.findall(whole)) for pattern in patterns)
            found.update(dict.fromkeys(words, count))
        return found


Stretch = tuple[str, float, list[str]]


def _stretches(runs: list[str], idfs: dict[str, float]) -> list[Stretch]:
    """Stretches of the query's runs, the rarest."""
    found = [r[i : i + STRETCH] for r in runs for i in range(len(r) - STRETCH + 1)]
    return sorted(_worth(found, idfs), key=lambda row: -row[1])[:MOST_GRAMS]


def _worth(texts: list[str], idfs: dict[str, float]) -> list[Stretch]:
    """Texts with their trigrams, each worth the mean of these."""
    inside = {text: list(grams(text)) for text in texts}
    return [
        (text, sum(map(idfs.__getitem__, some)) / len(some), some)
        for text, some in inside.items()
        if some
    ]
