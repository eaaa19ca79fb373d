"""Counting readers beside the request: a GET writes nothing to the database (R103, R104, I10).

What was read is appended to a file of this machine; the clock takes the file up and counts. The
count leaves out the writers of a thing, machines, and who comes again within half an hour.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.utils.timezone import localdate, now

from sala.core.addresses import address_of, digest

AGAIN_AFTER = timedelta(minutes=30)
FEWEST_READERS = 5  # of a unit, before the unit is named
MACHINES = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|monitor|scan|curl|wget|python|java/|okhttp|httpclient"
    r"|facebookexternalhit|line-poker|whatsapp|telegram|feed|rss|archiver|lighthouse",
    re.IGNORECASE,
)


MOST_REMEMBERED = 20_000
_written_visits: set[tuple[str, str]] = set()


class Seen(NamedTuple):
    """One reading as it stands in the file. A label of "" is a visit to the house."""

    label: str
    object_id: int
    reader: str
    person_id: int | None
    at: float


def folder() -> Path:
    return Path(settings.VAR) / "reads"


def is_machine(request: HttpRequest) -> bool:
    """Programs say so, or say nothing; a page fetched before anybody asked is not read."""
    agent = request.headers.get("User-Agent", "")
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return not agent or bool(MACHINES.search(agent)) or "prefetch" in purpose.lower()


def reader_of(request: HttpRequest) -> str:
    """The same person for ever, the same visitor for a day; nobody can be read from it."""
    person_id = getattr(request.user, "pk", None)
    if person_id is not None:
        return reader_of_person(person_id)
    agent = request.headers.get("User-Agent", "")[:200]
    return digest(f"visitor {localdate()} {address_of(request)} {agent}")


def reader_of_person(person_id: int) -> str:
    return digest(f"reader {person_id}")


def note_read(request: HttpRequest, thing: Model) -> None:
    """Somebody opened a note, an item, whatever has `read_count`. Writes no row."""
    if request.method == "GET" and not is_machine(request):
        _append(thing._meta.label_lower, thing.pk, request)


def note_visit(request: HttpRequest) -> None:
    """Somebody came to the house: counted once a day, written once an hour by a process."""
    if is_machine(request):
        return
    visit = (f"{now():%Y-%m-%d %H}", reader_of(request))
    if visit not in _written_visits:
        if len(_written_visits) >= MOST_REMEMBERED:
            _written_visits.clear()
        _written_visits.add(visit)
        _append("", 0, request)


def _append(label: str, object_id: int, request: HttpRequest) -> None:
    """One short line, written whole: many processes may write at once."""
    person_id = getattr(request.user, "pk", None)
    seen = Seen(label, object_id, reader_of(request), person_id, now().timestamp())
    with suppress(OSError):  # a full disk must not keep anybody from reading
        folder().mkdir(parents=True, exist_ok=True)
        name = folder() / f"{os.getpid()}.lines"
        handle = os.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, (json.dumps(seen) + "\n").encode())
        finally:
            os.close(handle)


def take() -> Iterator[tuple[Path, list[Seen]]]:
    """The files that wait, each moved aside first; the caller deletes it when it is counted."""
    for path in sorted(folder().glob("*.lines")):
        with suppress(OSError):
            path.rename(path.with_suffix(f".{time.time_ns()}.taken"))
    for path in sorted(folder().glob("*.taken")):
        with suppress(OSError):
            yield path, list(_lines(path))


def _lines(path: Path) -> Iterator[Seen]:
    """A line cut short by a crash is left out."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        with suppress(ValueError, TypeError):
            yield Seen(*json.loads(line))


class Count(NamedTuple):
    """What a heap of readings adds to one thing."""

    more: int
    last: dict[str, datetime]


def counted(readings: list[Seen], last: Mapping[str, datetime], writers: set[str]) -> Count:
    """How many of the readings of one thing count, and when each reader was last there.

    Writers never count. A reader counts again only after half an hour without a reading.
    """
    more, seen = 0, dict(last)
    for one in sorted(readings, key=lambda one: one.at):
        if one.reader in writers:
            continue
        at = datetime.fromtimestamp(one.at, tz=now().tzinfo)
        before = seen.get(one.reader)
        if before is None or at - before >= AGAIN_AFTER:
            more += 1
        seen[one.reader] = max(at, before) if before else at
    return Count(more, seen)
