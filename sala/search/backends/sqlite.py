"""SQLite: a contentless FTS5 table of term numbers in hexadecimal.

FTS5 neither cuts nor ranks here. Its bm25() would count hidden documents and its tokenizers
know no Thai; what remains is a compact inverted index.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from sala.search.backends.base import Backend, Clause, Row, Scope

MASK = 0xFFFFFFFF


def token(term: int) -> str:
    return f"{term & MASK:x}"


def tokens(terms: Iterable[int]) -> str:
    return " ".join([f"{term & MASK:x}" for term in terms])


class SqliteBackend(Backend):
    def create(self, slot: int) -> None:
        self.run(
            f"CREATE VIRTUAL TABLE search_index_{slot} USING fts5"
            "(terms, content='', tokenize='ascii', detail=none, columnsize=0)",
            f"CREATE TABLE search_terms_{slot} (id INTEGER PRIMARY KEY, terms BLOB NOT NULL)",
            f"CREATE TABLE search_count_{slot} (term INTEGER NOT NULL, audience INTEGER NOT NULL,"
            " df INTEGER NOT NULL, PRIMARY KEY (term, audience)) WITHOUT ROWID",
            self.seen(slot),
        )

    def seen(self, slot: int) -> str:
        """Who may see which entry, in few pages: beside a text each would have its own."""
        columns = (
            "id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL, audience_id INTEGER NOT NULL"
        )
        return f"CREATE TABLE IF NOT EXISTS search_seen_{slot} ({columns})"

    def drop(self, slot: int) -> None:
        self.run(*(f"DROP TABLE IF EXISTS search_{kind}_{slot}" for kind in PARTS))

    def finish(self, slot: int) -> None:
        table = f"search_index_{slot}"
        self.run(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608

    def put(self, slot: int, rows: Sequence[Row]) -> None:
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO search_terms_{slot} (id, terms) VALUES (%s, %s)",  # noqa: S608
                [(row.id, array("i", row.terms).tobytes()) for row in rows],
            )
            cursor.executemany(
                f"INSERT INTO search_seen_{slot} (id, document_id, audience_id)"  # noqa: S608
                " VALUES (%s, %s, %s)",
                [row[:3] for row in rows],
            )
            cursor.executemany(
                f"INSERT INTO search_index_{slot} (rowid, terms) VALUES (%s, %s)",  # noqa: S608
                [(row.id, tokens(row.terms)) for row in rows],
            )

    def take_out(self, slot: int, ids: Sequence[int]) -> dict[int, array[int]]:
        listed = ",".join(str(int(number)) for number in ids)
        found = {}
        for number, blob in self.rows(
            f"SELECT id, terms FROM search_terms_{slot} WHERE id IN ({listed})",  # noqa: S608
            [],
        ):
            found[number] = array("i")
            found[number].frombytes(blob)
        with self.connection.cursor() as cursor:
            # A contentless table forgets a row only when told exactly what stood in it.
            cursor.executemany(
                f"INSERT INTO search_index_{slot} (search_index_{slot}, rowid, terms)"  # noqa: S608
                " VALUES ('delete', %s, %s)",
                [(number, tokens(terms)) for number, terms in found.items()],
            )
        for kind in ("terms", "seen"):
            self.run(f"DELETE FROM search_{kind}_{slot} WHERE id IN ({listed})")  # noqa: S608
        return found

    def ids(self, slot: int) -> set[int]:
        return {number for (number,) in self.rows(f"SELECT id FROM search_terms_{slot}", [])}  # noqa: S608

    def bytes_used(self, slot: int) -> int:
        sql = f"SELECT SUM(LENGTH(block)) FROM search_index_{slot}_data"  # noqa: S608
        return int(self.rows(sql, [])[0][0] or 0)

    def matching(self, scope: Scope, clauses: Sequence[Clause]) -> tuple[str, list[Any]]:
        wanted = " AND ".join(
            "(" + " OR ".join(f"({' AND '.join(map(_quoted, terms))})" for terms in clause) + ")"
            for clause in clauses
        )
        table = f"search_index_{scope.slot}"
        return f"SELECT rowid AS id FROM {table} WHERE {table} MATCH %s", [wanted]  # noqa: S608

    def sifted(self, scope: Scope, sql: str, values: list[Any]) -> tuple[str, list[Any]]:
        where, more = scope.where("e")
        # CROSS JOIN keeps the order: or else the index is asked once for each entry.
        sql = (
            f"SELECT x.*, e.document_id FROM ({sql}) x"  # noqa: S608
            f" CROSS JOIN search_seen_{scope.slot} e ON e.id = x.id WHERE {where}"
        )
        return sql, [*values, *more]


PARTS = ("index", "terms", "count", "seen")


def _quoted(term: int) -> str:
    return f'"{term & MASK:x}"'
