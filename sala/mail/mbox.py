"""An mbox archive: where each message stands, in the order they were written, and its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO

from sala.mail.arrivals import ids_in
from sala.mail.parts import sent_at
from sala.mail.reading.headers import split_fields
from sala.mail.reading.reasons import UnreadableError

MOST = 200_000  # messages of one archive
_HEAD = 64 * 1024
_LATEST = datetime.max.replace(tzinfo=UTC)
_BEGINS = re.compile(rb"From \S+[ \t][^\n]{0,200}?\d:\d\d")
_LONGEST_LINE = 512  # of a `From ` line
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One message of the file: its bytes from `start` to `end`, without the `From ` line."""

    start: int
    end: int
    at: datetime | None

    @property
    def size(self) -> int:
        return self.end - self.start


def entries(file: BinaryIO) -> list[Entry]:
    """Every message, oldest first; those without a readable date after the one they follow."""
    found, last = [], None
    for start, end in list(islice(_places(file), MOST)):
        file.seek(start)
        at = _date(file.read(min(_HEAD, end - start)))
        last = at or last
        found.append((last or _LATEST, start, Entry(start, end, at)))
    return [entry for _at, _start, entry in sorted(found, key=lambda one: one[:2])]


def content(file: BinaryIO, entry: Entry) -> bytes:
    """The message as it was sent: one `>` fewer before each From that was escaped."""
    file.seek(entry.start)
    return _ESCAPED.sub(rb"\1", file.read(entry.size))


def _places(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Where messages begin and end. One begins at a `From ` line with a time, after a blank line:
    a sentence that begins with From is no message."""
    file.seek(0)
    at, start, is_after_blank = 0, -1, True
    while line := file.readline(1024 * 1024):
        if is_after_blank and _begins(line):
            if start >= 0:
                yield start, at
            start = at + len(line)
        is_after_blank = line in (b"\n", b"\r\n")
        at += len(line)
    if 0 <= start < at:
        yield start, at


def _begins(line: bytes) -> bool:
    return line.startswith(b"From ") and _BEGINS.match(line[:_LONGEST_LINE]) is not None


def _date(head: bytes) -> datetime | None:
    block = head.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    try:
        return sent_at(split_fields(block).raw("date") or b"")
    except UnreadableError:
        return None


def references_of(head: bytes) -> tuple[str, ...]:
    """What a message answers, the nearest first."""
    try:
        fields = split_fields(head.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0])
    except UnreadableError:
        return ()
    nearest = ids_in(fields.raw("in-reply-to") or b"")[:1]
    older = reversed(ids_in(fields.raw("references") or b""))
    return tuple(dict.fromkeys((*nearest, *older)))
