"""What the KM team sees by office: numbers of each community, never names or writing."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.timezone import localdate

from sala.communities.catalogue import Adoption
from sala.communities.models import Community, CommunityQuerySet, Group, Membership, RoleHolding
from sala.communities.queries.page import state_mark
from sala.communities.roles import Role
from sala.people.models import Posting
from sala.people.queries import people_named, postings_on

PAGE = 50


class OfficeRow(NamedTuple):
    community: Community
    state: str
    word: str
    has_facilitator: bool
    waiting: int


class Stage(NamedTuple):
    label: str
    communities: int
    units: int


class Register(NamedTuple):
    total: int
    without_facilitator: int
    to_review: int
    page: Page[Community]
    rows: list[OfficeRow]
    stages: list[Stage]
    need: str


def register_page(agency_id: int, need: str, page: str) -> Register:
    rows = _annotated(agency_id)
    shown = rows
    if need == "facilitator":
        shown = rows.filter(~_led())
    elif need == "review":
        shown = rows.filter(_review())
    else:
        need = ""
    found = Paginator(shown.order_by("sort_key", "number"), PAGE).get_page(page)
    return Register(
        total=rows.count(),
        without_facilitator=rows.filter(~_led()).count(),
        to_review=rows.filter(_review()).count(),
        page=found,
        rows=[_row(community) for community in found.object_list],
        stages=stages_of(agency_id),
        need=need,
    )


def _review() -> Q:
    return Q(review_on__lt=localdate()) | Q(quiet_flagged_at__isnull=False)


def _led() -> Exists:
    """Somebody facilitates who can still act."""
    held = RoleHolding.objects.filter(
        community=OuterRef("pk"),
        role=Role.FACILITATOR,
        accepted_at__isnull=False,
        ended_at__isnull=True,
        person__is_active=True,
    )
    return Exists(held)


def _annotated(agency_id: int) -> CommunityQuerySet:
    waiting = Count(
        "invitations",
        filter=Q(invitations__is_request=True, invitations__answered_at__isnull=True),
    )
    rows = Community.objects.open().filter(agency_id=agency_id)
    return rows.annotate(is_led=_led(), waiting=waiting)


def _row(community: Any) -> OfficeRow:
    mark, word = state_mark(community)
    return OfficeRow(community, mark, word, community.is_led, community.waiting)


def stages_of(agency_id: int) -> list[Stage]:
    """Communities and units of their members at each stage of adoption (R017)."""
    rows = Community.objects.open().filter(agency_id=agency_id)
    counts = dict(rows.values_list("adoption").annotate(Count("pk")).order_by())
    people = Membership.objects.filter(
        community__in=rows.values("pk"), left_at__isnull=True
    ).values_list("community__adoption", "person_id")
    units = _units_at(localdate(), [person_id for _stage, person_id in people])
    found: dict[str, set[int]] = {stage: set() for stage in Adoption.values}
    for stage, person_id in people:
        if unit := units.get(person_id):
            found[stage].add(unit)
    return [
        Stage(str(Adoption(stage).label), counts.get(stage, 0), len(found[stage]))
        for stage in Adoption.values
    ]


def _units_at(day: Any, people: list[int]) -> dict[int, int]:
    rows = Posting.objects.on(day).filter(person_id__in=people, is_main=True)
    return dict(rows.values_list("person_id", "unit_id"))


class OfficePage(NamedTuple):
    row: OfficeRow
    has_recorder: bool
    offered: int
    found: list[tuple[int, str]]
    text: str


def office_page(community: Community, agency_id: int, text: str) -> OfficePage:
    """One community by office, with people to ask where nobody facilitates."""
    row = _row(_annotated(agency_id).get(pk=community.pk))
    live = community.role_holdings.filter(ended_at__isnull=True)
    people = people_named(agency_id, text) if text.strip() and not row.has_facilitator else []
    units = postings_on([person.pk for person in people], localdate())
    return OfficePage(
        row=row,
        has_recorder=live.filter(role=Role.RECORDER, accepted_at__isnull=False).exists(),
        offered=live.filter(role=Role.FACILITATOR, accepted_at__isnull=True).count(),
        found=[
            (person.pk, f"{person.full_name} · {units[person.pk].unit.name}")
            if person.pk in units
            else (person.pk, person.full_name)
            for person in people
        ],
        text=text,
    )


def groups_of(agency_id: int) -> list[Any]:
    """The catalogue with how many communities each group holds."""
    rows = Group.objects.filter(agency_id=agency_id)
    return list(rows.annotate(total=Count("communities")).order_by("number"))
