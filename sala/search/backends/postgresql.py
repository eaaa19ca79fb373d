"""PostgreSQL: an array of term numbers per entry under a GIN index.

Not tsvector: its ranking knows no idf, its parser no Thai, and every match would be unpacked.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from sala.search.backends.base import Backend, Clause

PARTS = ("index", "count")


class PostgresqlBackend(Backend):
    def create(self, slot: int) -> None:
        self.run(
            f"CREATE TABLE search_index_{slot} (id bigint PRIMARY KEY, terms integer[] NOT NULL)",
            # Without statistics the planner takes every term for rare, and never reads the table
            # from end to end, unpacking each array.
            f"ALTER TABLE search_index_{slot} ALTER COLUMN terms SET STATISTICS 0",
            f"CREATE INDEX search_index_{slot}_terms ON search_index_{slot} USING gin (terms)"
            " WITH (fastupdate = off)",
            f"CREATE TABLE search_count_{slot} (term integer NOT NULL, audience bigint NOT NULL,"
            " df integer NOT NULL, PRIMARY KEY (term, audience))",
        )

    def drop(self, slot: int) -> None:
        self.run(*(f"DROP TABLE IF EXISTS search_{kind}_{slot}" for kind in PARTS))

    def finish(self, slot: int) -> None:
        self.run(f"ANALYZE search_index_{slot}", f"ANALYZE search_count_{slot}")

    def put(self, slot: int, rows: Iterable[tuple[int, Sequence[int]]]) -> None:
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO search_index_{slot} (id, terms) VALUES (%s, %s::integer[])",  # noqa: S608
                [(number, _literal(terms)) for number, terms in rows],
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

    def matching(self, slot: int, clauses: Sequence[Clause]) -> tuple[str, list[Any]]:
        wanted, values = [], []
        for clause in clauses:
            if all(len(terms) == 1 for terms in clause) and len(clause) > 1:
                wanted.append("terms && %s::integer[]")
                values.append(_literal([terms[0] for terms in clause]))
                continue
            wanted.append("(" + " OR ".join(["terms @> %s::integer[]"] * len(clause)) + ")")
            values += [_literal(terms) for terms in clause]
        return f"SELECT id FROM search_index_{slot} WHERE {' AND '.join(wanted)}", values  # noqa: S608


def _literal(terms: Iterable[int]) -> str:
    return "{" + ",".join(map(str, terms)) + "}"
