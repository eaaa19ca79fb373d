"""A PostgreSQL role and database for one run: `create` prints its URL, `drop URL` removes both.

Goes in as `CI_POSTGRES` says (a URL), as a role that needs no password, or, on a machine whose
server was just installed, as the system's own user postgres.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

import psycopg

HOST = "127.0.0.1:5432"
DOORS = (
    f"postgresql://postgres@{HOST}/postgres",
    f"postgresql://postgres:postgres@{HOST}/postgres",
    f"postgresql://root@{HOST}/postgres",
)


def execute(statements: Sequence[str]) -> bool:
    """Run them as somebody who may; False when nobody is let in."""
    own = os.environ.get("CI_POSTGRES")  # a URL that may make roles and databases
    for door in (own,) if own else DOORS:
        try:
            with psycopg.connect(door, autocommit=True, connect_timeout=5) as connection:
                for statement in statements:
                    connection.execute(statement.encode())
        except psycopg.OperationalError:
            continue
        return True
    return as_system_user(statements)


def as_system_user(statements: Sequence[str]) -> bool:
    become = (
        ["runuser", "-u", "postgres"] if os.geteuid() == 0 else ["sudo", "-n", "-u", "postgres"]
    )
    command = [*become, "--", "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", "postgres"]
    for statement in statements:
        command += ["-c", statement]
    try:
        return subprocess.run(command, cwd="/", check=False).returncode == 0
    except FileNotFoundError:
        return False


def create() -> int:
    name, password = f"sala_ci_{secrets.token_hex(4)}", secrets.token_hex(16)
    made = execute(
        (
            f"CREATE ROLE {name} LOGIN CREATEDB PASSWORD '{password}'",
            f"CREATE DATABASE {name} OWNER {name} ENCODING 'UTF8' TEMPLATE template0",
        )
    )
    if not made:
        print("PostgreSQL lets nobody in: set CI_POSTGRES to a URL that may", file=sys.stderr)
        return 1
    print(f"postgresql://{name}:{password}@{HOST}/{name}")
    return 0


def drop(url: str) -> int:
    """Also the test databases that a broken run left behind."""
    name = urlsplit(url).username or ""
    if not name.startswith("sala_ci_"):
        print(f"not a database of ours: {name}", file=sys.stderr)
        return 2
    names = [name, f"test_{name}", *(f"test_{name}_gw{worker}" for worker in range(16))]
    dropped = [f"DROP DATABASE IF EXISTS {database} WITH (FORCE)" for database in names]
    return 0 if execute((*dropped, f"DROP ROLE IF EXISTS {name}")) else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("create")
    acts.add_parser("drop").add_argument("url")
    options = parser.parse_args()
    return create() if options.act == "create" else drop(options.url)


if __name__ == "__main__":
    sys.exit(main())
