"""One order for candidates from either database, found from their text alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sala.search.analysis import RUN, term
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
    folded: str


class Scored(NamedTuple):
    """A candidate, what it is worth, and which share of the query's trigrams it holds."""

    one: Candidate
    score: float
    share: float


@dataclass(frozen=True)
class Weights:
    """Set on the questions of half the documents of one collection, and no worse on the others:
    doubling or halving any of them moves the measure by less than its error."""

    gram: float = 0.25
    stretch: float = 0.3
    pair: float = 0.6
    title: float = 0.3


class Ranker:
    def __init__(self, weighed: Weighed, weights: Weights | None = None) -> None:
        self.weights = weights or Weights()
        question = weighed.question
        self.words = [(word, weighed.idf(term("w:", word))) for word in question.words]
        every = {gram: weighed.idf(term("g:", gram)) for gram in question.grams}
        self.grams = sorted(every.items(), key=lambda pair: -pair[1])[:MOST_GRAMS]
        self.all_grams = sum(idf for _, idf in self.grams) or 1.0
        self.gram_worth = [
            (gram, idf, self.weights.gram * idf * (K1 + 1)) for gram, idf in self.grams
        ]
        self.stretches = _stretches(question.core, every)
        self.pairs = [
            (left + right, min(a, b))
            for (left, a), (right, b) in zip(self.words, self.words[1:], strict=False)
        ]
        self.concepts = [
            (meant.words, [pattern(form) for form in meant.forms]) for meant in question.concepts
        ]

    def score(self, one: Candidate) -> Scored:
        slack = K1 * (1 - B + B * (len(one.text) + len(one.title)) / MEAN_LETTERS)
        weights, folded = self.weights, one.folded
        total, held = self._word_score(one, slack), 0.0
        missing = set()
        for gram, idf, worth in self.gram_worth:
            count = folded.count(gram)
            if count:
                held += idf
                total += worth * count / (count + slack)
            else:
                missing.add(gram)
        for stretch, idf, inside in self.stretches:
            if missing.isdisjoint(inside) and stretch in folded:
                total += weights.stretch * idf
        for pair, idf in self.pairs:
            if pair in one.text or pair in one.title:
                total += weights.pair * idf
        return Scored(one, total, held / self.all_grams)

    def share_in(self, title: str) -> float:
        """Which share of the query's trigrams a title holds by itself."""
        folded = fold(title)
        return sum(idf for gram, idf in self.grams if gram in folded) / self.all_grams

    def _word_score(self, one: Candidate, slack: float) -> float:
        total, meant = 0.0, self._meant(one)
        for word, idf in self.words:
            count = meant.get(word, 0)
            if not (word in meant and word.isascii()):  # CoP is not the beginning of copy
                in_title = one.title.count(word)
                count = max(count, one.text.count(word) + in_title)
                total += self.weights.title * idf * bool(in_title)
            if count:
                total += idf * count * (K1 + 1) / (count + slack)
        return total

    def _meant(self, one: Candidate) -> dict[str, int]:
        """How often any spelling of a concept stands in the text, by the words that spell it."""
        found: dict[str, int] = {}
        for words, patterns in self.concepts:
            whole = f"{one.title}\n{one.text}"
            count = sum(len(pattern.findall(whole)) for pattern in patterns)
            found.update(dict.fromkeys(words, count))
        return found


def _stretches(folded: str, grams: dict[str, float]) -> list[tuple[str, float, list[str]]]:
    """Stretches of the query's runs with their trigrams, each worth the mean of these."""
    runs = RUN.findall(folded)
    found = dict.fromkeys(r[i : i + STRETCH] for r in runs for i in range(len(r) - STRETCH + 1))
    inside = {one: [one[i : i + 3] for i in range(STRETCH - 2)] for one in found}
    worth = [
        (one, sum(map(grams.__getitem__, some)) / len(some), some) for one, some in inside.items()
    ]
    return sorted(worth, key=lambda row: -row[1])[:MOST_GRAMS]
