"""The sender killed with SIGKILL again and again: no letter lost, one repeated a kill at most."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
RECIPIENTS, KILLS = (5000, 20) if NIGHTLY else (300, 3)


@pytest.mark.req("R117", part="a killed worker loses no delivery and repeats the one in flight")
def test_killed_again_and_again_no_letter_is_lost_and_few_are_repeated():
    command = [sys.executable, "benchmarks/mail.py", "kills"]
    command += ["--recipients", str(RECIPIENTS), "--kills", str(KILLS)]
    if url := server():
        command += ["--database-url", url]
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert done.stdout, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])["kills"]
    assert found["kills"] == KILLS
    assert found["lost"] == 0
    assert found["repeats"] <= KILLS
    assert (found["rows"], found["waiting"]) == (RECIPIENTS, 0)


def server() -> str:
    """The PostgreSQL the suite runs on, or nothing for an embedded database."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""
