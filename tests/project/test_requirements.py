"""The table of requirements is made from the collected tests, without running them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools.requirements import Collector, Entry

ROOT = Path(__file__).resolve().parents[2]


def noted(*marks: tuple[str, pytest.Mark]) -> Collector:
    collector = Collector()
    for test, mark in marks:
        for number in mark.args:
            collector.note(number, test, mark)
    return collector


def test_states_follow_from_the_marks():
    entries = noted(
        ("a", pytest.mark.req("R001", "I20").mark),
        ("b", pytest.mark.req("R002", part="lists", open="counts").mark),
        ("c", pytest.mark.req("R001", part="mail").mark),
    ).entries

    assert entries["R001"].as_row() == {"state": "tested", "tests": ["a", "c"], "open": ""}
    assert entries["I20"].state == "tested"
    assert entries["R002"].as_row() == {"state": "partly", "tests": ["b"], "open": "counts"}
    assert Entry().as_row() == {"state": "not yet", "tests": [], "open": "everything"}


def test_a_number_that_does_not_exist_is_a_fault():
    assert noted(("a", pytest.mark.req("R159").mark)).unknown == ["a: there is no requirement R159"]


def test_the_tool_prints_all_numbers_as_json():
    done = subprocess.run(
        [sys.executable, ROOT / "tools/requirements.py", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert len(rows) == 178
    assert rows["R158"]["tests"]
    assert {row["state"] for row in rows.values()} <= {"tested", "partly", "not yet"}
