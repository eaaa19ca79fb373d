"""What a site has without a search engine of its own: three plain ways to search Thai text."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sala.search.analysis import content, current
from sala.search.normalise import normalise

Row = dict[str, Any]
Search = Callable[[str], list[str]]


def like(database: sqlite3.Connection, passages: list[Row], names: list[str]) -> Search:
    database.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, whole TEXT)")
    rows = [(at, f"{one['title']}\n{one['text']}") for at, one in enumerate(passages)]
    database.executemany("INSERT INTO plain VALUES (?, ?)", rows)

    def search(text: str) -> list[str]:
        words = [f"%{word}%" for word in text.split()]
        where = " AND ".join(["whole LIKE ?"] * len(words))
        found = database.execute(f"SELECT id FROM plain WHERE {where} LIMIT 10", words)  # noqa: S608
        return [names[number] for (number,) in found]

    return search


def trigram_or(database: sqlite3.Connection, passages: list[Row], names: list[str]) -> Search:
    database.execute("CREATE VIRTUAL TABLE tri USING fts5(title, text, tokenize='trigram')")
    rows = [(at, normalise(p["title"]), normalise(p["text"])) for at, p in enumerate(passages)]
    database.executemany("INSERT INTO tri (rowid, title, text) VALUES (?, ?, ?)", rows)

    def search(text: str) -> list[str]:
        parts = normalise(text).split()
        tokens = {part[i : i + 3] for part in parts for i in range(len(part) - 2)}
        return by_bm25(database, "tri", names, tokens)

    return search


def bm25_newmm(database: sqlite3.Connection, passages: list[Row], names: list[str]) -> Search:
    words = current().words
    database.execute(
        "CREATE VIRTUAL TABLE seg USING fts5(title, text, content='', tokenize='ascii')"
    )
    rows = [
        (at, " ".join(words(normalise(p["title"]))), " ".join(words(normalise(p["text"]))))
        for at, p in enumerate(passages)
    ]
    database.executemany("INSERT INTO seg (rowid, title, text) VALUES (?, ?, ?)", rows)
    return lambda text: by_bm25(database, "seg", names, set(content(words(normalise(text)))))


def by_bm25(
    database: sqlite3.Connection, table: str, names: list[str], tokens: set[str]
) -> list[str]:
    if not tokens:
        return []
    wanted = " OR ".join('"' + token.replace('"', '""') + '"' for token in sorted(tokens))
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY bm25({table}) LIMIT 10"  # noqa: S608
    return [names[number] for (number,) in database.execute(sql, [wanted])]


REFERENCES = {"like": like, "fts5_trigram_or": trigram_or, "bm25_newmm": bm25_newmm}
