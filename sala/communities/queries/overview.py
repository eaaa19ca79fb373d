"""What the front page says about communities: only what anyone may see, each counted once."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from sala.communities.models import Community, Membership
from sala.communities.queries.directory import Card, GroupRow, card_of, group_rows
from sala.people.keys import PUBLIC

SHOWN = 6


class Overview(NamedTuple):
    """`communities` and `people` count each community and each person once (I13)."""

    communities: int
    people: int
    agencies: int
    groups: list[GroupRow]
    newest: list[Card]


def public_overview(*, shown: int = SHOWN) -> Overview:
    seen = Community.objects.visible_to({PUBLIC}).open()
    inside = Membership.objects.filter(community__in=seen.values("pk"), left_at__isnull=True)
    counts = seen.aggregate(
        total=Count("pk", distinct=True), agencies=Count("agency", distinct=True)
    )
    newest = seen.filter(standing_of__isnull=True).prefetch_related("groups")
    return Overview(
        communities=counts["total"],
        people=inside.values("person_id").distinct().count(),
        agencies=counts["agencies"],
        groups=group_rows(AnonymousUser(), seen),
        newest=[card_of(row) for row in newest.order_by("-happened_at", "-number")[:shown]],
    )
