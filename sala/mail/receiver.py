"""`sala mail`: takes mail from the MTA by LMTP. Every message is committed before its 250.

Listens on a unix socket or on loopback only: whoever reaches this door is believed about what the
MTA has checked.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session
from django.conf import settings
from django.db import connections

from sala.mail.doors import Known, limits, normal
from sala.mail.storing import Arrived, store_apart

LONGEST_LINE = 64 * 1024
MOST_RECIPIENTS = 50
MOST_IN_A_BATCH = 64
IDLE = 120  # seconds a connection may say nothing
log = logging.getLogger(__name__)


class Spool:
    """Writes what concurrent connections bring in one transaction, from one thread."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1, "mail-store")
        self._waiting: list[tuple[Arrived, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    def close(self) -> None:
        """Finish what is being written, then let go of the thread and of its connection."""
        self.thread.submit(connections.close_all)
        self.thread.shutdown(wait=True)

    async def keep(self, arrived: Arrived) -> None:
        """Returns once the message is committed; raises when it could not be."""
        kept = asyncio.get_running_loop().create_future()
        self._waiting.append((arrived, kept))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await kept

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = (
                self._waiting[:MOST_IN_A_BATCH],
                self._waiting[MOST_IN_A_BATCH:],
            )
            try:
                await loop.run_in_executor(self.thread, store_apart, [one for one, _ in batch])
            except Exception as problem:
                log.exception("a batch of %s messages was not kept", len(batch))
                self._answer(batch, problem)
            else:
                self._answer(batch, None)

    def _answer(
        self, batch: list[tuple[Arrived, asyncio.Future[None]]], problem: Exception | None
    ) -> None:
        for _arrived, kept in batch:
            if kept.done():
                continue  # the connection is gone; the MTA sends the message again
            if problem is None:
                kept.set_result(None)
            else:
                kept.set_exception(problem)


class Door:
    """What aiosmtpd asks at each step of a conversation."""

    def __init__(self) -> None:
        self.spool = Spool()
        self.known = Known()
        self.inside = 0  # conversations under way: each holds at most one message in memory
        self.per_sender, self.per_address = limits()

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: LMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        ours = normal(address)
        if not ours or not await self._is_known(ours.rpartition("@")[0]):
            return "550 5.1.1 No such address here"
        envelope.rcpt_tos.append(ours)
        return "250 2.1.5 OK"

    async def _is_known(self, local: str) -> bool:
        answer = self.known.remembered(local)
        if answer is None:
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self.spool.thread, self.known.ask, local)
        return answer

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, server: LMTP, session: Session, envelope: Envelope
    ) -> str:
        """One reply for each recipient, in their order: LMTP clients wait for every one."""
        content = envelope.content or b""
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogateescape")
        sender = (envelope.mail_from or "").replace("\x00", "")
        replies = [self._limited(sender.lower(), address) for address in envelope.rcpt_tos]
        taken = [
            address for address, reply in zip(envelope.rcpt_tos, replies, strict=True) if not reply
        ]
        stored = "250 2.0.0 Stored"
        if taken:
            try:
                await self.spool.keep(Arrived(content, sender, tuple(dict.fromkeys(taken))))
            except Exception:  # noqa: BLE001 -- logged by the spool; the MTA tries again
                stored = "451 4.3.0 Not stored; try again later"
        return "\r\n".join(reply or stored for reply in replies)

    def _limited(self, sender: str, address: str) -> str:
        """Why this one must wait, or nothing. Asked only of mail that is really sent: an MTA that
        asks whether there is such an address sends none."""
        if sender and not self.per_sender.allows(sender):
            return "450 4.7.1 Too many messages from this sender; try again later"
        if not self.per_address.allows(address):
            return "450 4.7.1 Too many messages to this address; try again later"
        return ""


def for_each(envelope: Envelope, reply: str) -> str:
    return "\r\n".join([reply] * max(1, len(envelope.rcpt_tos)))


class Conversation(LMTP):
    """LMTP with room for long lines, and one refusal for each recipient of a message too large."""

    line_length_limit = LONGEST_LINE
    is_in = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        door = self.event_handler
        if door.inside >= settings.MAIL_MOST_CONNECTIONS:
            transport.write(b"421 4.3.2 Too many connections; try again later\r\n")  # type: ignore[attr-defined]
            transport.close()
            return
        door.inside += 1
        self.is_in = True
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self.is_in:
            self.is_in = False
            self.event_handler.inside -= 1
            super().connection_lost(error)

    async def push(self, status: Any) -> None:
        refused = isinstance(status, str) and status.startswith(("552 Error: Too", "500 Line"))
        if refused and self.envelope is not None and self.envelope.rcpt_tos:
            code = "552 5.3.4" if status.startswith("552") else "554 5.6.0"
            status = for_each(self.envelope, f"{code} {status[4:]}")
        await super().push(status)


class Listener:
    """The open door: at most so many conversations at once, each of bounded size."""

    def __init__(self, address: str = "") -> None:
        self.address = address or settings.MAIL_LISTEN
        self.door = Door()
        self.server: asyncio.AbstractServer | None = None

    def conversation(self) -> asyncio.Protocol:
        loop = asyncio.get_running_loop()
        return Conversation(
            self.door,
            data_size_limit=settings.MAIL_MAX_BYTES,
            enable_SMTPUTF8=True,
            hostname=settings.MAIL_DOMAIN,
            ident="Sala",
            timeout=IDLE,
            loop=loop,
        )

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        if self.address.startswith("unix:"):
            door = unix_door(Path(self.address[5:]))
            self.server = await loop.create_unix_server(self.conversation, sock=door)
        else:
            host, port = loopback(self.address)
            self.server = await loop.create_server(self.conversation, host, port)

    async def serve(self) -> None:
        """Until the process is asked to end; what is being written is finished first."""
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, ended.set)
        await self.start()
        log.info("receiving mail at %s", self.address)
        await ended.wait()
        self.close()

    def close(self) -> None:
        if self.server:
            self.server.close()
        self.door.spool.close()


def loopback(address: str) -> tuple[str, int]:
    """Host and port; any address that other machines could reach is refused."""
    host, _colon, port = address.rpartition(":")
    bare = host.strip("[]")
    try:
        is_safe = ipaddress.ip_address(bare).is_loopback
    except ValueError:
        is_safe = False
    if not is_safe or not port.isdigit():
        raise SystemExit(
            f"รับจดหมายได้ที่ unix socket หรือ 127.0.0.1 เท่านั้น ไม่ใช่ {address}\n"
            f"Mail is received on a unix socket or on loopback only, not on {address}."
        )
    return bare, int(port)


def unix_door(path: Path) -> socket.socket:
    """A socket that the MTA's group may open and nobody else; reached through its open folder,
    because the name of a socket must be short and the path to it need not be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        door.bind(f"/proc/self/fd/{folder}/{path.name}")
    finally:
        os.close(folder)
    path.chmod(0o660)
    return door


def run_forever() -> None:
    asyncio.run(Listener().serve())
