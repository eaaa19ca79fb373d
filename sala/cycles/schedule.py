"""When each of the seven steps should be done, so that a page can say what is late since when.

The handbook sets no dates. Preparing (steps 1–4) is given the first weeks; the rest is laid
backwards from the day the cycle is to close, leaving time for the follow-ups the plan names.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sala.core.thai import fiscal_bounds, fiscal_year

PREPARING_DAYS = {1: 14, 2: 21, 3: 21, 4: 30}
ANSWERING_DAYS = 14
SHORTEST_DAYS = 120


def closing_day(starts_on: date) -> date:
    """The end of the fiscal year, or 120 days on when that is too near."""
    last = fiscal_bounds(fiscal_year(starts_on))[1]
    return max(last, starts_on + timedelta(days=SHORTEST_DAYS))


def due_days(
    starts_on: date | None, ends_on: date | None, follow_up_days: Sequence[int]
) -> dict[int, date]:
    """The day each step is due; nothing while the cycle has no first day."""
    if starts_on is None:
        return {}
    closes = ends_on or closing_day(starts_on)
    wait = timedelta(days=max(follow_up_days, default=0) + ANSWERING_DAYS)
    held = max(closes - wait, starts_on)
    days = {step: min(starts_on + timedelta(days=n), held) for step, n in PREPARING_DAYS.items()}
    return days | {5: held, 6: min(held + timedelta(days=ANSWERING_DAYS), closes), 7: closes}
