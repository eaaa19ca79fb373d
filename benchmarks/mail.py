"""Mail: one post to many readers, to a mail server on loopback that keeps nothing; mail coming in
(`mail_in.py`); the price of signing; Mailman 3 on the same machine when it is there.

    .venv/bin/python benchmarks/mail.py [all | out] [--database-url URL] [--sizes 1000,10000]
    .venv/bin/python benchmarks/mail.py kills --recipients 5000 --kills 20
    .venv/bin/python benchmarks/mail.py --peer mailman

CPU is that of the worker and, on PostgreSQL, of its server process; the mail server's own is left
out. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.ground import cpu_of, own_on_server, say_table  # noqa: E402 -- after the path is laid

DOMAIN = "km.example.go.th"
TEXT = "ลองวิธีนี้แล้วได้ผล ใบส่งของที่ไม่ลงวันที่ ให้ผู้ขายลงวันที่และลงชื่อกำกับก่อนรับของ\n" * 8
PATIENCE = 600.0
IN = {"lmtp_in": "accepted by LMTP, committed before its 250", "parse": "read, of the corpus"}


@contextmanager
def own_site(url: str) -> Iterator[str]:
    """A database of its own, and the environment workers run in; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="sala-mail-") as folder:
        os.environ.pop("SALA_DEMO", None)
        os.environ.update(
            DJANGO_SETTINGS_MODULE="config.settings",
            SALA_VAR=folder,
            SECRET_KEY="only-for-measuring",  # noqa: S106 -- of a database that goes with it
            SITE_URL=f"https://{DOMAIN}",
            MAIL_DOMAIN=DOMAIN,
            MAIL_QUIET_HOURS="",
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            PYTHONPATH=str(ROOT),
        )
        with own_on_server(url):
            _migrate()
            yield folder


def _migrate() -> None:
    import django  # noqa: PLC0415 -- after the surroundings are laid

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def people(count: int) -> tuple[Any, Any]:
    """A community of so many who want every matter; and who writes."""
    from sala.communities.models import Community, Membership  # noqa: PLC0415 -- settings are ready
    from sala.core.numbers import next_number  # noqa: PLC0415 -- the same
    from sala.people.models import AgencySettings, Person, Unit  # noqa: PLC0415 -- the same

    number = next_number("community")
    agency = Unit.objects.create(code=f"A{number}", name="กรมบริการท้องที่", level="agency")
    Unit.objects.filter(pk=agency.pk).update(agency=agency)
    AgencySettings.objects.create(agency=agency)
    made = Person.objects.bulk_create(
        [
            Person(
                agency=agency,
                handle=f"c{number}p{at}",
                given_name="ทดสอบ",
                family_name="ใจดี",
                email=f"c{number}p{at}@example.go.th",
            )
            for at in range(count + 1)
        ],
        batch_size=1000,
    )
    community = Community.objects.create(
        number=number,
        handle=f"phatsadu{number}",
        agency=agency,
        audience="pending",
        name="คนพัสดุคุยกัน",
        purpose="ช่วยกันทำงานพัสดุ",
        founded_by=made[0],
    )
    Community.objects.filter(pk=community.pk).update(audience=community.key)
    Membership.objects.bulk_create(
        [Membership(community=community, person=one, mail="each") for one in made], batch_size=1000
    )
    return community, made[0]


def write(community: Any, author: Any) -> float:
    """The post; answers the seconds of CPU its own transaction took."""
    from sala.talk.actions.threads import Opening, start_thread  # noqa: PLC0415 -- settings are ready

    begin = time.process_time()
    start_thread(community, Opening("talk", "ลองตรวจรับแบบใหม่", TEXT), by=author)
    return time.process_time() - begin


@contextmanager
def sink(folder: str) -> Iterator[Path]:
    """A mail server in a process of its own; it notes each address it was given."""
    taken = Path(folder) / f"taken-{time.monotonic_ns()}"
    command = [sys.executable, str(ROOT / "benchmarks/sink.py"), str(taken)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None  # noqa: S101 -- asked for above
        os.environ["EMAIL_PORT"] = server.stdout.readline().strip()
        try:
            yield taken
        finally:
            server.kill()


def work(stale: float) -> None:
    """The worker: what the clock does, until nothing waits."""
    import django  # noqa: PLC0415 -- in a process of its own

    django.setup()
    from django.db import connection  # noqa: PLC0415 -- settings are ready now

    from sala.mail import fanout, outgoing  # noqa: PLC0415 -- the same

    if stale >= 0:
        from datetime import timedelta  # noqa: PLC0415 -- only then

        outgoing.STALE = timedelta(seconds=stale)
    pid = 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pid = cursor.fetchone()[0]
    idle = peak_mb()
    before, begin, clock = cpu_of(pid), time.process_time(), time.monotonic()
    fanout.fan_out()
    rows, rows_server = time.process_time() - begin, cpu_of(pid) - before
    sent = 0
    while (count := outgoing.send_waiting()) > 0:
        sent += count
    found = {
        "sent": sent,
        "wall_s": time.monotonic() - clock,
        "worker_s": time.process_time() - begin,
        "server_s": cpu_of(pid) - before,
        "rows_s": rows + rows_server,
        "idle_mb": idle,
        "peak_mb": peak_mb(),
    }
    print(json.dumps(found), flush=True)


def peak_mb() -> float:
    """The most memory this program has held (`ru_maxrss` would count who started it, too)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def worker(stale: float = -1) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "benchmarks/mail.py"), "worker", "--stale", str(stale)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def fan_out(folder: str, count: int) -> dict[str, Any]:
    """One post to so many; every figure for each of them."""
    community, author = people(count)
    with sink(folder) as taken:
        posted = write(community, author)
        out, _ = worker().communicate(timeout=PATIENCE)
        found = json.loads(out)
        reached = len(taken.read_text().split())
    cpu = found["worker_s"] + found["server_s"]
    return {
        "readers": count,
        "reached": reached,
        "post_ms": round(posted * 1000, 1),
        "cpu_ms": round(cpu / count * 1000, 2),
        "of_it_rows": round(found["rows_s"] / count * 1000, 2),
        "of_it_database": round(found["server_s"] / count * 1000, 2),
        "per_cpu_s": round(count / cpu),
        "wall_s": round(found["wall_s"], 1),
        "peak_mb": round(found["peak_mb"]),
        "grew_mb": round(found["peak_mb"] - found["idle_mb"], 1),
    }


def kills(folder: str, count: int, times: int) -> dict[str, Any]:
    """The worker killed again and again while it sends."""
    from sala.mail.models import Delivery  # noqa: PLC0415 -- settings are ready now

    community, author = people(count)
    killed = 0
    with sink(folder) as taken:
        write(community, author)
        for turn in range(times):
            goal = count * (turn + 1) // (times + 1)
            running = worker(stale=0)
            if _reaches(taken, goal, running):
                running.send_signal(signal.SIGKILL)
                killed += 1
            running.communicate()
        worker(stale=0).communicate(timeout=PATIENCE)
        reached = Counter(taken.read_text().split())
    return {
        "recipients": count,
        "kills": killed,
        "lost": count - len(reached),
        "repeats": sum(reached.values()) - len(reached),
        "rows": Delivery.objects.count(),
        "waiting": Delivery.objects.waiting().count(),
    }


def _reaches(taken: Path, goal: int, running: subprocess.Popen[str]) -> bool:
    """True once so many letters are out and the worker is still at it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and running.poll() is None:
        if taken.exists() and taken.read_bytes().count(b"\n") >= goal:
            return True
        time.sleep(0.005)
    return False


def signing(folder: str, count: int) -> dict[str, Any]:
    """The same with a key of 2048 bits."""
    key = Path(folder) / "dkim.pem"
    subprocess.run(["openssl", "genrsa", "-out", str(key), "2048"], check=True, capture_output=True)
    os.environ["MAIL_DKIM_KEY"] = str(key)
    try:
        return fan_out(folder, count)
    finally:
        os.environ.pop("MAIL_DKIM_KEY")


def coming_in(url: str) -> dict[str, Any]:
    """What `mail_in.py` measures: accepted at the door, and read."""
    command = [sys.executable, str(ROOT / "benchmarks/mail_in.py"), "rate", "--database-url", url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=["all", "out", "kills", "worker"])
    parser.add_argument("--database-url", default=os.environ.get("DATABASE_URL", ""))
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--recipients", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--dkim", action="store_true")
    parser.add_argument("--stale", type=float, default=-1)
    parser.add_argument("--peer", choices=["mailman"])
    asked = parser.parse_args()
    if asked.what == "worker":
        work(asked.stale)
        return 0
    if asked.peer:
        from benchmarks.peer_mailman import measure  # noqa: PLC0415 -- only when asked for

        return measure([int(size) for size in asked.sizes.split(",")])
    found: dict[str, Any] = {"database": "postgresql" if asked.database_url else "sqlite"}
    with own_site(asked.database_url) as folder:
        if asked.what == "kills":
            found["kills"] = kills(folder, asked.recipients, asked.kills)
        else:
            sizes = [int(size) for size in asked.sizes.split(",")]
            base = "PostgreSQL" if asked.database_url else "SQLite"
            rows = {f"{size:,} readers, {base}": fan_out(folder, size) for size in sizes}
            if asked.dkim or asked.what == "all":
                rows[f"500 readers, {base}, signed (DKIM, RSA 2048)"] = signing(folder, 500)
            say_table(rows)
            found["out"] = rows
    if asked.what == "all":
        found["in"] = coming_in(asked.database_url)
        print()
        say_table({IN[name]: row for name, row in found["in"].items()})
    print(json.dumps(found, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
