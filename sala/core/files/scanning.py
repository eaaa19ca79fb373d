"""The virus scanner, where an agency runs one: clamd, spoken to by its INSTREAM command."""

from __future__ import annotations

import socket
import struct
from datetime import datetime
from typing import IO

from django.conf import settings
from django.core.cache import cache

from sala.core.models import Attachment, FileState

PIECE, PATIENCE, AT_ONCE, PAUSE = 64 * 1024, 30, 20, 60
AWAY = "clamd:away"


class NoAnswer(Exception):  # noqa: N818 -- the scanner is away; the file waits
    """The scanner could not be asked."""


def is_on() -> bool:
    return bool(settings.CLAMD)


def finding(source: IO[bytes]) -> str:
    """What the scanner calls the thing it found, or "" when it found nothing."""
    try:
        with _connected() as line:
            line.sendall(b"zINSTREAM\0")
            source.seek(0)
            while piece := source.read(PIECE):
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
            answer = _answer(line)
    except OSError as away:
        raise NoAnswer(str(away)) from away
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream:").removesuffix("FOUND").strip() or "found"
    if not answer.endswith("OK"):
        raise NoAnswer(answer[:200])
    return ""


def _connected() -> socket.socket:
    where = settings.CLAMD
    if where.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        line.connect(where.removeprefix("unix:"))
        return line
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def _answer(line: socket.socket) -> str:
    found = b""
    while not found.endswith(b"\0") and len(found) < 4096:
        piece = line.recv(4096)
        if not piece:
            break
        found += piece
    return found.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def scan_waiting(moment: datetime | None = None) -> None:
    """Ask about the files that wait, oldest first.

    When the scanner is away they go on waiting, and it is asked again in a minute.
    """
    waiting = list(Attachment.objects.filter(state=FileState.WAITING).order_by("made_at")[:AT_ONCE])
    if not waiting or not is_on() or cache.get(AWAY):
        return
    for row in waiting:
        try:
            with row.file.open("rb") as source:
                found = finding(source)
        except NoAnswer:
            cache.set(AWAY, 1, PAUSE)
            break
        except OSError:
            found = "lost"
        state = FileState.SUSPECT if found else FileState.KEPT
        reason = "state.file_suspect" if found else ""
        Attachment.objects.filter(pk=row.pk, state=FileState.WAITING).update(
            state=state, reason=reason
        )
