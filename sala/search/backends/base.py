"""What both databases do alike: rank by summed weights, and collect what holds every term."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# A clause is held when one of its alternatives is; an alternative when all its terms are.
Clause = tuple[tuple[int, ...], ...]
DOCUMENTS = 0  # the term that every document has: its count is their number


@dataclass(frozen=True)
class Scope:
    """Where to look: one slot, the audiences a person may see, the facets chosen."""

    slot: int
    audiences: tuple[int, ...]
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def where(self) -> tuple[str, list[Any]]:
        """Conditions on `e` (search_entry): who may see it comes first and always."""
        if not self.audiences:
            return "1 = 0", []
        ids = ",".join(str(int(number)) for number in self.audiences)
        sql, values = f"e.slot = {int(self.slot)} AND e.audience_id IN ({ids})", []
        for name, chosen in self.filters.items():
            marks = ",".join(["%s"] * len(chosen))
            sql += (
                " AND EXISTS (SELECT 1 FROM search_facet f WHERE f.document_id = e.document_id"  # noqa: S608
                f" AND f.name = %s AND f.value IN ({marks}))"
            )
            values += [name, *chosen]
        return sql, values


class Backend:
    """One index of terms per slot. Subclasses say how a term is matched, stored and dropped."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    # What each dialect answers for itself.

    def create(self, slot: int) -> None:
        raise NotImplementedError

    def drop(self, slot: int) -> None:
        raise NotImplementedError

    def finish(self, slot: int) -> None:
        """After a bulk load."""
        raise NotImplementedError

    def put(self, slot: int, rows: Iterable[tuple[int, Sequence[int]]]) -> None:
        """Index entries by id with their terms; the ids are not in the index yet."""
        raise NotImplementedError

    def take_out(self, slot: int, ids: Sequence[int]) -> dict[int, array[int]]:
        """Remove entries and return the terms each was indexed under."""
        raise NotImplementedError

    def ids(self, slot: int) -> set[int]:
        raise NotImplementedError

    def bytes_used(self, slot: int) -> int:
        raise NotImplementedError

    def matching(self, slot: int, clauses: Sequence[Clause]) -> tuple[str, list[Any]]:
        """SQL that selects `id` of the entries holding every clause."""
        raise NotImplementedError

    # What is the same everywhere.

    def clear(self, slot: int) -> None:
        self.drop(slot)
        self.create(slot)

    def best(
        self, scope: Scope, weights: Sequence[tuple[Clause, float]], limit: int
    ) -> list[tuple[int, float]]:
        """The visible entries with the highest sum of the weights they hold."""
        if not weights or not scope.audiences:
            return []
        parts, values = [], []
        for clause, weight in weights:
            sql, found = self.matching(scope.slot, [clause])
            parts.append(f"SELECT m.id, {weight:.4f} AS z FROM ({sql}) m")  # noqa: S608
            values += found
        where, more = scope.where()
        union = " UNION ALL ".join(parts)
        sql = (
            f"SELECT x.id, x.z FROM (SELECT id, SUM(z) AS z FROM ({union}) u"  # noqa: S608
            f" GROUP BY id) x CROSS JOIN search_entry e WHERE e.id = x.id AND {where}"
            f" ORDER BY x.z DESC, e.document_id DESC LIMIT {int(limit)}"
        )
        return [(number, float(z)) for number, z in self.rows(sql, [*values, *more])]

    def holders(self, scope: Scope, clauses: Sequence[Clause], limit: int) -> list[int]:
        """Visible entries that hold every clause, the newest documents first."""
        if not clauses or not scope.audiences:
            return []
        matching, values = self.matching(scope.slot, clauses)
        where, more = scope.where()
        # CROSS JOIN keeps SQLite from asking the index once per entry.
        sql = (
            f"SELECT e.id FROM ({matching}) m CROSS JOIN search_entry e"  # noqa: S608
            f" WHERE e.id = m.id AND {where} ORDER BY e.document_id DESC LIMIT {int(limit)}"
        )
        return [number for (number,) in self.rows(sql, [*values, *more])]

    def count(self, slot: int, rows: Iterable[tuple[int, int, int]]) -> None:
        """Add (term, audience, difference) to the statistics, in one order everywhere."""
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO search_count_{int(slot)} AS c (term, audience, df)"  # noqa: S608
                " VALUES (%s, %s, %s)"
                " ON CONFLICT (term, audience) DO UPDATE SET df = c.df + excluded.df",
                sorted(rows),
            )

    def counts(self, scope: Scope, terms: Iterable[int]) -> dict[int, int]:
        """How many documents of the visible audiences hold each term."""
        wanted = ",".join(str(int(number)) for number in {DOCUMENTS, *terms})
        if not scope.audiences:
            return {}
        audiences = ",".join(str(int(number)) for number in scope.audiences)
        sql = (
            f"SELECT term, SUM(df) FROM search_count_{int(scope.slot)}"  # noqa: S608
            f" WHERE term IN ({wanted}) AND audience IN ({audiences}) GROUP BY term"
        )
        return {number: int(df) for number, df in self.rows(sql, [])}

    def rows(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            return list(cursor.fetchall())

    def run(self, *statements: str) -> None:
        with self.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
