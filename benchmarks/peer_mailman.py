"""The same post through Mailman 3 on this machine, when it is installed: one list with personal
copies (its own unsubscribe link for each reader), delivered to the same mail server on loopback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ground import say_table

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 1800.0
CONFIG = """
[mailman]
layout: here
[paths.here]
var_dir: {var}
[mta]
smtp_host: 127.0.0.1
smtp_port: {port}
verp_personalized_deliveries: yes
verp_delivery_interval: 1
lmtp_port: {lmtp}
[webservice]
port: {rest}
"""
MESSAGE = (
    "From: a@example.go.th\nTo: talk@km.example.go.th\nSubject: measured\n"
    "Message-ID: <measured@example.go.th>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
)
PERSONAL = """
from mailman.interfaces.mailinglist import Personalization
from zope.component import getUtility
from mailman.interfaces.listmanager import IListManager
def personal(mlist):
    mlist.personalize = Personalization.full
    mlist.default_member_action = mlist.default_nonmember_action = None
"""


def measure(sizes: list[int]) -> int:
    """A table and JSON; a plain sentence when there is no Mailman here."""
    program = shutil.which("mailman")
    if program is None:
        print("Mailman 3 is not installed here (no `mailman` on the path): nothing measured.")
        print(json.dumps({"peer": "mailman", "installed": False}))
        return 0
    rows = {f"Mailman, {size:,} readers": _measure(program, size) for size in sizes}
    say_table(rows)
    print(json.dumps({"peer": "mailman", "installed": True, "out": rows}))
    return 0


def _measure(program: str, count: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="mailman-bench-") as folder:
        taken = Path(folder) / "taken"
        command = [sys.executable, str(ROOT / "benchmarks/sink.py"), str(taken)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None  # noqa: S101 -- asked for above
            port = server.stdout.readline().strip()
            try:
                return _deliver(program, Path(folder), port, taken, count)
            finally:
                server.kill()


def _deliver(program: str, folder: Path, port: str, taken: Path, count: int) -> dict[str, object]:
    config, site = folder / "mailman.cfg", folder / "site"
    site.mkdir()
    (site / "personal.py").write_text(PERSONAL)
    config.write_text(CONFIG.format(var=folder / "var", port=port, lmtp=18024, rest=18001))
    env = {**os.environ, "MAILMAN_CONFIG_FILE": str(config), "PYTHONPATH": str(site)}

    begin_with = [program, "--run-as-root"] if os.geteuid() == 0 else [program]

    def say(*words: str, text: str = "") -> None:
        subprocess.run([*begin_with, *words], env=env, input=text, text=True, check=True)

    say("create", "--domain", "talk@km.example.go.th")
    readers = "".join(f"p{number}@example.go.th\n" for number in range(count))
    say("addmembers", "-", "talk@km.example.go.th", text="a@example.go.th\n" + readers)
    say("withlist", "-l", "talk@km.example.go.th", "-r", "personal.personal")
    say("start")
    try:
        idle, begin = _settled(folder), time.monotonic()
        say("inject", "talk@km.example.go.th", text=MESSAGE.format(text="ลองวิธีนี้แล้วได้ผล\n" * 20))
        while _lines(taken) < count and time.monotonic() < begin + PATIENCE:
            time.sleep(0.2)
        cpu, memory = _used(folder)
        used = cpu - idle[0]
        return {
            "reached": _lines(taken),
            "cpu_ms": round(used / count * 1000, 2),
            "per_cpu_s": round(count / used) if used else 0,
            "wall_s": round(time.monotonic() - begin, 1),
            "idle_mb": round(idle[1]),
            "peak_mb": round(memory),
        }
    finally:
        say("stop")


def _settled(folder: Path) -> tuple[float, float]:
    """Once all its runners are up and do nothing: what they have used until then."""
    end, before = time.monotonic() + PATIENCE, (0.0, 0.0)
    while time.monotonic() < end:
        time.sleep(8)
        now = _used(folder)
        if before[0] and now[0] - before[0] < 0.5:
            return now
        before = now
    return before


def _lines(taken: Path) -> int:
    return taken.read_bytes().count(b"\n") if taken.exists() else 0


def _used(folder: Path) -> tuple[float, float]:
    """Seconds of CPU and MiB of every process that was started with this configuration."""
    cpu = memory = 0.0
    for place in Path("/proc").iterdir():
        try:
            if place.name.isdigit() and str(folder).encode() in (place / "environ").read_bytes():
                fields = (place / "stat").read_text().rpartition(")")[2].split()
                cpu += (int(fields[11]) + int(fields[12])) / TICKS
                memory += int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        except OSError:
            continue
    return cpu, memory
