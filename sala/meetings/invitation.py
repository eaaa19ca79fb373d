"""The calendar file of a session: one stable UID, a higher sequence for every change."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from sala.documents import calendar_file as calendars
from sala.mail.actions import file_part
from sala.meetings.models import Session


def calendar_file(session: Session) -> bytes:
    """An entry to put into one's own calendar; a session called off takes it out again."""
    site = settings.SITE_URL.rstrip("/")
    entry = calendars.Entry(
        key=f"session-{session.number}",
        host=urlsplit(site).hostname or "localhost",
        sequence=session.calendar_sequence,
        title=session.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        changed_at=session.cancelled_at or session.created_at,
        place=session.place or session.link,
        url=f"{site}{session.get_absolute_url()}",
        is_cancelled=session.cancelled_at is not None,
    )
    return calendars.calendar_file([entry])


def calendar_part(session: Session) -> dict[str, str]:
    """The file as a mail carries it."""
    return file_part(f"session-{session.number}.ics", "text/calendar", calendar_file(session))
