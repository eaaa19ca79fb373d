"""What a stored message holds besides its new words: files, its date, the whole text."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from django.utils.timezone import now

from sala.mail.arrivals import FilePart
from sala.mail.reading.bodies import read_body
from sala.mail.reading.mime import MAX_BYTES, parse
from sala.mail.reading.reasons import UnreadableError

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
MOST_FILES = 20
LONGEST_SHOWN = 20_000  # letters of an original that a page shows


def files_in(raw: bytes) -> list[FilePart]:
    """The files a person attached, decoded. One that cannot be decoded comes empty and is refused
    by whoever would keep it."""
    body = read_body(parse(raw))
    found = []
    for name, part in list(zip(body.attachments, body.files, strict=False))[:MOST_FILES]:
        try:
            content = part.content(MAX_BYTES)
        except UnreadableError:
            content = b""
        found.append(FilePart(name, content))
    return found


def whole_text(raw: bytes) -> str:
    """Everything readable in a message as plain text, quotes too; empty when it cannot be read."""
    try:
        lines = read_body(parse(raw)).lines
    except (UnreadableError, ValueError, LookupError, RecursionError):
        return ""
    text = "\n".join(line.whole or line.text for line in lines).replace("\x00", "")
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + " …"


def sent_at(value: bytes) -> datetime | None:
    """The Date field; None where it is missing, broken or plainly wrong."""
    try:
        found = parsedate_to_datetime(value.decode("ascii", "replace").strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    try:
        return found if EARLIEST <= found <= now() else None
    except OverflowError:
        return None
