"""How well and how fast Thai text is found, beside three plain ways of searching it.

    .venv/bin/python benchmarks/search.py --data DIR [--database-url URL] [--scale N]

DIR holds passages.jsonl.gz (id, title, text, src) and queries.jsonl.gz (id, kind, src, text, rel).
It runs on databases of its own. Times are CPU milliseconds of this thread, and of the database's
own process where that runs on this machine. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Django is set up by each part for its own database: what stands on it is imported after.
# ruff: noqa: PLC0415

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.search_references import REFERENCES  # noqa: E402 -- run without installing

KINDS = ["question", "headline", "kw", "kw_ns", "kw_tone", "kw_typo", "kw_enc", "kw_prefix"]
Row, Search = dict[str, Any], Callable[[str], list[str]]


def main() -> None:
    options = arguments()
    if options.part:
        print(json.dumps(PARTS[options.part](options), ensure_ascii=False))
        return
    results: dict[str, Any] = {"references": run_part("references", options)}
    with tempfile.TemporaryDirectory(prefix="sala-bench-") as folder:
        url = f"sqlite:///{folder}/search.sqlite3"
        results["sqlite"] = run_part("ours", options, url)
    if options.database_url:
        with fresh_database(options.database_url) as url:
            results["postgresql"] = run_part("ours", options, url)
    print_table(results)
    if options.scale:
        results["scale"] = at_scale(options)
    results["verdict"] = verdict(results)
    print(*results["verdict"], sep="\n")
    print(json.dumps(results, ensure_ascii=False))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--database-url", default="", help="a PostgreSQL server to use as well")
    parser.add_argument("--scale", type=int, default=0, help="measure with this many passages too")
    parser.add_argument("--sample", type=int, default=0, help="only so many queries of each kind")
    parser.add_argument("--half", default="", choices=["", *HALVES], help="of the documents")
    parser.add_argument("--part", default="", help=argparse.SUPPRESS)
    parser.add_argument("--url", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def run_part(part: str, options: argparse.Namespace, url: str = "") -> Any:
    """One part in a process of its own, so that no part warms or slows another."""
    command = [sys.executable, __file__, "--data", str(options.data), "--part", part]
    command += ["--sample", str(options.sample), "--scale", str(options.scale), "--url", url]
    command += ["--half", options.half]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def read(data: Path, name: str) -> list[Row]:
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def queries(options: argparse.Namespace) -> dict[str, list[Row]]:
    """By kind. A sample, and a half of the documents, are the same in every run and for every
    kind, so that what is set on one half can be checked on the other."""
    if options.half:
        titles = {one["id"]: one["title"] or one["id"] for one in read(options.data, "passages")}
    by_kind: dict[str, list[Row]] = {}
    for row in read(options.data, "queries"):
        if not options.half or HALVES[drawn(titles[row["rel"]])[0] % 2] == options.half:
            by_kind.setdefault(row["kind"], []).append(row)
    for rows in by_kind.values() if options.sample else ():
        rows.sort(key=lambda row: drawn(f"{row['rel']}x"))
        del rows[options.sample :]
    return {kind: by_kind[kind] for kind in KINDS if kind in by_kind}


HALVES = ("check", "tune")


def drawn(text: str) -> bytes:
    """The same lot for the same text, in every run."""
    return hashlib.md5(text.encode(), usedforsecurity=False).digest()


# Measuring


class Clock:
    """CPU seconds of this thread and, where it can be read, of one other process."""

    def __init__(self, pid: int = 0) -> None:
        self.path = Path(f"/proc/{pid}/schedstat") if pid else None
        if self.path and not self.path.exists():
            self.path = None

    def __call__(self) -> float:
        other = int(self.path.read_text().split()[0]) / 1e9 if self.path else 0.0
        return time.thread_time() + other


def measure(search: Search, asked: dict[str, list[Row]], clock: Clock) -> dict[str, Row]:
    for rows in asked.values():  # once around, so that caches and dictionaries are warm
        search(rows[0]["text"])
    return {kind: measure_kind(search, rows, clock) for kind, rows in asked.items()}


def measure_kind(search: Search, rows: list[Row], clock: Clock) -> Row:
    gains, found, zeros, times = 0.0, 0, 0, []
    for row in rows:
        before = clock()
        ids = search(row["text"])
        times.append((clock() - before) * 1000)
        zeros += not ids
        if row["rel"] in ids[:10]:
            found += 1
            gains += 1 / math.log2(2 + ids.index(row["rel"]))
    times.sort()
    count = len(rows)
    return {
        "n": count,
        "ndcg10": round(gains / count, 4),
        "recall10": round(found / count, 4),
        "zero_rate": round(zeros / count, 4),
        "cpu_ms_p50": round(times[count // 2], 1),
        "cpu_ms_p95": round(times[min(count - 1, int(count * 0.95))], 1),
    }


# Ours


def ours(options: argparse.Namespace) -> dict[str, Row]:
    start_django(options.url)
    fill(read(options.data, "passages"))
    return measure(our_search(), queries(options), our_clock())


def start_django(url: str) -> None:
    import environ
    from django.conf import settings

    settings.configure(
        SECRET_KEY=uuid.uuid4().hex,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["sala.search"],
        DATABASES={"default": environ.Env.db_url_config(url)},
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill(passages: list[Row]) -> None:
    from sala.search.actions import index
    from sala.search.backends import backend
    from sala.search.incoming import Item
    from sala.search.state import state

    began = time.process_time()
    backend().begin(state().active)
    for at in range(0, len(passages), 200):
        index(
            Item("bench.passage", one["id"], one["title"], one["text"], EVERYONE, one["src"])
            for one in passages[at : at + 200]
        )
    backend().finish(state().active)
    size = backend().bytes_used(state().active) / 1e6
    print(
        f"{len(passages)} passages, {time.process_time() - began:.0f} s, index {size:.1f} MB",
        file=sys.stderr,
    )


EVERYONE = frozenset(["public"])


def our_search() -> Search:
    from sala.search.queries import search

    return lambda text: [hit.object_id for hit in search(text, keys=EVERYONE).hits]


def our_clock() -> Clock:
    from django.db import connection

    if connection.vendor != "postgresql":
        return Clock()
    connection.ensure_connection()
    host = connection.settings_dict["HOST"]
    is_here = host in ("", "localhost", "127.0.0.1", "::1") or host.startswith("/")
    return Clock(connection.connection.info.backend_pid if is_here else 0)


def references(options: argparse.Namespace) -> dict[str, dict[str, Row]]:
    passages, asked = read(options.data, "passages"), queries(options)
    database, names = sqlite3.connect(":memory:"), [one["id"] for one in passages]
    return {
        name: measure(make(database, passages, names), asked, Clock())
        for name, make in REFERENCES.items()
    }


# Databases


@contextmanager
def fresh_database(url: str) -> Iterator[str]:
    """A database of its own on the server that the URL names, dropped afterwards."""
    import environ
    import psycopg

    parts = environ.Env.db_url_config(url)
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    values = {key: parts[name] for key, name in names.items() if parts.get(name)}
    name = f"sala_bench_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(dbname=parts["NAME"], autocommit=True, **values) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield url.rsplit("/", 1)[0] + f"/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


# Scale: sentences of the data thrown together anew


def at_scale(options: argparse.Namespace) -> dict[str, Any]:
    sizes = sorted({min(7_500, options.scale), options.scale})
    found: dict[str, Any] = {}
    for size in sizes:
        options.scale = size
        with tempfile.TemporaryDirectory(prefix="sala-bench-") as folder:
            found.setdefault("sqlite", {})[size] = run_part(
                "scaled", options, f"sqlite:///{folder}/search.sqlite3"
            )
        if options.database_url:
            with fresh_database(options.database_url) as url:
                found.setdefault("postgresql", {})[size] = run_part("scaled", options, url)
    print_scale(found)
    return found


def scaled(options: argparse.Namespace) -> dict[str, Any]:
    start_django(options.url)
    fill_scaled(read(options.data, "passages"), options.scale)
    from sala.search.backends import backend
    from sala.search.state import state

    options.sample = options.sample or 100
    return {
        "index_mb": round(backend().bytes_used(state().active) / 1e6, 1),
        "kinds": measure(our_search(), queries(options), our_clock()),
    }


def fill_scaled(passages: list[Row], size: int) -> None:
    from django.db import transaction

    from sala.search.actions import audience_named, put_in, settle
    from sala.search.backends import backend
    from sala.search.models import Document
    from sala.search.state import state

    sentences, draw = cut_sentences(passages), random.Random(11)
    slot, audience = state().active, audience_named("public")
    backend().begin(slot)
    for at in range(0, size, TOGETHER):
        with transaction.atomic():  # what many passages share is counted once for all of them
            for start in range(at, min(at + TOGETHER, size), 1000):
                made = [recombined(sentences, draw) for _ in range(min(1000, size - start))]
                documents = Document.objects.bulk_create(
                    Document(
                        label="bench.passage",
                        object_id=str(start + n),
                        type="bench",
                        title="",
                        text=one.text,
                        audience=audience,
                    )
                    for n, one in enumerate(made)
                )
                put_in(slot, documents, made)
        print(f"{min(at + TOGETHER, size)} of {size} passages", file=sys.stderr)
    settle()
    backend().finish(slot)


TOGETHER = 20_000


def recombined(sentences: list[tuple[str, list[str]]], draw: random.Random) -> Any:
    """A passage of sentences drawn at random."""
    from sala.search.analysis import analysed

    parts = [draw.choice(sentences) for _ in range(draw.randint(2, 5))]
    words = [word for part in parts for word in part[1]]
    return analysed("", " ".join(part[0] for part in parts), words, [])


def cut_sentences(passages: list[Row]) -> list[tuple[str, list[str]]]:
    """Normalised stretches of about 100 letters with their words."""
    from sala.search.analysis import current
    from sala.search.normalise import normalise

    found = []
    for one in passages[::3]:
        parts, letters = [], 0
        for part in normalise(one["text"]).split():
            parts.append(part)
            letters += len(part)
            if letters > 100:
                text = " ".join(parts)
                found.append((text, list(current().words(text))))
                parts, letters = [], 0
    return found


# Saying it


def print_table(results: dict[str, Any]) -> None:
    rows = {**results["references"], "sala on sqlite": results["sqlite"]}
    if "postgresql" in results:
        rows["sala on postgresql"] = results["postgresql"]
    kinds = list(results["sqlite"])
    for figure in ("ndcg10", "recall10", "zero_rate", "cpu_ms_p50", "cpu_ms_p95"):
        print(f"\n{figure:20}" + "".join(f"{kind:>11}" for kind in kinds))
        for name, found in rows.items():
            print(f"{name:20}" + "".join(f"{found[kind][figure]:11.3f}" for kind in kinds))
    print(f"{'queries':20}" + "".join(f"{results['sqlite'][kind]['n']:11d}" for kind in kinds))


def print_scale(found: dict[str, Any]) -> None:
    for name, sizes in found.items():
        for size, row in sizes.items():
            times = "  ".join(
                f"{kind} {one['cpu_ms_p50']:.0f}/{one['cpu_ms_p95']:.0f}"
                for kind, one in row["kinds"].items()
            )
            print(
                f"{name:10} {size:7} passages, index {row['index_mb']} MB, CPU ms p50/p95: {times}"
            )


def verdict(results: dict[str, Any]) -> list[str]:
    """What the measurement promises, and where it is not kept."""
    faults = []
    for name in ("sqlite", "postgresql"):
        for kind, row in results.get(name, {}).items():
            best = max(one[kind]["ndcg10"] for one in results["references"].values())
            if row["ndcg10"] < best - 0.005:
                faults.append(f"{name} {kind}: {row['ndcg10']} is below the best reference {best}")
            if row["zero_rate"] > 0.01:
                faults.append(f"{name} {kind}: nothing found for {row['zero_rate']:.1%}")
            if row["cpu_ms_p95"] > 30:
                faults.append(f"{name} {kind}: p95 is {row['cpu_ms_p95']} ms")
            other = results.get("postgresql", results["sqlite"])[kind]["ndcg10"]
            if abs(row["ndcg10"] - other) > 0.015:
                faults.append(f"{kind}: databases differ, {row['ndcg10']} and {other}")
    return faults or ["every target met"]


PARTS: dict[str, Callable[[argparse.Namespace], Any]] = {
    "ours": ours,
    "references": references,
    "scaled": scaled,
}

if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    main()
