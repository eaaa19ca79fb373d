"""Mail coming in: how many messages a CPU second takes at the LMTP door, each committed before its
250, and how many a CPU second reads; and what is left after the listener and the worker were
killed again and again.

    .venv/bin/python benchmarks/mail_in.py [rate | kills] [--messages N] [--kills N]
        [--database-url URL]
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.ground import cpu_of, database_seconds, own_on_server  # noqa: E402 -- after the path is laid
from benchmarks.lmtp import Client  # noqa: E402 -- the same

DOMAIN = "km.example.go.th"
SENDER = "boon@example.go.th"
TEXT = "ลองวิธีนี้แล้วได้ผลครับ ใบส่งของที่ไม่ลงวันที่ ให้ผู้ขายลงวันที่และลงชื่อกำกับก่อน\n" * 8
PATIENCE = 300.0  # seconds without any progress after which a run has failed


def message(number: int, to: str) -> bytes:
    """An ordinary answer of some 2 KB; each has its own id and words."""
    return (
        f"Authentication-Results: mx.test; dkim=pass header.d=example.go.th\r\n"
        f"From: Boon <{SENDER}>\r\nTo: {to}\r\nSubject: answer {number}\r\n"
        f"Date: Fri, 20 Nov 2026 09:00:00 +0700\r\nMessage-ID: <kill-{number}@example.go.th>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{number}\r\n{TEXT}"
    ).encode()


@contextmanager
def own_site(folder: str, url: str = "") -> Iterator[dict[str, str]]:
    """A database of its own with one community and one member; the environment to run in."""
    os.environ.pop("SALA_DEMO", None)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        SALA_VAR=folder,
        SECRET_KEY="only-for-measuring",  # noqa: S106 -- of a database that goes with it
        MAIL_DOMAIN=DOMAIN,
        MAIL_AUTHSERV_ID="mx.test",
        MAIL_LISTEN=f"unix:{folder}/lmtp.sock",
        MAIL_PER_SENDER="1000000",
        MAIL_PER_ADDRESS="1000000",
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        PYTHONPATH=str(ROOT),
    )
    with own_on_server(url):
        import django  # noqa: PLC0415 -- after the surroundings are laid

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 -- the same

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        _people()
        yield dict(os.environ)


def _people() -> None:
    from allauth.account.models import EmailAddress  # noqa: PLC0415 -- settings are ready now

    from sala.communities.models import Community, Membership  # noqa: PLC0415 -- the same
    from sala.people.models import AgencySettings, Person, Unit  # noqa: PLC0415 -- the same

    if Unit.objects.exists():
        return
    agency = Unit.objects.create(code="A", name="กรมตัวอย่าง", level="agency")
    agency.agency = agency
    agency.save()
    AgencySettings.objects.create(agency=agency)
    boon = Person.objects.create(agency=agency, handle="boon", given_name="บุญ", email=SENDER)
    EmailAddress.objects.create(user=boon, email=SENDER, verified=True)
    community = Community.objects.create(
        number=1,
        handle="supplies",
        agency=agency,
        audience="public",
        name="พัสดุ",
        purpose="แลกเปลี่ยน",
        founded_by=boon,
    )
    Membership.objects.create(community=community, person=boon)


class Part:
    """`sala mail` or `sala jobs`, which can be killed and begun again."""

    def __init__(self, name: str, env: dict[str, str]) -> None:
        self.name, self.env = name, env
        self.kills = 0
        self.begin()

    def begin(self) -> None:
        command = [sys.executable, "-m", "sala.cli", self.name]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.kills += 1
        self.begin()

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()

    def cpu_seconds(self) -> float:
        return cpu_of(self.process.pid)


class Sender:
    """An MTA in small: several connections, and what was not acknowledged is sent again."""

    def __init__(self, address: str, recipient: str, count: int, connections: int = 8) -> None:
        self.address, self.recipient = address, recipient
        self.left: Queue[int] = Queue()
        for number in range(count):
            self.left.put(number)
        self.acknowledged: list[int] = []
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self._work) for _ in range(connections)]

    def begin(self) -> None:
        for thread in self.threads:
            thread.start()

    def wait(self) -> None:
        for thread in self.threads:
            thread.join()

    def _work(self) -> None:
        client: Client | None = None
        while not self.ended.is_set():
            try:
                number = self.left.get_nowait()
            except Empty:
                break
            try:
                client = client or Client(self.address)
                reply = client.send(SENDER, [self.recipient], message(number, self.recipient))[0]
            except OSError:
                reply, client = "", None
                time.sleep(0.05)
            if reply.startswith("250"):
                self.acknowledged.append(number)
            else:
                self.left.put(number)
        if client:
            client.close()


def until(what: Callable[[], bool], progress: Callable[[], int] = lambda: 0) -> None:
    """Wait for something, as long as there is progress."""
    last, since = progress(), time.monotonic()
    while not what():
        now = progress()
        if now != last:
            last, since = now, time.monotonic()
        if time.monotonic() - since > PATIENCE:
            raise SystemExit(f"no progress at {last}")
        time.sleep(0.05)


def is_listening(address: str) -> bool:
    with suppress(OSError):
        Client(address).close()
        return True
    return False


def receive_rate(messages: int = 2000, connections: int = 8, url: str = "") -> dict[str, Any]:
    """Messages accepted per CPU second of listener and database server, each committed before
    its 250."""
    with tempfile.TemporaryDirectory(prefix="sala-lmtp-") as folder, own_site(folder, url) as env:
        listener = Part("mail", env)
        try:
            until(lambda: is_listening(env["MAIL_LISTEN"]))
            sender = Sender(env["MAIL_LISTEN"], f"supplies@{DOMAIN}", messages, connections)
            cpu = listener.cpu_seconds() + database_seconds()
            sender.begin()
            sender.wait()
            cpu = listener.cpu_seconds() + database_seconds() - cpu
        finally:
            listener.end()
    return {
        "messages": messages,
        "cpu_seconds": round(cpu, 2),
        "per_cpu_second": round(messages / cpu),
    }


def parse_rate(folder: Path = ROOT / "tests/mail/corpus", rounds: int = 3) -> dict[str, Any]:
    """Messages of the corpus read per CPU second."""
    from sala.mail.reading.message import read  # noqa: PLC0415 -- needs no settings

    raws = [path.read_bytes() for path in sorted(folder.rglob("*.eml"))]
    start = time.process_time()
    for _ in range(rounds):
        for raw in raws:
            read(raw)
    spent = time.process_time() - start
    return {
        "messages": len(raws) * rounds,
        "cpu_seconds": round(spent, 2),
        "per_cpu_second": round(len(raws) * rounds / spent),
    }


def survive(messages: int = 2000, kills: int = 20, url: str = "") -> dict[str, Any]:
    """Listener and worker are killed in turn while messages come in and are posted."""
    with tempfile.TemporaryDirectory(prefix="sala-kills-") as folder, own_site(folder, url) as env:
        from sala.mail.audit import audit  # noqa: PLC0415 -- settings are ready now
        from sala.mail.models import IncomingMail  # noqa: PLC0415 -- the same
        from sala.talk.models import Post  # noqa: PLC0415 -- the same

        parts = [Part("mail", env), Part("jobs", env)]
        sender = Sender(env["MAIL_LISTEN"], f"supplies@{DOMAIN}", messages)
        try:
            until(lambda: is_listening(env["MAIL_LISTEN"]))
            sender.begin()
            killers = [
                threading.Thread(target=_kill, args=(part, count, messages, reached))
                for part, count, reached in zip(
                    parts,
                    (kills - kills // 2, kills // 2),
                    (lambda: len(sender.acknowledged), _settled),
                    strict=True,
                )
            ]
            for killer in killers:
                killer.start()
            for killer in killers:
                killer.join()
            sender.wait()
            until(lambda: not audit().waiting, lambda: audit().waiting)
        finally:
            sender.ended.set()
            for part in parts:
                part.end()
        found = audit()
        texts = Post.objects.values_list("text", flat=True)
        return {
            "messages": messages,
            "kills": {part.name: part.kills for part in parts},
            "acknowledged": len(sender.acknowledged),
            "kept": IncomingMail.objects.count(),
            "posts": Post.objects.count(),
            "doubled": Post.objects.count() - len({text.split("\n")[0] for text in texts}),
            "lost": len(set(sender.acknowledged) - {int(text.split("\n")[0]) for text in texts}),
            "audit": found.as_json(),
        }


def _kill(part: Part, kills: int, messages: int, reached: Callable[[], int]) -> None:
    """Kill it again and again, evenly over its work."""
    for number in range(kills):
        target = messages * (number + 1) // (kills + 1)
        until(lambda: reached() >= target, reached)  # noqa: B023 -- used up before the next
        part.kill()


def _settled() -> int:
    from django.db import connection  # noqa: PLC0415 -- settings are ready now

    from sala.mail.models import IncomingMail  # noqa: PLC0415 -- the same

    try:
        return IncomingMail.objects.exclude(state="stored").count()
    finally:
        connection.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="rate", choices=["rate", "kills"])
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--database-url", default=os.environ.get("DATABASE_URL", ""))
    asked = parser.parse_args()
    found: dict[str, Any] = {}
    if asked.what == "rate":
        found["parse"] = parse_rate()
        found["lmtp_in"] = receive_rate(asked.messages, url=asked.database_url)
    else:
        found["kills"] = survive(asked.messages, asked.kills, asked.database_url)
    print(json.dumps(found, ensure_ascii=False))
    kills = found.get("kills")
    is_sound = not kills or (not kills["lost"] and not kills["doubled"] and kills["audit"]["clean"])
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
