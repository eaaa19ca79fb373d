"""`make bench`: every measurement in benchmarks/, one after the other; names choose some.

`--write` also keeps each table in docs/benchmarks.md with its command, date and commit.
Mail is measured on the PostgreSQL that DATABASE_URL names, else on the embedded database.
A measurement that needs data from outside (search) is run by hand with that data.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/benchmarks.md"
ALONE = ("imports", "mail", "pages")


def run(name: str) -> tuple[int, str]:
    command = [sys.executable, f"benchmarks/{name}.py"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    print(done.stdout, done.stderr[-2000:] if done.returncode else "", sep="\n", flush=True)
    return done.returncode, done.stdout


def section(name: str, output: str) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    ).stdout.strip()
    lines = [line for line in output.splitlines() if line.startswith("|") or not line]
    table = "\n".join(lines).strip()
    day = dt.datetime.now(tz=dt.UTC).date()
    return (
        f"<!-- {name} -->\n## {name}\n\n"
        f"`.venv/bin/python benchmarks/{name}.py` · {day} · {commit}\n\n{table}\n<!-- /{name} -->\n"
    )


def keep(name: str, output: str) -> None:
    """Put the table in its place; what others wrote on the page stays."""
    text = PAGE.read_text() if PAGE.exists() else "# Measurements\n\n"
    head, mark, rest = text.partition(f"<!-- {name} -->\n")
    tail = rest.partition(f"<!-- /{name} -->\n")[2] if mark else ""
    PAGE.write_text(f"{head.rstrip()}\n\n{section(name, output)}{tail}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if unknown := [name for name in asked.names if name not in ALONE]:
        print(f"there is no {', '.join(unknown)}; there are: {', '.join(ALONE)}", file=sys.stderr)
        return 2
    failed = []
    for name in asked.names or ALONE:
        print(f"== {name}", flush=True)
        status, output = run(name)
        if status:
            failed.append(name)
        elif asked.write:
            keep(name, output)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
