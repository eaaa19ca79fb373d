"""The directory: which communities there are, narrowed by facets, each counted once."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from sala.communities.models import Community, CommunityQuerySet, Group
from sala.communities.queries.facets import ENDED, FACETS, Facet, facet_rows, narrowed
from sala.communities.queries.page import state_mark
from sala.communities.queries.suggested import suggested_for
from sala.core.thai.text import clean_line
from sala.people.keys import keys_of

PAGE = 10


class Card(NamedTuple):
    community: Community
    groups: list[str]
    state: str
    word: str


class GroupRow(NamedTuple):
    """A group and its standing community are one line and one page (R002)."""

    group: Group
    standing: Community | None
    total: int


class Directory(NamedTuple):
    total: int
    page: Page[Community]
    cards: list[Card]
    facets: list[Facet]
    groups: list[GroupRow]
    text: str
    is_narrowed: bool
    is_filtered: bool
    suggested: list[Community]


def directory(viewer: Any, asked: dict[str, str]) -> Directory:
    """What the viewer may see: communities by name, then the standing ones in group order.

    Ended communities are listed only when their state is asked for.
    """
    known = Community.objects.visible_to(keys_of(viewer))
    seen = known.open()
    text = clean_line(asked.get("q", ""))
    found = narrowed(_named(known if asked.get("state") in ENDED else seen, text), asked)
    ordered = (
        found.order_by(F("standing_of__number").asc(nulls_first=True), "sort_key", "number")
        .select_related("agency")
        .prefetch_related("groups")
    )
    page = Paginator(ordered, PAGE).get_page(asked.get("page"))
    cards = [card_of(community) for community in page.object_list]
    is_narrowed = bool(text) or any(asked.get(facet) for facet in (*FACETS, "group"))
    return Directory(
        total=page.paginator.count,
        page=page,
        cards=cards,
        facets=facet_rows(_named(known, text), asked),
        groups=group_rows(viewer, seen),
        text=text,
        is_narrowed=is_narrowed,
        is_filtered=any(asked.get(facet) for facet in FACETS),
        suggested=[] if is_narrowed else suggested_for(viewer),
    )


def _named(rows: CommunityQuerySet, text: str) -> QuerySet[Community]:
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(purpose__icontains=word))
    return rows


def card_of(community: Community) -> Card:
    mark, word = state_mark(community)
    names = [group.name for group in community.groups.all()]
    return Card(community, names, mark, word)


def group_rows(viewer: Any, seen: CommunityQuerySet) -> list[GroupRow]:
    """The groups of the viewer's agency (all agencies for a visitor), counted by what is seen."""
    agency_id = getattr(viewer, "agency_id", None)
    groups = Group.objects.filter(is_active=True)
    if agency_id:
        groups = groups.filter(agency_id=agency_id)
    counted = groups.annotate(
        found=Count("communities", filter=Q(communities__in=seen.values("pk")), distinct=True)
    ).select_related("standing_community", "agency")
    visible = set(seen.filter(standing_of__isnull=False).values_list("pk", flat=True))
    return [
        GroupRow(group, _standing(group, visible), group.found)
        for group in counted.order_by("agency_id", "number")
    ]


def _standing(group: Group, visible: set[int]) -> Community | None:
    standing: Community | None = getattr(group, "standing_community", None)
    return standing if standing and standing.pk in visible else None
