"""Migrations say what they do, and can be taken back."""

from __future__ import annotations

import re

from django.db.migrations.loader import MigrationLoader

LOADER = MigrationLoader(None)
OURS = {
    key: migration
    for key, migration in LOADER.disk_migrations.items()
    if type(migration).__module__.startswith("sala.")
}


def test_migrations_were_found():
    assert ("people", "0001_initial") in OURS


def test_every_migration_has_a_name_of_its_own():
    assert [key for key in OURS if re.search(r"_(auto|alter_\w+_and_more)(_|$)", key[1])] == []


def test_every_migration_can_be_taken_back():
    kept = [
        (key, operation)
        for key, migration in OURS.items()
        for operation in migration.operations
        if not operation.reversible
    ]

    assert kept == []


def test_one_line_of_migrations_in_every_app():
    assert LOADER.detect_conflicts() == {}
