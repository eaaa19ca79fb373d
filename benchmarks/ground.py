"""What measurements stand on: a database of their own, and how a table is printed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

TICKS = os.sysconf("SC_CLK_TCK")
# addresses of static files without a built manifest
STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
FILES = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


@contextmanager
def own_database() -> Iterator[None]:
    """Django on an embedded database that goes with the measurement."""
    with tempfile.TemporaryDirectory(prefix="sala-bench-") as folder:
        os.environ.pop("DATABASE_URL", None)
        os.environ.update(DJANGO_SETTINGS_MODULE="config.settings", SALA_VAR=folder, SALA_DEMO="1")
        import django  # noqa: PLC0415 -- after the surroundings are laid

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 -- the same
        from django.test.utils import override_settings  # noqa: PLC0415 -- the same

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        with override_settings(STORAGES={"default": FILES, "staticfiles": STATIC}):
            yield


@contextmanager
def own_on_server(url: str) -> Iterator[None]:
    """DATABASE_URL names a new database on that PostgreSQL, dropped afterwards; without a server
    it names none, and the embedded database of `SALA_VAR` is used."""
    os.environ.pop("DATABASE_URL", None)
    if not url:
        yield
        return
    name = f"sala_bench_{os.getpid()}"
    _on_server(url, f'CREATE DATABASE "{name}"')
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    try:
        yield
    finally:
        from django.db import connections  # noqa: PLC0415 -- settings are ready now

        connections.close_all()
        _on_server(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(url: str, statement: str) -> None:
    import psycopg  # noqa: PLC0415 -- only where PostgreSQL is measured

    address = urlunsplit(urlsplit(url)._replace(scheme="postgresql", path="/postgres"))
    with psycopg.connect(address, autocommit=True) as line:
        line.execute(statement)  # type: ignore[call-overload]


def cpu_of(pid: int) -> float:
    """Seconds of CPU a process of this machine has used; none when there is no such process."""
    if not pid:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def database_seconds() -> float:
    """CPU of the server processes that work in our own database; they show its name."""
    name = urlsplit(os.environ.get("DATABASE_URL", "")).path.strip("/")
    found = 0.0
    for place in Path("/proc").glob("[0-9]*") if name else ():
        try:
            words = (place / "cmdline").read_bytes()
            if words.startswith(b"postgres:") and name.encode() in words:
                found += cpu_of(int(place.name))
        except OSError:
            continue
    return found


def say_table(rows: Mapping[str, Mapping[str, object]]) -> None:
    """A Markdown table: a row for each key, a column for each figure."""
    columns = list(next(iter(rows.values())))
    print("| | " + " | ".join(columns) + " |")
    print("|---|" + "---:|" * len(columns))
    for name, figures in rows.items():
        print(f"| {name} | " + " | ".join(str(figures[column]) for column in columns) + " |")
