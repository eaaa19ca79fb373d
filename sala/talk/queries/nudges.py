"""Who has not spoken: the list of a facilitator, and who is due for a first word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils.timezone import localdate, now

from sala.communities.catalogue import OPEN_STATES
from sala.communities.models import Community, Membership
from sala.core.permissions import Decision
from sala.people.queries import postings_on
from sala.talk.models import Comment, Nudge, NudgeKind, NudgeOptOut, Post
from sala.talk.rules import can_nudge, nudgeable

SILENCE, SETTLING, TOO_LATE = timedelta(days=30), timedelta(days=3), timedelta(days=30)
SHOWN = 50


def _written() -> QuerySet[Post]:
    """Posts of a membership's person in its community."""
    return Post.objects.filter(
        thread__community=OuterRef("community"),
        author=OuterRef("person"),
        removed_at__isnull=True,
    )


def _commented() -> QuerySet[Comment]:
    """Comments of a membership's person on things of its community."""
    return Comment.objects.filter(
        community=OuterRef("community"), author=OuterRef("person"), removed_at__isnull=True
    )


def silent_members(community: Community) -> QuerySet[Any]:
    """Members of thirty days and more who wrote nothing here in that time, by web or by mail, no
    post and no comment; who never wrote first, then the longest silent, with `spoke_at`."""
    since = now() - SILENCE
    posted = Subquery(_written().order_by("-made_at").values("made_at")[:1])
    commented = Subquery(_commented().order_by("-made_at").values("made_at")[:1])
    # The later of the two; of one alone, that one: databases differ in what GREATEST does of NULL.
    last = Greatest(Coalesce(posted, commented), Coalesce(commented, posted))
    rows = Membership.objects.filter(
        community=community,
        left_at__isnull=True,
        joined_at__lte=since,
        person__is_active=True,
    ).annotate(spoke_at=last)
    rows = rows.filter(Q(spoke_at__isnull=True) | Q(spoke_at__lt=since))
    return rows.select_related("person").order_by(F("spoke_at").asc(nulls_first=True), "pk")


class QuietRow(NamedTuple):
    person: Any
    unit: str
    spoke_at: datetime | None
    may_nudge: Decision


@dataclass(frozen=True)
class QuietPage:
    community: Community
    rows: list[QuietRow]
    more: int


def quiet_page(community: Community, viewer: Any) -> QuietPage:
    """The longest silent first; what stands in the way of a word is said."""
    silent = silent_members(community).exclude(person=viewer.pk)
    shown = list(silent[:SHOWN])
    ids = [row.person_id for row in shown]
    units = postings_on(ids, localdate())
    allowed = nudgeable(ids)
    return QuietPage(
        community=community,
        rows=[
            QuietRow(
                person=row.person,
                unit=units[row.person_id].unit.name if row.person_id in units else "",
                spoke_at=row.spoke_at,
                may_nudge=can_nudge(viewer, community, allowed[row.person_id]),
            )
            for row in shown
        ],
        more=silent.count() - len(shown),
    )


def first_post_due(moment: datetime) -> list[Membership]:
    """Who came three days ago or more, not long ago, wrote nothing and was not asked yet."""
    asked = Nudge.objects.filter(
        community=OuterRef("community"), person=OuterRef("person"), kind=NudgeKind.FIRST_POST
    )
    rows = Membership.objects.filter(
        left_at__isnull=True,
        joined_at__lte=moment - SETTLING,
        joined_at__gt=moment - TOO_LATE,
        community__state__in=OPEN_STATES,
        person__is_active=True,
    ).exclude(community__founded_by=F("person"))
    rows = rows.filter(~Exists(_written()), ~Exists(_commented()), ~Exists(asked))
    return list(rows.select_related("community", "person").order_by("joined_at"))


def wants_no_nudges(person: Any) -> bool:
    return NudgeOptOut.objects.filter(person=person.pk).exists()
