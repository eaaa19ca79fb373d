"""Searching: candidates by words and by trigrams, one order, and only what the asker may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import cached_property

from sala.search.analysis import Analyser, joined, term
from sala.search.backends import backend
from sala.search.backends.base import Clause, Scope
from sala.search.corrections import corrected
from sala.search.holding import held_back
from sala.search.models import Document, Entry, MissedQuery
from sala.search.normalise import fold, normalise
from sala.search.plan import Question, Weighed, ask, facets_wanted
from sala.search.ranking import Candidate, Ranker, Scored
from sala.search.results import FacetValue, Hit, Results
from sala.search.snippets import highlighted, snippet
from sala.search.state import answering
from sala.search.synonyms import groups

PAGE_SIZE = 10
LEAST_RANKED, MOST_RANKED = 26, 60  # candidates whose text is read
COMPARED = 1300  # candidates times trigrams: of a sentence fewer suffice
GRAM_SHARE = 0.5  # of a trigram against a word, before any text is read
MOST_HOLDERS = 3000
LEAST_GRAMS, NEAR_GRAMS = 0.1, 0.6  # shares of the query's trigrams: less is chance, is not meant
ALIKE = 0.4  # share of the trigrams of a title that another title must hold
LEAST_SHARE = 0.25  # of the best score: what scores less and lacks a word is not a hit


Ranked = list[Scored]


@dataclass
class Search:
    """One question to one slot by one person."""

    question: Question
    scope: Scope
    analyser: Analyser
    groups: Sequence[tuple[str, ...]] = ()
    did_you_mean: str = ""

    @cached_property
    def weighed(self) -> Weighed:
        return Weighed(self.question, backend().counts(self.scope, self.question.terms()))

    def ranked(self) -> Ranked:
        """The candidates, the best first; a likely slip is set right before they are ranked."""
        found = _candidates(self._fetched())
        texts = [f"{one.title}\n{one.text}" for one in found]
        self.did_you_mean = corrected(self.question.text, self.question.runs, texts)
        ranker = Ranker(self.meant.weighed)
        return _ordered(map(ranker.score, found))

    @cached_property
    def meant(self) -> Search:
        """The same search for what was meant, once that is known; else itself."""
        if not self.did_you_mean:
            return self
        question = ask(self.did_you_mean, self.analyser, self.groups)
        return Search(question, self.scope, self.analyser, self.groups)

    def _fetched(self) -> list[int]:
        """The best by words and trigrams together, by what the index alone knows."""
        grams = [(clause, GRAM_SHARE * z) for clause, z in self.weighed.gram_weights()]
        weights = [*self.weighed.word_weights(), *grams]
        most = COMPARED // max(1, len(self.question.grams))
        most = max(LEAST_RANKED, min(MOST_RANKED, most))
        return [number for number, _ in backend().best(self.scope, weights, most)]

    def found(self) -> Findings:
        """Documents in order: those ranked, then the rest of those that hold every word."""
        ranked = self.ranked()
        clauses = self.meant.weighed.holder_clauses()
        holders = backend().holders(self.scope, clauses, MOST_HOLDERS)
        least = LEAST_SHARE * ranked[0].score if ranked else 0.0
        first = [
            row.one
            for row in ranked
            if row.one.id in holders or (row.score >= least and row.share >= LEAST_GRAMS)
        ]
        shown = {one.id for one in first}
        rest = [number for number in holders if number not in shown]
        found = [one.document for one in first] + [holders[number] for number in rest]
        is_missed = not holders and all(row.share < NEAR_GRAMS for row in ranked)
        read = {row.one.document: row.one for row in ranked}
        return Findings(_once_per_thing(found), len(holders), is_missed, read)


class Findings(NamedTuple):
    """Documents in order, how many hold every word, whether none is what was meant, and what was
    read of the best."""

    documents: list[int]
    holder_count: int
    is_missed: bool
    read: Mapping[int, Candidate]


@dataclass(frozen=True)
class Wish:
    """What is asked beside the words: facets, days, order and page."""

    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None
    sort: str = "relevance"  # or date
    page: int = 1
    page_size: int = PAGE_SIZE


def search(query: str, *, keys: Iterable[str], **wish: Any) -> Results:
    """What the holder of `keys` may see and asked for; `wish` as in `Wish`.

    Nothing in the answer, its order included, depends on a document that is hidden from `keys`.
    """
    return _search(query, set(keys), Wish(**wish))


def _search(query: str, keys: set[str], wish: Wish) -> Results:
    asked = _ask(query, keys, wish)
    if not asked.question.words:
        return Results(query=query)
    documents, holder_count, is_missed, read = asked.found()
    facets = _facets(asked, documents, wish)
    if wish.sort == "date":
        documents = _newest_first(documents)
    page_count = -(-len(documents) // wish.page_size)
    page = max(1, min(wish.page, page_count))
    shown = documents[(page - 1) * wish.page_size : page * wish.page_size]
    return Results(
        query=query,
        hits=_hits(asked, shown, read),
        total=len(documents),
        is_capped=holder_count >= MOST_HOLDERS,
        is_missed=is_missed,
        page=page,
        page_count=page_count,
        facets=facets,
        did_you_mean=asked.did_you_mean,
        meant=[form for meant in asked.question.concepts for form in meant.forms],
    )


def alike(text: str, *, keys: Iterable[str], types: Sequence[str], limit: int = 5) -> list[Hit]:
    """What says much the same, in its title above all; nothing where nothing is near enough."""
    asked = _ask(text, set(keys), Wish(filters={"type": types}))
    if not asked.question.words:
        return []
    ranker, ranked = Ranker(asked.weighed), asked.ranked()
    near = [
        row.one.document
        for row in ranked
        if row.share >= NEAR_GRAMS or ranker.share_in(row.one.title) >= ALIKE
    ]
    read = {row.one.document: row.one for row in ranked}
    return _hits(asked, _once_per_thing(near)[:limit], read)


def suggest(prefix: str, *, keys: Iterable[str], limit: int = 8) -> list[str]:
    """Visible titles that hold what has been typed so far, those that begin with it first."""
    slot, _ = answering()
    scope = _scope(set(keys), Wish(), slot)
    typed = " ".join(fold(normalise(prefix)).split())
    clauses = _title_clauses(typed)
    ids = backend().holders(scope, clauses, 300)
    rows = Entry.objects.filter(pk__in=ids).values_list("title", "document__title")
    fitting = {
        title: (not fold(compared).startswith(typed), len(title), title)
        for compared, title in rows
        if typed in fold(compared)
    }
    return sorted(fitting, key=fitting.__getitem__)[:limit]


def missed_queries(agencies: Sequence[str] = ("",), limit: int = 50) -> list[MissedQuery]:
    """Searches of agencies, or of visitors (""), that found nothing, the most asked first."""
    return list(MissedQuery.objects.filter(agency__in=agencies)[:limit])


def _ask(query: str, keys: set[str], wish: Wish) -> Search:
    slot, analyser = answering()
    known = groups(keys)
    question = ask(query, analyser, known)
    return Search(question, _scope(keys, wish, slot), analyser, known)


def _scope(keys: set[str], wish: Wish, slot: int) -> Scope:
    held = backend().audiences(sorted(keys))
    return Scope(
        slot,
        tuple(sorted(held)),
        facets_wanted(wish.filters),
        tuple(held_back()),
        wish.since,
        wish.until,
    )


def _once_per_thing(documents: Sequence[int]) -> list[int]:
    """Of a thing that lies here in parts, the best part alone."""
    many = {(label, one) for label, one in backend().in_parts(documents)}
    if not many:
        return list(documents)
    rows = Document.objects.filter(pk__in=documents)
    named = dict.fromkeys(documents)
    wanted = rows.filter(object_id__in={number for _, number in many})
    things = {pk: (label, one) for pk, label, one in wanted.values_list("pk", "label", "object_id")}
    seen: set[tuple[str, str]] = set()
    found = []
    for number in named:
        thing = things.get(number)
        if thing in seen:
            continue
        if thing in many:
            seen.add(thing)
        found.append(number)
    return found


def _candidates(ids: Sequence[int]) -> list[Candidate]:
    """In the order in which they were fetched, the best first."""
    found = {
        number: Candidate(number, document, title, joined(cut), cut)
        for number, document, title, cut in backend().texts(ids)
    }
    return [found[number] for number in ids if number in found]


def _ordered(found: Iterable[Scored]) -> Ranked:
    return sorted(found, key=lambda row: (-row.score, -row.one.document))


def _newest_first(documents: Sequence[int]) -> list[int]:
    rows = Document.objects.filter(pk__in=documents).values_list("pk", "happened_at")
    dates = {number: at.timestamp() if at else float("-inf") for number, at in rows}
    return sorted(documents, key=lambda number: (-dates[number], -number))


def _hits(asked: Search, documents: Sequence[int], read: Mapping[int, Candidate]) -> list[Hit]:
    columns = ("pk", "label", "object_id", "type", "url", "lang", "happened_at", "title", "text")
    found = Document.objects.filter(pk__in=documents).values_list(*columns, named=True)
    rows = {row.pk: row for row in found}
    asked = asked.meant
    weighed, question = asked.weighed, asked.question
    wanted = [(word, weighed.idf(term("w:", word))) for word in question.words]
    wanted += [(form, 5.0) for meant in question.concepts for form in meant.forms]
    words = [word for word, _ in wanted]
    nothing = Candidate(0, 0, "", "", "")
    facets: dict[int, dict[str, list[str]]] = {}
    for number, name, value in backend().facets(documents):
        facets.setdefault(number, {}).setdefault(name, []).append(value)
    return [
        Hit(
            label=row.label,
            object_id=row.object_id,
            type=row.type,
            url=row.url,
            lang=row.lang,
            happened_at=row.happened_at,
            title=highlighted(row.title, words, read.get(row.pk, nothing).title),
            snippet=snippet(row.text, wanted, asked.analyser, read.get(row.pk, nothing).text),
            facets=facets.get(row.pk, {}),
        )
        for row in (rows[number] for number in documents)
    ]


def _facets(asked: Search, documents: Sequence[int], wish: Wish) -> dict[str, list[FacetValue]]:
    """Values with their counts. Of a facet that is chosen from, what each value would find."""
    chosen = {(name, str(value)) for name, values in wish.filters.items() for value in values}
    counted = _counted(documents)
    for name in {name for name, _ in chosen}:
        others = {one: values for one, values in asked.scope.filters.items() if one != name}
        wider = replace(asked, scope=replace(asked.scope, filters=others))
        counted[name] = _counted(wider.found().documents).get(name, [])
    return {
        name: [FacetValue(value, count, (name, value) in chosen) for value, count in pairs]
        for name, pairs in sorted(counted.items())
    }


def _counted(documents: Sequence[int]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for name, value, count in backend().facet_counts(documents):
        found.setdefault(name, []).append((value, count))
    for pairs in found.values():
        pairs.sort(key=lambda pair: (-pair[1], pair[0]))
    return found


def _title_clauses(typed: str) -> list[Clause]:
    letters = [typed_run for typed_run in typed.split() if len(typed_run) > 1]
    clauses: list[Clause] = []
    for run in letters:
        size = min(3, len(run))
        terms = [term("t:", run[i : i + size]) for i in range(len(run) - size + 1)]
        clauses.append((tuple(dict.fromkeys(terms)),))
    return clauses
