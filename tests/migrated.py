"""An SQLite database that has every migration is made once and copied for the next run.

It lies beside the libraries it was made with, under a name that changes with every migration.
Django still asks whether a migration is missing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(sys.prefix) / "migrated"
KEPT = 6


def _copy() -> Path:
    """What migrations do depends on themselves, on the tables of the index and on Django."""
    sources = [*ROOT.glob("sala/*/migrations/*.py"), *ROOT.glob("sala/search/backends/*.py")]
    digest = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for path in sorted(sources):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:16]}.sqlite3"


def bring(name: str) -> bool:
    """Lay the copy where the test database is looked for; was there one?"""
    if (copy := _copy()).exists():
        shutil.copyfile(copy, name)
        return True
    return False


def keep(name: str) -> None:
    """Keep a copy of a database just made, whole or not at all."""
    FOLDER.mkdir(exist_ok=True)
    copy = _copy()
    half = copy.with_suffix(f".{os.getpid()}")
    source, target = sqlite3.connect(name), sqlite3.connect(half)
    source.backup(target)
    source.close()
    target.close()
    half.replace(copy)
    copies = sorted(FOLDER.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)
    for old in copies[:-KEPT]:
        old.unlink(missing_ok=True)
