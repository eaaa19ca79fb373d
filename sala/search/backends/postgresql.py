"""PostgreSQL: an array of term numbers per entry under a GIN index.

Not tsvector: its ranking knows no idf, its parser no Thai, and every match would be unpacked.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from sala.search.backends.base import FINE, Backend, Clause, Row, Scope, whole

PARTS = ("index", "count")
LOOKED_UP = 3


class PostgresqlBackend(Backend):
    def rows(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        self.connection.ensure_connection()
        if not getattr(self.connection.connection, "is_jit_off", False):
            # Compiling a query of twenty look-ups costs a hundred times what they do.
            self.run("SET jit = off")
            setattr(self.connection.connection, "is_jit_off", True)
        return super().rows(sql, values)

    def create(self, slot: int) -> None:
        self.run(
            # The arrays lie apart, so that a match reads few pages and unpacks nothing.
            f"CREATE TABLE search_index_{slot} (id bigint PRIMARY KEY, document_id bigint NOT NULL,"
            " audience_id bigint NOT NULL, terms integer[] NOT NULL)"
            " WITH (toast_tuple_target = 128)",
            f"ALTER TABLE search_index_{slot} ALTER COLUMN terms SET STORAGE EXTERNAL",
            # Without statistics the planner takes every term for rare, and never reads the table
            # from end to end.
            f"ALTER TABLE search_index_{slot} ALTER COLUMN terms SET STATISTICS 0",
            f"CREATE TABLE search_count_{slot} (term integer NOT NULL, audience bigint NOT NULL,"
            " df integer NOT NULL, PRIMARY KEY (term, audience))",
        )
        self.finish(slot)

    def drop(self, slot: int) -> None:
        self.run(*(f"DROP TABLE IF EXISTS search_{kind}_{slot}" for kind in PARTS))

    def begin(self, slot: int) -> None:
        self.run(f"DROP INDEX IF EXISTS search_index_{slot}_terms")

    def finish(self, slot: int) -> None:
        table = f"search_index_{slot}"
        self.run(
            f"CREATE INDEX IF NOT EXISTS {table}_terms ON {table} USING gin (terms)"
            " WITH (fastupdate = off)",
            f"ANALYZE {table}",
            f"ANALYZE search_count_{slot}",
            *(f"ANALYZE search_{name}" for name in ("document", "entry", "facet")),
        )

    def put(self, slot: int, rows: Sequence[Row]) -> None:
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO search_index_{slot} (id, document_id, audience_id, terms)"  # noqa: S608
                " VALUES (%s, %s, %s, %s::integer[])",
                [(*row[:3], _literal(row.terms)) for row in rows],
            )

    def take_out(self, slot: int, ids: Sequence[int]) -> dict[int, array[int]]:
        listed = ",".join(str(int(number)) for number in ids)
        gone = self.rows(
            f"DELETE FROM search_index_{slot} WHERE id IN ({listed}) RETURNING id, terms",  # noqa: S608
            [],
        )
        return {number: array("i", terms) for number, terms in gone}

    def count(self, slot: int, rows: Iterable[tuple[int, int, int]]) -> None:
        # One statement instead of a million; in one order, so that two never wait crosswise.
        ordered = sorted(rows)
        if not ordered:
            return
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO search_count_{slot} AS c (term, audience, df)"  # noqa: S608
                " SELECT * FROM unnest(%s::integer[], %s::bigint[], %s::integer[])"
                " ON CONFLICT (term, audience) DO UPDATE SET df = c.df + excluded.df",
                [_literal(column) for column in zip(*ordered, strict=True)],
            )

    def ids(self, slot: int) -> set[int]:
        return {number for (number,) in self.rows(f"SELECT id FROM search_index_{slot}", [])}  # noqa: S608

    def bytes_used(self, slot: int) -> int:
        sql = f"SELECT pg_relation_size('search_index_{slot}_terms')"
        return int(self.rows(sql, [])[0][0])

    def best(
        self, scope: Scope, weights: Sequence[tuple[Clause, float]], limit: int
    ) -> list[tuple[int, float]]:
        """As everywhere, but single terms come as rows: planning a query of forty parts would
        cost more than running it."""
        single = [(clause[0][0], z) for clause, z in weights if _is_single(clause)]
        if not single or not scope.audiences:
            return super().best(scope, weights, limit)
        where, facets = scope.where("i")
        source = "unnest(%s::integer[], %s::integer[]) AS w (term, z)"
        table = f"search_index_{scope.slot} i ON i.terms @> ARRAY[w.term]"
        together = f"SELECT i.id, w.z FROM {source} JOIN {table} WHERE {where}"  # noqa: S608
        parts = [together]
        terms, sums = zip(*single, strict=True)
        values = [_literal(terms), _literal(map(whole, sums)), *facets]
        for clause, z in weights:
            if not _is_single(clause):
                one = f"SELECT i.id FROM search_index_{scope.slot} i WHERE i.terms @> %s::integer[]"  # noqa: S608
                any_of = " UNION ".join([f"{one} AND {where}"] * len(clause))
                parts.append(f"SELECT m.id, {whole(z)} FROM ({any_of}) m")  # noqa: S608
                for terms in clause:
                    values += [_literal(terms), *facets]
        rows = self.rows(
            f"SELECT id, SUM(z) AS z FROM ({' UNION ALL '.join(parts)}) u GROUP BY id"  # noqa: S608
            f" ORDER BY z DESC, id DESC LIMIT {int(limit)}",
            values,
        )
        return [(number, int(z) / FINE) for number, z in rows]

    def matching(self, scope: Scope, clauses: Sequence[Clause]) -> tuple[str, list[Any]]:
        """Each alternative is looked up in the GIN index; an OR would be read from end to end."""
        table, (where, facets) = f"search_index_{scope.slot}", scope.where("i")
        always = [number for clause in clauses if len(clause) == 1 for number in clause[0]]
        source, wanted, values = table, [], []
        if always:
            # The first few find, the others sift: many at once seem dearer than the whole table.
            source = f"(SELECT * FROM {table} WHERE terms @> %s::integer[] OFFSET 0)"  # noqa: S608
            values.append(_literal(always[:LOOKED_UP]))
        if always[LOOKED_UP:]:
            wanted.append("i.terms @> %s::integer[]")
            values.append(_literal(always[LOOKED_UP:]))
        for clause in clauses:
            if len(clause) > 1:
                one = f"SELECT id FROM {table} WHERE terms @> %s::integer[]"  # noqa: S608
                wanted.append(f"i.id IN ({' UNION ALL '.join([one] * len(clause))})")
                values += [_literal(terms) for terms in clause]
        sql = f"SELECT i.id, i.document_id FROM {source} i WHERE {' AND '.join([*wanted, where])}"  # noqa: S608
        return sql, [*values, *facets]

    def among(self, listed: str) -> str:
        return f"= ANY('{{{listed}}}')"

    def sifted(self, scope: Scope, sql: str, values: list[Any]) -> tuple[str, list[Any]]:
        return sql, values  # what matches was visible already


def _is_single(clause: Clause) -> bool:
    return len(clause) == 1 and len(clause[0]) == 1


def _literal(terms: Iterable[int]) -> str:
    return "{" + ",".join(map(str, terms)) + "}"
