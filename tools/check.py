"""`make check`: every check runs, the faults of all are shown, one fault is enough to fail."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.checks import sizes, templates, translations, vendored, words  # noqa: E402

BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "-m", "sala.cli", "manage"]
SHOWN = 40
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "0"]
Check = list[str] | Callable[[Path], Iterator[str]]
CHECKS: dict[str, Check] = {
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "types": [str(BIN / "mypy"), "--no-error-summary"],
    "layers": [str(BIN / "lint-imports"), "--no-logo"],
    "system": [*MANAGE, "check", "--database", "default", "--fail-level", "WARNING"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "keys": [*PYTEST, "tests/project/test_keys.py", "tests/project/test_lock.py"],
    "assets": [sys.executable, "tools/assets.py", "--check"],
    "translations": translations.problems,
    "words": words.problems,
    "templates": templates.problems,
    "sizes": sizes.problems,
    "vendored": vendored.problems,
}


def main(names: list[str]) -> int:
    failed = []
    for name in names or CHECKS:
        begun = time.monotonic()
        faults = run(CHECKS[name])
        took = time.monotonic() - begun
        print(f"{'✗' if faults else '✓'} {name:<13}{took:6.1f} s", flush=True)
        if faults:
            failed.append(name)
            shown = faults if names else [*faults[:SHOWN], *more(name, faults)]
            print("\n".join(f"    {line}" for line in shown), flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def more(name: str, faults: list[str]) -> list[str]:
    hidden = len(faults) - SHOWN
    return [f"(and {hidden} more: tools/check.py {name})"] if hidden > 0 else []


def run(check: Check) -> list[str]:
    """The faults found; a command that fails without a word is a fault too."""
    if callable(check):
        return list(check(ROOT))
    env = {**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": ""}
    done = subprocess.run(check, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    lines = (done.stdout + done.stderr).strip().split("\n")
    return [line for line in lines if line.strip()] or [f"exit status {done.returncode}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
