"""Typed reading of the environment: one place that knows names, defaults and folders."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import environ

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()


def folder(name: str, default: Path) -> Path:
    """A folder named by a variable; made when it is not there."""
    path = Path(os.environ.get(name, str(default))).expanduser()
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret_key(var: Path) -> str:
    """`SECRET_KEY`, or one drawn once and kept readable by its owner only."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    kept = var / "secret.key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


def database(var: Path) -> dict[str, Any]:
    """`DATABASE_URL`, or an embedded SQLite file that stands several writers."""
    if os.environ.get("DATABASE_URL"):
        found: dict[str, Any] = env.db_url("DATABASE_URL")
        if found["ENGINE"].endswith("postgresql"):
            found["CONN_MAX_AGE"] = 60
        else:
            found["OPTIONS"] = SQLITE_OPTIONS
        return found
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": var / "sala.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    }


SQLITE_OPTIONS = {
    # IMMEDIATE: two writers wait for each other instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
