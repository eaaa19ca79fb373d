"""What the clock does for communities: reminders of review, quietness, counts made again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.timezone import localdate, localtime, now

from sala.communities.actions.counting import recount
from sala.communities.models import Community
from sala.communities.telling import tell_review
from sala.core.registries import ClockTask, clock_tasks
from sala.journal.actions import record
from sala.journal.models import Line
from sala.people.models import AgencySettings

HOUR = 7
DEFAULT_REMINDER_DAYS, DEFAULT_QUIET_DAYS = 30, 90


def remind_of_review(moment: datetime) -> None:
    """Facilitators hear once of each review date, some days before (R022)."""
    today = localdate(moment)
    days = _days("review_reminder_days")
    rows = Community.objects.open().filter(review_on__isnull=False, standing_of__isnull=True)
    for community in rows:
        ahead = days.get(community.agency_id, DEFAULT_REMINDER_DAYS)
        is_due = community.review_on and community.review_on <= today + timedelta(days=ahead)
        if is_due and community.review_told_for != community.review_on:
            community.review_told_for = community.review_on
            community.save(update_fields=["review_told_for"])
            record(
                "communities.review_reminded", community, by=None, via="job", audience=community.key
            )
            tell_review(community, "communities.review_soon")


def flag_quiet(moment: datetime) -> None:
    """Long silence proposes a review (R023). What happened is read from the journal."""
    days = _days("quiet_days")
    rows = list(Community.objects.open().filter(standing_of__isnull=True))
    latest = _latest([community.key for community in rows])
    for community in rows:
        seen = max(community.last_active_at, latest.get(community.key, community.last_active_at))
        is_quiet = seen < moment - timedelta(days=days.get(community.agency_id, DEFAULT_QUIET_DAYS))
        if seen != community.last_active_at:
            community.last_active_at = seen
            community.save(update_fields=["last_active_at"])
        if is_quiet and community.quiet_flagged_at is None:
            community.quiet_flagged_at = now()
            community.save(update_fields=["quiet_flagged_at"])
            record(
                "communities.quiet_flagged", community, by=None, via="job", audience=community.key
            )
            tell_review(community, "communities.quiet")
        elif not is_quiet and community.quiet_flagged_at is not None:
            community.quiet_flagged_at = None
            community.save(update_fields=["quiet_flagged_at"])


def recount_all(moment: datetime) -> None:
    """People are transferred: units, sites and computed scopes are made again each night."""
    for community in Community.objects.open():
        recount(community)


def _latest(audiences: list[str]) -> dict[str, datetime]:
    """When somebody last did something inside each community; offices looking do not count."""
    rows = (
        Line.objects.filter(audience__in=audiences, actor__isnull=False)
        .exclude(verb="communities.looked_by_office")
        .values_list("audience")
        .annotate(last=Max("at"))
    )
    return dict(rows)


def _days(name: str) -> dict[int, int]:
    return dict(AgencySettings.objects.values_list("agency_id", name))


def _daily(moment: datetime) -> str | None:
    local = localtime(moment)
    return f"{local:%Y-%m-%d}" if local.hour >= HOUR else None


def _nightly(moment: datetime) -> str | None:
    return f"{localtime(moment):%Y-%m-%d}"


clock_tasks.add(
    ClockTask("communities.review", _daily, remind_of_review),
    ClockTask("communities.quiet", _daily, flag_quiet),
    ClockTask("communities.recount", _nightly, recount_all),
)
