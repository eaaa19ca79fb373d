"""What measurements stand on: a database of their own, and how a table is printed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

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


def say_table(rows: Mapping[str, Mapping[str, object]]) -> None:
    """A Markdown table: a row for each key, a column for each figure."""
    columns = list(next(iter(rows.values())))
    print("| | " + " | ".join(columns) + " |")
    print("|---|" + "---:|" * len(columns))
    for name, figures in rows.items():
        print(f"| {name} | " + " | ".join(str(figures[column]) for column in columns) + " |")
