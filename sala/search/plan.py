"""What a query asks for: its words with their weight, its trigrams, and what a holder must hold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sala.search.analysis import END, RUN, STEPS, Analyser, content, grams, term
from sala.search.backends.base import DOCUMENTS, Clause
from sala.search.normalise import fold, normalise
from sala.search.synonyms import Concept, concepts

LONGEST_QUERY = 400
MOST_GRAMS = 28
# After a pair of letters: what may follow them inside a run.
NEXT_LETTERS = (*(chr(code) for code in [*range(0x0E01, 0x0E2F), *range(0x0E30, 0x0E3B)]),
                *(chr(code) for code in range(0x0E40, 0x0E46)), END)  # fmt: skip
NEXT_LATIN = (*"abcdefghijklmnopqrstuvwxyz", *"0123456789.,", END)


@dataclass(frozen=True)
class Meant:
    """A concept of the query: the words that spell it there, and its other spellings."""

    words: frozenset[str]
    forms: tuple[str, ...]
    clause: Clause


@dataclass(frozen=True)
class Question:
    """A query taken apart, before anything is known of how common its terms are."""

    text: str
    runs: tuple[str, ...]
    words: tuple[str, ...]
    grams: tuple[str, ...]
    concepts: tuple[Meant, ...] = ()

    @cached_property
    def folded_words(self) -> tuple[str, ...]:
        return tuple(fold(word) for word in self.words)

    def terms(self) -> set[int]:
        """Every term whose document count is needed."""
        found = {term("g:", gram) for gram in self.grams}
        found.update(term("w:", word) for word in self.words)
        for meant in self.concepts:
            found.update(number for terms in meant.clause for number in terms)
        for word in self.words:
            found.update(number for clause in clauses_of(fold(word)) for number in clause)
        return found


def ask(query: str, analyser: Analyser, groups: Iterable[tuple[str, ...]] = ()) -> Question:
    text = " ".join(normalise(query).split())[:LONGEST_QUERY]
    words = content(analyser.words(text))
    folded = fold(text)
    return Question(
        text=text,
        runs=tuple(RUN.findall(text)),
        words=tuple(words),
        grams=tuple(dict.fromkeys(g for g in _in_order(folded) if END not in g))
        or tuple(grams(folded)),
        concepts=tuple(_meant(concept, analyser) for concept in concepts(text, groups)),
    )


def _meant(concept: Concept, analyser: Analyser) -> Meant:
    return Meant(
        words=frozenset(content(analyser.words(concept.found))),
        forms=concept.forms,
        clause=tuple(
            tuple(dict.fromkeys(n for word in content(analyser.words(form)) for n in _inside(word)))
            for form in concept.forms
        ),
    )


def _inside(word: str) -> tuple[int, ...]:
    """Terms that all stand where a word does: trigrams of a Thai word, a Latin word itself."""
    found = () if word.isascii() else clauses_of(fold(word))
    return found[0] if len(found) == 1 else (term("w:", word),)


def _in_order(folded: str) -> list[str]:
    found = []
    for run in RUN.findall(folded):
        ended = run + END
        found += [ended[i : i + 3] for i in range(max(1, len(ended) - 2))]
    return found


def clauses_of(folded: str) -> Clause:
    """What an entry must hold to contain a folded word anywhere inside its runs."""
    if len(folded) >= 3:
        return (tuple(term("g:", folded[i : i + 3]) for i in range(len(folded) - 2)),)
    if len(folded) == 2 and not folded.isdigit():
        letters = NEXT_LATIN if folded.isascii() else NEXT_LETTERS
        return tuple((term("g:", folded + letter),) for letter in letters)
    return ((term("w:", folded),),)


@dataclass(frozen=True)
class Weighed:
    """A question with the document counts a person may know of."""

    question: Question
    counts: Mapping[int, int]

    @property
    def documents(self) -> int:
        return max(1, self.counts.get(DOCUMENTS, 0))

    def df(self, number: int) -> int:
        return self.counts.get(number, 0)

    def idf(self, number: int) -> float:
        df = min(self.df(number), self.documents)
        return math.log(1 + (self.documents - df + 0.5) / (df + 0.5))

    @property
    def budget(self) -> int:
        """How many postings one fetch may open: flat, then growing slowly with the index."""
        return 4000 + self.documents // 60

    def word_weights(self) -> list[tuple[Clause, float]]:
        """Words from the rarest on, until the budget is spent; the rarest always."""
        chosen: list[tuple[Clause, float]] = []
        spent = 0
        for word in sorted(self.question.words, key=lambda word: self.df(term("w:", word))):
            number = term("w:", word)
            df = self.df(number)
            if df == 0:
                continue
            if chosen and spent + df > self.budget:
                break
            spent += df
            idf = self.idf(number)
            chosen.append((((number,),), 0.8 * idf))
            chosen += [(((term(kind, word),),), 0.45 * idf) for _, kind in STEPS]
        return chosen + self._concept_weights()

    def _concept_weights(self) -> list[tuple[Clause, float]]:
        found = []
        for meant in self.question.concepts:
            clause = self._known(meant.clause)
            if clause:
                found.append((clause, sum(self.idf(term("w:", word)) for word in meant.words)))
        return found

    def _known(self, clause: Clause) -> Clause:
        """Alternatives that some visible entry may hold, by their rarest terms."""
        return tuple(
            tuple(sorted(terms, key=self.df)[:6])
            for terms in clause
            if terms and all(self.df(number) for number in terms)
        )

    def gram_weights(self) -> list[tuple[Clause, float]]:
        chosen: list[tuple[Clause, float]] = []
        spent = 0
        numbers = {term("g:", gram) for gram in self.question.grams}
        for number in sorted(numbers, key=lambda number: (self.df(number), number)):
            df = self.df(number)
            if df == 0:
                continue
            if chosen and (spent + df > self.budget or len(chosen) >= MOST_GRAMS):
                break
            spent += df
            chosen.append((((number,),), self.idf(number)))
        return chosen

    def holder_clauses(self) -> list[Clause]:
        """What the holders of every word hold; empty when some word is nowhere."""
        meant = self.question.concepts
        spelled = frozenset().union(*(concept.words for concept in meant)) if meant else frozenset()
        wanted = [concept.clause for concept in meant]
        wanted += [clauses_of(fold(word)) for word in self.question.words if word not in spelled]
        found = [self._known(clause) for clause in wanted]
        return found if all(found) else []


def facets_wanted(filters: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    return {name: [str(value) for value in values] for name, values in filters.items() if values}
