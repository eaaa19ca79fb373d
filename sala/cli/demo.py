"""The demonstration: an embedded database, two agencies, everything running on this machine."""

from __future__ import annotations

import fcntl
import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sala.cli.processes import (
    ROOT,
    Ended,
    Family,
    Stop,
    ending_on_signals,
    require_free_port,
    require_writable,
    web_command,
)

READY_WITHIN = 50.0  # seconds for the first page to come


def demo(host: str, port: int, *, fresh: bool, as_json: bool) -> int:
    """Build what is missing, start everything, say where it is, stay until Ctrl-C."""
    var = Path(os.environ.get("SALA_VAR") or ROOT / "var/demo").absolute()
    require_writable(var)
    require_free_port(host, port)
    url = f"http://{shown(host)}:{port}/"
    with alone(var), ending_on_signals():
        family = None
        try:
            if fresh:
                empty(var)
            surroundings(var, host, url)
            accounts = prepare()
            family = Family(os.environ)
            family.start("web", web_command(host, port, workers=1))
            for part in ("jobs", "mail"):
                if is_there(part):
                    family.start(part, [sys.executable, "-m", "sala.cli", part])
            family.wait_until_answering(url, seconds=READY_WITHIN)
            announce(url, accounts, as_json=as_json)
            family.stay()
        except Ended:
            print("\nปิดแล้ว ข้อมูลยังอยู่ · Closed; what was changed is kept.", file=sys.stderr)
        finally:
            if family:
                family.end()
    return 0


def shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 -- what the person chose
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


@contextmanager
def alone(var: Path) -> Iterator[None]:
    """One demonstration a folder: two would send every mail twice."""
    with (var / "running.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Stop(
                f"มีการสาธิตเปิดอยู่แล้วในโฟลเดอร์ {var} ปิดของเดิมก่อน\n"
                f"A demonstration is already running in {var}; close it first."
            ) from taken
        yield


def empty(var: Path) -> None:
    """Only what the demonstration itself made: the folder may hold more."""
    for pattern in ("sala.sqlite3*", "outbox", "media"):
        for path in var.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def surroundings(var: Path, host: str, url: str) -> None:
    """The environment of a demonstration, whatever a real site beside it has in its own."""
    for name in ("DATABASE_URL", "SALA_STATIC", "SALA_MEDIA", "SALA_OUTBOX", "EMAIL_BACKEND"):
        os.environ.pop(name, None)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        SALA_VAR=str(var),
        SALA_DEMO="1",
        LINK_CHECK="false",  # its addresses are invented
        MAIL_DOMAIN="sala.example.go.th",
        SITE_URL=url.rstrip("/"),
        ALLOWED_HOSTS="*" if shown(host) != host else f"localhost,127.0.0.1,[::1],{host}",
    )
    sys.path.insert(0, str(ROOT))


def prepare() -> list[tuple[str, str, str]]:
    """The database, the demonstration's content and the static files; quick when all is there."""
    import django  # noqa: PLC0415 -- after the surroundings are laid

    django.setup()
    from django.core.management import call_command, get_commands  # noqa: PLC0415 -- the same

    from sala.cli.static import collect_static  # noqa: PLC0415 -- the same

    print("กำลังเตรียมข้อมูลสาธิต … Preparing the demonstration …", file=sys.stderr, flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if "demo_data" in get_commands():
        call_command("demo_data", verbosity=0, stdout=sys.stderr)
    collect_static()
    return demo_accounts()


def demo_accounts() -> list[tuple[str, str, str]]:
    """Role, e-mail and password of each person one can sign in as."""
    if importlib.util.find_spec("sala.home.demo") is None:
        return []
    module = importlib.import_module("sala.home.demo.accounts")
    found: Iterable[tuple[str, str, str]] = module.accounts()
    return [(row[0], row[1], row[2]) for row in found]


def is_there(part: str) -> bool:
    if part == "jobs":
        return True
    from sala.cli.serve import receiver  # noqa: PLC0415 -- Django must be set up

    return receiver() is not None


def announce(url: str, accounts: list[tuple[str, str, str]], *, as_json: bool) -> None:
    if as_json:
        rows = [dict(zip(("role", "email", "password"), row, strict=True)) for row in accounts]
        print(json.dumps({"url": url, "accounts": rows}, ensure_ascii=False), flush=True)
        return
    print(f"Sala: {url}")
    for row in accounts:
        print("\t".join(row))
    sys.stdout.flush()
