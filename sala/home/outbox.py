"""The demonstration's letters, read from the folder they were written to."""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

NAME = re.compile(r"[\w.-]+\.log-\d+")
MOST = 200
LINK = re.compile(r"<(https?://[^>\s]+)>")
SHOWN = (
    "From",
    "Reply-To",
    "List-Id",
    "List-Post",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Auto-Submitted",
    "Message-ID",
    "In-Reply-To",
)


class Letter(NamedTuple):
    name: str
    to: str
    subject: str
    at: datetime | None
    text: str
    attachments: list[str]
    html: str
    marks: list[tuple[str, str]]  # headers that say how it may be answered or ended
    leave: str  # where one click ends it


def letters() -> list[Letter]:
    """The newest two hundred."""
    found: list[Letter] = []
    for path in sorted(folder().glob("*.log"), key=lambda p: p.stat().st_mtime, reverse=True):
        found += reversed(_read(path))
        if len(found) >= MOST:
            break
    return found[:MOST]


def letter_at(name: str) -> Letter | None:
    if not NAME.fullmatch(name):
        return None
    file, _, position = name.rpartition("-")
    path = folder() / file
    rows = _read(path) if path.is_file() else []
    return next((row for row in rows if row.name == f"{file}-{position}"), None)


def folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)


def _read(path: Path) -> list[Letter]:
    """Django's file backend writes several letters to a file, a dashed line after each."""
    pieces = path.read_bytes().split(b"-" * 79)
    rows = []
    for position, piece in enumerate(pieces):
        if piece.strip():
            message = message_from_bytes(piece.strip(), policy=policy.default)
            if isinstance(message, EmailMessage):
                rows.append(_letter(f"{path.name}-{position}", message))
    return rows


def _letter(name: str, message: EmailMessage) -> Letter:
    body = message.get_body(("plain", "html"))
    text = body.get_content() if body is not None else ""
    date = str(message.get("Date", ""))
    return Letter(
        name,
        str(message.get("To", "")),
        str(message.get("Subject", "")).strip(),
        parsedate_to_datetime(date) if date else None,
        text,
        [part.get_filename() or "" for part in message.iter_attachments()],
        _page(message),
        [(name, str(message[name])) for name in SHOWN if message[name]],
        _leave(message),
    )


def _page(message: EmailMessage) -> str:
    body = message.get_body(("html",))
    return str(body.get_content()) if body is not None else ""


def _leave(message: EmailMessage) -> str:
    found = LINK.search(str(message.get("List-Unsubscribe", "")))
    return found[1] if found else ""
