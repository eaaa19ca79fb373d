"""When participants are asked about use at work, and how often."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

DEFAULT_DAYS = 30
MAX_REMINDERS = 3
DAYS_BETWEEN_REMINDERS = 7
DAYS_TO_ANSWER = 14


def rounds(follow_up_days: Iterable[object], default: int = DEFAULT_DAYS) -> list[int]:
    """Days after the last session at which the plan asks, in order; at least one round."""
    days = {int(str(day)) for day in follow_up_days if str(day).isdigit()}
    return sorted(days) or [default]


def due_at(last_held_at: datetime, days: int) -> datetime:
    return last_held_at + timedelta(days=days)


def may_remind(reminded_at: datetime | None, count: int, moment: datetime) -> bool:
    """At most three reminders, at least a week apart."""
    if count >= MAX_REMINDERS:
        return False
    return reminded_at is None or moment - reminded_at >= timedelta(days=DAYS_BETWEEN_REMINDERS)
