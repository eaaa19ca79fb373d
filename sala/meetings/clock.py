"""A reminder the day before, once a session."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate, localtime

from sala.core.registries import ClockTask, clock_tasks
from sala.meetings.models import Session
from sala.meetings.queries import invited_people
from sala.notices.actions import tell

HOUR = 9


def remind(moment: datetime) -> None:
    """Tell the people of tomorrow's sessions; who said no is left in peace."""
    tomorrow = localdate(moment) + timedelta(days=1)
    sessions = Session.objects.live().filter(
        starts_at__date=tomorrow, invited_at__isnull=False, held_at__isnull=True
    )
    for session in sessions.select_related("cycle", "community"):
        declined = set(session.rsvps.filter(is_coming=False).values_list("person_id", flat=True))
        tell(
            [person for person in invited_people(session) if person.pk not in declined],
            "meetings.reminder",
            session,
            url=reverse("meetings:session", args=[session.number]),
            audience="personal",
            title=session.title,
            starts_at=session.starts_at.isoformat(),
            ends_at=session.ends_at.isoformat(),
            place=session.place,
            link=session.link,
        )


def _slot(moment: datetime) -> str | None:
    local = localtime(moment)
    return f"{local:%Y-%m-%d}" if local.hour >= HOUR else None


clock_tasks.add(ClockTask("meetings.remind", _slot, remind))
