"""What a query asks for: its words with their weight, its trigrams, and what a holder must hold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sala.search.analysis import RUN, STEPS, Analyser, content, grams, term
from sala.search.backends.base import DOCUMENTS, Clause
from sala.search.normalise import fold, normalise
from sala.search.stopwords import ASKING, STOP_WORDS
from sala.search.synonyms import Concept, concepts

LONGEST_QUERY = 400
MOST_GRAMS, FEW = 24, 40
MOST_WORDS = 8  # of a query whose holders are counted


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
    core: str  # folded; of a question without its function words
    asks: bool  # in words that no answer repeats
    grams: tuple[str, ...]
    concepts: tuple[Meant, ...] = ()

    def terms(self) -> set[int]:
        """Every term whose document count is needed."""
        found = {term("g:", gram) for gram in self.grams}
        for word in self.words:
            found.add(term("w:", word))
            found.update(parts_of(word))
        for meant in self.concepts:
            found.update(number for terms in meant.clause for number in terms)
        return found


def ask(query: str, analyser: Analyser, groups: Iterable[tuple[str, ...]] = ()) -> Question:
    text = " ".join(normalise(query).split())[:LONGEST_QUERY]
    words = list(analyser.words(text))
    core = fold(_core(text, words))
    return Question(
        text=text,
        runs=tuple(RUN.findall(text)),
        words=tuple(content(words)),
        core=core,
        asks=not ASKING.isdisjoint(words),
        grams=tuple(grams(core)),
        concepts=tuple(
            meant
            for meant in (_meant(concept, analyser) for concept in concepts(text, groups))
            if any(meant.clause)  # signs alone hold no word that could be looked up
        ),
    )


def _core(text: str, words: Sequence[str]) -> str:
    """What the trigrams are made of: of a question what it asks about, else the whole text."""
    if ASKING.isdisjoint(words):
        return text
    parts, at = [], 0
    for word in words:
        place = text.find(word, at)
        parts += [text[at:place], " " if word in STOP_WORDS else word]
        at = place + len(word)
    core = "".join([*parts, text[at:]])
    return core if grams(core) else text


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
    """Parts of a Thai word; a Latin word itself, for CoP is not the beginning of copy."""
    return (term("w:", word),) if word.isascii() else parts_of(word)


def parts_of(word: str) -> tuple[int, ...]:
    """Terms that stand together wherever a word stands, inside a longer run too."""
    folded = fold(word)
    if len(folded) >= 3:
        return tuple(term("g:", gram) for gram in grams(folded))
    if len(folded) == 2 and not folded.isdigit():
        return (term("b:", folded),)
    return (term("w:", word),)


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
        """How many postings one fetch may open: flat, then growing slowly with the index. The many
        words of a sentence need fewer of each."""
        flat = 3000 if len(self.question.words) > MOST_WORDS else 4000
        return flat + self.documents // 60

    def word_weights(self) -> list[tuple[Clause, float]]:
        """Words from the rarest on, until the budget is spent; the rarest always."""
        chosen: list[tuple[Clause, float]] = []
        spent = 0
        for word in sorted(self.question.words, key=lambda word: self.df(term("w:", word))):
            number = term("w:", word)
            df = self.df(number)
            if spent and spent + df > self.budget:
                break
            spent += df
            idf = self.idf(number)
            chosen.append((((number,),), (0.8 if df > FEW else 1.25) * idf))
            if df > FEW:  # fewer all become candidates, however strongly they speak of it
                chosen += [(((term(kind, word),),), 0.45 * idf) for _, kind in STEPS]
        return chosen + self._concept_weights()

    def _concept_weights(self) -> list[tuple[Clause, float]]:
        return [
            (self._rarest(meant.clause), sum(self.idf(term("w:", word)) for word in meant.words))
            for meant in self.question.concepts
        ]

    def _rarest(self, clause: Clause) -> Clause:
        """Each alternative by its rarest terms: they bring the others with them."""
        return tuple(tuple(sorted(terms, key=self.df)[:6]) for terms in clause if terms)

    def gram_weights(self) -> list[tuple[Clause, float]]:
        numbers = sorted({term("g:", gram) for gram in self.question.grams})
        # What is not counted yet may be new: it is looked up beside the rest.
        chosen = [number for number in numbers if not self.df(number)][:MOST_GRAMS]
        known = sorted(filter(self.df, numbers), key=self.df)[:MOST_GRAMS]
        spent = 0
        for number in known:
            spent += self.df(number)
            if spent > self.budget and number != known[0]:
                break
            chosen.append(number)
        return [(((number,),), self.idf(number)) for number in chosen]

    def holder_clauses(self) -> list[Clause]:
        """What the holders of every word hold."""
        if len(self.question.words) > MOST_WORDS:
            return []  # a sentence: its words are ranked, nothing holds them all
        meant = self.question.concepts
        spelled = frozenset().union(*(concept.words for concept in meant)) if meant else frozenset()
        plain = {n for word in self.question.words if word not in spelled for n in parts_of(word)}
        every = [(tuple(sorted(plain, key=lambda number: (self.df(number), number))),)]
        return [*(every if plain else []), *(self._rarest(concept.clause) for concept in meant)]


def facets_wanted(filters: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    return {name: [str(value) for value in values] for name, values in filters.items() if values}
