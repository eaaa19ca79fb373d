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


class Letter(NamedTuple):
    name: str
    to: str
    subject: str
    at: datetime | None
    text: str
    attachments: list[str]


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
        str(message.get("Subject", "")),
        parsedate_to_datetime(date) if date else None,
        text,
        [part.get_filename() or "" for part in message.iter_attachments()],
    )
