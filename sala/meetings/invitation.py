"""The calendar file of a session: one stable UID, a higher sequence for every change."""

from __future__ import annotations

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from sala.mail.actions import file_part
from sala.meetings.models import Session


def calendar_file(session: Session) -> bytes:
    """RFC 5545: REQUEST, or CANCEL for a session that was called off. Times in UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sala//TH")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if session.cancelled_at else "REQUEST")
    event = Event()
    event.add("uid", f"session-{session.number}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", session.calendar_sequence)
    event.add("dtstamp", session.created_at.astimezone(UTC))
    event.add("dtstart", session.starts_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("summary", session.title)
    event.add("location", session.place or session.link)
    address = reverse("meetings:session", args=[session.number])
    event.add("url", f"{settings.SITE_URL.rstrip('/')}{address}")
    event.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def calendar_part(session: Session) -> dict[str, str]:
    """The file as a mail carries it."""
    return file_part(f"session-{session.number}.ics", "text/calendar", calendar_file(session))
