"""Which requirements and invariants have an acceptance check: read from the tests, unrun.

A test names what it checks with `@pytest.mark.req("R050")`, or with `part="…"` when only that
part is built and `open="…"` for what is still missing.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NUMBERS = [f"R{n:03}" for n in range(1, 159)] + [f"I{n:02}" for n in range(1, 21)]


@dataclass
class Entry:
    """What is known of one number."""

    whole: list[str] = field(default_factory=list)
    partly: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        if self.whole:
            return "tested"
        return "partly" if self.partly else "not yet"

    @property
    def open(self) -> str:
        if self.whole:
            return "; ".join(self.missing)
        if self.missing:
            return "; ".join(self.missing)
        return f"all but: {'; '.join(self.parts)}" if self.partly else "everything"

    def as_row(self) -> dict[str, object]:
        return {"state": self.state, "tests": self.whole + self.partly, "open": self.open}


class Collector:
    """Reads the markers of every collected test; marks that name no requirement are faults."""

    def __init__(self) -> None:
        self.entries = {number: Entry() for number in NUMBERS}
        self.unknown: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            for mark in item.iter_markers("req"):
                for number in mark.args:
                    self.note(number, item.nodeid, mark)

    def note(self, number: str, test: str, mark: pytest.Mark) -> None:
        entry = self.entries.get(number)
        if entry is None:
            self.unknown.append(f"{test}: there is no requirement {number}")
            return
        part = mark.kwargs.get("part", "")
        tests = entry.partly if part else entry.whole
        if test not in tests:
            tests.append(test)
        for value, kept in ((part, entry.parts), (mark.kwargs.get("open", ""), entry.missing)):
            if value and value not in kept:
                kept.append(value)


def collect() -> tuple[Collector, int, str]:
    """The collector, pytest's exit status and what it printed."""
    collector = Collector()
    said = io.StringIO()
    arguments = ["--collect-only", "-q", "-p", "no:xdist", "-o", "addopts=", "--rootdir", str(ROOT)]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = pytest.main([*arguments, str(ROOT / "tests")], plugins=[collector])
    return collector, int(status), said.getvalue()


def table(entries: dict[str, Entry]) -> str:
    lines = [
        f"{number:<5} {entry.state:<8} {len(entry.whole + entry.partly):>4}  {entry.open}".rstrip()
        for number, entry in entries.items()
    ]
    states = [entry.state for entry in entries.values()]
    counts = ", ".join(
        f"{states.count(state)} {state}" for state in ("tested", "partly", "not yet")
    )
    return "\n".join([f"{'':<5} {'state':<8} {'tests':>5} open", *lines, counts])


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="JSON alone on standard output")
    as_json = options.parse_args().json
    collector, status, said = collect()
    if as_json:
        rows = {number: entry.as_row() for number, entry in collector.entries.items()}
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(table(collector.entries))
    faults = collector.unknown or (status and [said])
    if faults:
        print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
