"""Several processes that live and end together."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).resolve().parent.parent.parent
GRACE = 3.0  # seconds from a polite request to end until the end


class Stop(Exception):  # noqa: N818 -- a sentence to the person at the keyboard, not a fault
    """Ends the command with this sentence and exit status 1."""


def web_command(host: str, port: int, *, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        # A page that hangs must not hold up the end of the server.
        *("--blocking-threads", "4", "--workers-kill-timeout", "2", "--log-level", "warning"),
        "config.wsgi:application",
    ]


def require_free_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError as refused:
            raise Stop(f"ไม่มีพอร์ต {port} · There is no port {port}.") from refused
        except OSError as refused:
            raise Stop(why_not_bound(host, port, refused)) from refused


def why_not_bound(host: str, port: int, refused: OSError) -> str:
    if refused.errno == errno.EADDRINUSE:
        return (
            f"พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ เลือกพอร์ตอื่นได้ เช่น PORT={port + 1} make demo\n"
            f"Port {port} is taken; choose another with PORT={port + 1}."
        )
    return (
        f"เปิดรับที่ {host}:{port} ไม่ได้: {refused.strerror}\n"
        f"Cannot listen on {host}:{port}: {refused.strerror}."
    )


def require_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".write-test-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as refused:
        raise Stop(
            f"เขียนลงโฟลเดอร์ {folder} ไม่ได้ กรุณาเลือกโฟลเดอร์อื่นด้วยตัวแปร SALA_VAR\n"
            f"The folder {folder} cannot be written to; name another in SALA_VAR."
        ) from refused


class Ended(Exception):  # noqa: N818 -- a wish, not a fault
    """Ctrl-C, a closed terminal, or a polite request to end."""


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """The three ways in which a person or a machine asks us to end become one exception."""

    def end(number: int, frame: FrameType | None) -> None:
        for ignored in ENDINGS:  # a second Ctrl-C must not cut the cleaning short
            signal.signal(ignored, signal.SIG_IGN)
        raise Ended

    before = {number: signal.signal(number, end) for number in ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Family:
    """Child processes in our process group; when one ends, or we do, all end."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = {**env, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: list[str]) -> None:
        self.children[name] = subprocess.Popen(
            command, cwd=ROOT, env=self.env, stdin=subprocess.DEVNULL
        )

    def refuse_losses(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                raise Stop(
                    f"ส่วน {name} หยุดทำงานเองด้วยรหัส {child.returncode} จึงปิดทั้งหมด\n"
                    f"The {name} process ended by itself with status {child.returncode}."
                )

    def wait_until_answering(self, url: str, *, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not answers(url):
            self.refuse_losses()
            if time.monotonic() > deadline:
                raise Stop(f"{url} ไม่ตอบภายใน {seconds:.0f} วินาที · {url} does not answer.")
            time.sleep(0.1)

    def stay(self) -> None:
        while True:
            self.refuse_losses()
            time.sleep(0.3)

    def end(self) -> None:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + GRACE
        for child in self.children.values():
            try:
                child.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def answers(url: str) -> bool:
    """Whether a page comes back. One that says no is a page; a broken one ends the waiting."""
    try:
        with build_opener(ProxyHandler({})).open(url, timeout=10):
            return True
    except HTTPError as refused:
        if refused.code >= 500:
            raise Stop(
                f"หน้าแรกทำงานผิดพลาด ({refused.code}) รายละเอียดอยู่ด้านบน\n"
                f"The front page is broken ({refused.code}); the reason is above."
            ) from refused
        return True
    except (URLError, OSError):
        return False
