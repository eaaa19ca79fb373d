"""Listener and worker killed with SIGKILL again and again: nothing lost, nothing posted twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mail.test_sender_kills import server

ROOT = Path(__file__).resolve().parents[2]
NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
MESSAGES, KILLS = (2000, 20) if NIGHTLY else (200, 5)


@pytest.mark.req("R117", part="a crash loses nothing and a repeat posts nothing twice")
def test_killed_again_and_again_nothing_is_lost_and_nothing_doubled():
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    command = [sys.executable, "benchmarks/mail_in.py", "kills"]
    command += ["--messages", str(MESSAGES), "--kills", str(KILLS), "--database-url", server()]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert done.stdout, done.stderr[-2000:]
    found = json.loads(done.stdout)["kills"]
    assert sum(found["kills"].values()) == KILLS
    assert (found["lost"], found["doubled"], found["posts"]) == (0, 0, MESSAGES)
    assert found["audit"]["clean"]
