"""The only place where SQL of one database stands; both answer the same questions alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection as default_connection

from sala.search.backends.postgresql import PostgresqlBackend
from sala.search.backends.sqlite import SqliteBackend

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    from sala.search.backends.base import Backend

VENDORS: dict[str, type[Backend]] = {"sqlite": SqliteBackend, "postgresql": PostgresqlBackend}


def backend(connection: BaseDatabaseWrapper | None = None) -> Backend:
    """The backend that speaks the dialect of a connection."""
    chosen = connection or default_connection
    return VENDORS[chosen.vendor](chosen)
