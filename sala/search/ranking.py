"""One order for candidates from either database, found from their text alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sala.search.analysis import term
from sala.search.plan import Weighed
from sala.search.synonyms import pattern

MEAN_LETTERS, K1, B = 1200, 1.2, 0.75


class Candidate(NamedTuple):
    id: int
    document: int
    title: str
    text: str
    folded: str


@dataclass(frozen=True)
class Weights:
    gram: float = 0.25
    pair: float = 0.4
    title: float = 0.6


class Ranker:
    def __init__(self, weighed: Weighed, weights: Weights | None = None) -> None:
        self.weights = weights or Weights()
        question = weighed.question
        self.words = [(word, weighed.idf(term("w:", word))) for word in question.words]
        self.grams = [(gram, weighed.idf(term("g:", gram))) for gram in question.grams]
        self.concepts = [
            (meant.words, [pattern(form) for form in meant.forms]) for meant in question.concepts
        ]
        self.pairs = [
            (left + right, min(a, b))
            for (left, a), (right, b) in zip(self.words, self.words[1:], strict=False)
        ]

    def _meant(self, one: Candidate) -> dict[str, int]:
        """How often another spelling of what a word belongs to stands in the text."""
        found: dict[str, int] = {}
        for words, patterns in self.concepts:
            whole = f"{one.title}\n{one.text}"
            count = sum(len(pattern.findall(whole)) for pattern in patterns)
            found.update(dict.fromkeys(words, count))
        return found

    def score(self, one: Candidate) -> float:
        slack = K1 * (1 - B + B * (len(one.text) + len(one.title)) / MEAN_LETTERS)
        total = 0.0
        meant = self._meant(one)
        for word, idf in self.words:
            count = meant.get(word, 0)
            if not (word in meant and word.isascii()):  # CoP is not the beginning of copy
                count = max(count, one.text.count(word) + one.title.count(word))
            if count:
                total += idf * count * (K1 + 1) / (count + slack)
                if word in one.title:
                    total += self.weights.title * idf
        for gram, idf in self.grams:
            count = one.folded.count(gram)
            if count:
                total += self.weights.gram * idf * count * (K1 + 1) / (count + slack)
        for pair, idf in self.pairs:
            if pair in one.text or pair in one.title:
                total += self.weights.pair * idf
        return total
