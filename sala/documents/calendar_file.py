"""iCalendar files: what a person adds to the calendar on their phone, and what later mends it.

A meeting keeps its UID for ever and raises SEQUENCE with each change, so a calendar replaces the
entry it holds instead of adding a second one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, vCalAddress, vText

from sala.core.thai.calendar import bangkok_time
from sala.core.thai.text import clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable

PRODUCT = "-//Sala//Community of practice//TH"


class Method(StrEnum):
    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Mailbox:
    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`key` names the thing (`session-12`) and with `host` makes the UID; `changed_at` is when
    this version came about. `organizer` is required by REQUEST and CANCEL."""

    key: str
    host: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    place: str = ""
    description: str = ""
    url: str = ""
    organizer: Mailbox | None = None
    guests: tuple[Mailbox, ...] = ()
    is_cancelled: bool = False

    @property
    def uid(self) -> str:
        return f"{self.key}@{self.host}"


def content_type(method: Method) -> str:
    """For the mail part and the download; Outlook reads the method here."""
    return f"text/calendar; charset=utf-8; method={method}"


def calendar_file(
    entries: Iterable[Entry], method: Method = Method.PUBLISH, *, name: str = ""
) -> bytes:
    """A calendar in Bangkok time with its time zone inside; `name` titles a subscribed feed."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", str(method))
    if name:
        calendar.add("x-wr-calname", clean_line(name))
    for entry in entries:
        calendar.add_component(_event(entry, method))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: Entry, method: Method) -> Event:
    if method is not Method.PUBLISH and entry.organizer is None:
        raise ValueError("an invitation names who invites")
    is_cancelled = entry.is_cancelled or method is Method.CANCEL
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("summary", clean_line(entry.title))
    event.add("dtstart", bangkok_time(entry.starts_at))
    event.add("dtend", bangkok_time(max(entry.ends_at, entry.starts_at + timedelta(minutes=1))))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_cancelled else "OPAQUE")
    for field, text in (("location", clean_line(entry.place)),
                        ("description", clean_text(entry.description)),
                        ("url", clean_line(entry.url))):  # fmt: skip
        if text:
            event.add(field, text)
    if entry.organizer:
        event.add("organizer", _address(entry.organizer), encode=False)
    for guest in entry.guests:
        event.add("attendee", _guest(guest), encode=False)
    return event


def _guest(mailbox: Mailbox) -> vCalAddress:
    address = _address(mailbox)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    address.params["RSVP"] = vText("TRUE")
    return address


def _address(mailbox: Mailbox) -> vCalAddress:
    """A parameter of iCalendar holds no quotation mark, and readers stumble over a backslash."""
    address = vCalAddress("mailto:" + "".join(clean_line(mailbox.address).split()))
    address.params["CN"] = vText(clean_line(mailbox.name).replace('"', "”").replace("\\", "/"))
    return address
