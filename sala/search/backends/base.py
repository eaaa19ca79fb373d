"""What both databases do alike: rank by summed weights, and collect what holds every term."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# A clause is held when one of its alternatives is; an alternative when all its terms are.
Clause = tuple[tuple[int, ...], ...]
FINE = 1000  # weights are added as whole numbers, so that both databases agree to the last
DOCUMENTS = 0  # the term that every document has: its count is their number


@dataclass(frozen=True)
class Scope:
    """Where to look: one slot, the audiences a person may see, the facets chosen, and what is
    held back because it changed and is not indexed anew yet."""

    slot: int
    audiences: tuple[int, ...]
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    without: tuple[int, ...] = ()
    since: datetime | None = None
    until: datetime | None = None

    def where(self, entry: str) -> tuple[str, list[Any]]:
        """Conditions on an entry's `audience_id` and `document_id`: who may see it comes first."""
        ids = ",".join(str(int(number)) for number in self.audiences) or "NULL"
        sql = f"{entry}.audience_id IN ({ids})"
        values: list[Any] = []
        for name, chosen in self.filters.items():
            marks = ",".join(["%s"] * len(chosen))
            sql += (
                f" AND EXISTS (SELECT 1 FROM search_facet f WHERE f.document_id = {entry}.document_id"  # noqa: S608, E501
                f" AND f.name = %s AND f.value IN ({marks}))"
            )
            values += [name, *chosen]
        for sign, moment in ((">=", self.since), ("<", self.until)):
            if moment is not None:
                sql += (
                    f" AND EXISTS (SELECT 1 FROM search_document d WHERE d.id = {entry}.document_id"  # noqa: S608
                    f" AND d.happened_at {sign} %s)"
                )
                values.append(moment)
        if self.without:
            held = ",".join(str(int(number)) for number in self.without)
            sql += f" AND {entry}.document_id NOT IN ({held})"
        return sql, values


def whole(weight: float) -> int:
    return round(weight * FINE)


class Row(NamedTuple):
    """An entry as the index takes it in."""

    id: int
    document_id: int
    audience_id: int
    terms: Sequence[int]


class Backend:
    """One index of terms per slot. Subclasses say how a term is matched, stored and dropped."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    # What each dialect answers for itself.

    def create(self, slot: int) -> None:
        raise NotImplementedError

    def drop(self, slot: int) -> None:
        raise NotImplementedError

    def begin(self, slot: int) -> None:
        """Before a bulk load: until `finish` the slot need not answer."""

    def finish(self, slot: int) -> None:
        """After a bulk load."""
        raise NotImplementedError

    def put(self, slot: int, rows: Sequence[Row]) -> None:
        """Index entries that are not in the index yet."""
        raise NotImplementedError

    def take_out(self, slot: int, ids: Sequence[int]) -> dict[int, array[int]]:
        """Remove entries and return the terms each was indexed under."""
        raise NotImplementedError

    def ids(self, slot: int) -> set[int]:
        raise NotImplementedError

    def bytes_used(self, slot: int) -> int:
        raise NotImplementedError

    def matching(self, scope: Scope, clauses: Sequence[Clause]) -> tuple[str, list[Any]]:
        """SQL that selects `id` of entries holding every clause, and `document_id` where it lies
        there; visible, or not yet sifted."""
        raise NotImplementedError

    def sifted(self, scope: Scope, sql: str, values: list[Any]) -> tuple[str, list[Any]]:
        """SQL that keeps the visible of the rows (`id` first) that other SQL selects."""
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
            sql, found = self.matching(scope, [clause])
            parts.append(f"SELECT m.id, {whole(weight)} AS z FROM ({sql}) m")  # noqa: S608
            values += found
        union = " UNION ALL ".join(parts)
        sums = f"SELECT id, SUM(z) AS z FROM ({union}) u GROUP BY id"  # noqa: S608
        sql, values = self.sifted(scope, sums, values)
        found_rows = self.rows(f"{sql} ORDER BY z DESC, id DESC LIMIT {int(limit)}", values)
        return [(row[0], int(row[1]) / FINE) for row in found_rows]

    def holders(self, scope: Scope, clauses: Sequence[Clause], limit: int) -> dict[int, int]:
        """Visible entries that hold every clause with their documents, the last indexed first."""
        if not clauses or not scope.audiences:
            return {}
        sql, values = self.sifted(scope, *self.matching(scope, clauses))
        return dict(self.rows(f"{sql} ORDER BY id DESC LIMIT {int(limit)}", values))

    # Reads of many rows that the model layer would only make slower.

    def answering(self) -> tuple[int, str] | None:
        """The slot that answers and the label of its analyser."""
        rows = self.rows("SELECT active, analyser FROM search_indexstate WHERE id = 1", [])
        return rows[0] if rows else None

    def waiting(self) -> set[str]:
        """Labels of things that changed and are not indexed anew yet."""
        rows = self.rows("SELECT DISTINCT label FROM search_waiting", [])
        return {label for (label,) in rows}

    def synonyms(self, agencies: Sequence[str]) -> list[tuple[Any, ...]]:
        """Groups of agencies: id, which other it replaces, whether it holds, its words as JSON."""
        marks = ",".join(["%s"] * len(agencies))
        columns = "id, replaces_id, is_active, words"
        sql = f"SELECT {columns} FROM search_synonymgroup WHERE agency IN ({marks})"  # noqa: S608
        return self.rows(f"{sql} ORDER BY agency, id", agencies)

    def audiences(self, keys: Sequence[str]) -> set[int]:
        """The audiences that hold one of the keys."""
        marks = ",".join(["%s"] * len(keys))
        sql = f"SELECT audience_id FROM search_audiencekey WHERE key IN ({marks})"  # noqa: S608
        return {number for (number,) in self.rows(sql, keys)} if keys else set()

    def texts(self, entries: Iterable[int]) -> list[tuple[Any, ...]]:
        return self._of("search_entry", "id, document_id, title, text", "id", entries)

    def in_parts(self, documents: Iterable[int]) -> list[tuple[Any, ...]]:
        """Label and id of things of which a later part is among the documents."""
        return self._of("search_document", "label, object_id", "part > 0 AND id", documents)

    def facets(self, documents: Iterable[int]) -> list[tuple[Any, ...]]:
        return self._of("search_facet", "document_id, name, value", "document_id", documents)

    def facet_counts(self, documents: Iterable[int]) -> list[tuple[Any, ...]]:
        grouped = "GROUP BY name, value"
        return self._of("search_facet", "name, value, COUNT(*)", "document_id", documents, grouped)

    def _of(
        self, table: str, columns: str, where: str, ids: Iterable[int], more: str = ""
    ) -> list[tuple[Any, ...]]:
        listed = ",".join(str(int(number)) for number in ids)
        if not listed:
            return []
        sql = f"SELECT {columns} FROM {table} WHERE {where} {self.among(listed)} {more}"  # noqa: S608
        return self.rows(sql, [])

    def among(self, listed: str) -> str:
        """A condition on numbers that are listed with commas."""
        return f"IN ({listed})"

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
            f" WHERE term {self.among(wanted)} AND audience {self.among(audiences)} GROUP BY term"
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
