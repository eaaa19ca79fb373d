"""Counters people see, kept in the row and made again from what they count."""

from __future__ import annotations

from django.utils.timezone import now

from sala.communities.models import Community
from sala.communities.queries.places import places_of
from sala.communities.scope import reach


def recount(community: Community) -> Community:
    """Members, units, sites and the computed scope. Call inside the caller's transaction."""
    found = reach(places_of(community))
    community.member_count = community.memberships.filter(left_at__isnull=True).count()
    community.unit_count = found.unit_count
    community.place_count = found.place_count
    community.computed_scope = found.scope
    community.save(update_fields=["member_count", "unit_count", "place_count", "computed_scope"])
    return community


def mark_active(community: Community) -> None:
    """Something happened here: the flag of quietness falls."""
    Community.objects.filter(pk=community.pk).update(last_active_at=now(), quiet_flagged_at=None)
