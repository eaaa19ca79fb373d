"""A Postfix of our own: the configuration of docs/operate/postfix with other folders and ports."""

from __future__ import annotations

import grp
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs/operate/postfix"
PROGRAM = "/usr/sbin/postfix"
MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
showq unix n - n - - showq
flush unix n - n 1000? 0 flush
postlog unix-dgram n - n - 1 postlogd
"""


def is_there() -> bool:
    return Path(PROGRAM).exists() and os.geteuid() == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Postfix:
    """Takes mail on loopback, hands ours to Sala by LMTP and the rest to a sink."""

    def __init__(self, lmtp: str, sink: int) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="sala-postfix-"))
        self.folder.chmod(0o755)
        self.etc = self.folder / "etc"
        shutil.copytree(DOCUMENTED, self.etc)
        for name in ("queue", "data"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        (self.etc / "master.cf").write_text(MASTER.format(port=self.port))
        self._set(
            queue_directory=str(self.folder / "queue"),
            data_directory=str(self.folder / "data"),
            maillog_file=str(self.folder / "mail.log"),
            maillog_file_prefixes=tempfile.gettempdir(),
            setgid_group=_any_group(),
            inet_interfaces="127.0.0.1",
            inet_protocols="ipv4",
            alias_maps="",
            alias_database="",
            relay_transport=f"lmtp:inet:{lmtp}",
            relayhost=f"[127.0.0.1]:{sink}",
            address_verify_poll_delay="1s",
            minimal_backoff_time="1s",
            smtpd_client_message_rate_limit="0",
        )

    def _set(self, **values: str) -> None:
        pairs = [f"{name}={value}" for name, value in values.items()]
        subprocess.run(["/usr/sbin/postconf", "-c", self.etc, "-e", *pairs], check=True)

    def __enter__(self) -> Self:
        self._run("start")
        deadline = time.monotonic() + 30
        while not self._answers():
            assert time.monotonic() < deadline, self.log()
        return self

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    def __exit__(self, *problem: object) -> None:
        self._run("stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, what: str) -> None:
        subprocess.run(
            [PROGRAM, "-c", self.etc, what], check=False, capture_output=True, timeout=60
        )

    def log(self) -> str:
        path = self.folder / "mail.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def waiting(self) -> list[str]:
        """Files of the queue that still wait for their delivery."""
        names = ("incoming", "active", "deferred", "maildrop")
        queue = self.folder / "queue"
        files = (path for name in names for path in (queue / name).rglob("*") if path.is_file())
        return [path.name for path in files if re.fullmatch(r"[0-9A-Za-z]+", path.name)]


def _any_group() -> str:
    """Postfix wants a group of its own; a test needs none of its rights."""
    names = {entry.gr_name for entry in grp.getgrall()}
    return "postdrop" if "postdrop" in names else "mail"
