"""The queue of texts that wait, coverage by section, sources and the committee."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.thai import BANGKOK, fiscal_bounds, fiscal_quarter, fiscal_year
from sala.knowledge.criteria import needed_of
from sala.knowledge.kinds import WRITING
from sala.knowledge.models import Asset, Citation, Nomination, Reviewer, Source
from sala.knowledge.rules.assets import can_keep_catalogues, can_see_coverage
from sala.knowledge.rules.reviews import judged_by
from sala.people.models import Unit, UnitLevel

SECTIONS = (UnitLevel.CENTRAL, UnitLevel.DIVISION, UnitLevel.SECTION, UnitLevel.DISTRICT)


class Waiting(NamedTuple):
    """A text that waits: who sent it, from where, since when, how many have said yes."""

    nomination: Nomination
    section: str
    given: int
    needed: int
    is_mine: bool


def queue(person: Any, keys: set[str]) -> list[Waiting]:
    """What waits and the person writes or is asked to read, what the person may judge first. That
    a new version of an item is being read is nobody else's business."""
    judged = Asset.objects.filter(judged_by(person))
    written = Asset.objects.filter(credits__person=person, credits__part__in=WRITING)
    rows = (
        Nomination.objects.filter(ended_at__isnull=True, asset__in=Asset.objects.visible_to(keys))
        .filter(Q(asset__in=judged) | Q(asset__in=written))
        .select_related("asset__section", "asset__manuscript", "by")
        .annotate(given=Count("opinions", filter=Q(opinions__recommends=True), distinct=True))
        .annotate(is_mine=Exists(judged.filter(pk=OuterRef("asset"))))
        .order_by("at", "pk")
    )
    found = [
        Waiting(
            row,
            row.asset.section.name if row.asset.section else "",
            row.given,
            needed_of(row.asset.type),
            row.is_mine and row.by_id != person.pk,
        )
        for row in rows
    ]
    return sorted(found, key=lambda row: not row.is_mine)


class Quarter(NamedTuple):
    year: int
    number: int
    starts_on: date
    ends_on: date

    @property
    def from_(self) -> datetime:
        return make_aware(datetime.combine(self.starts_on, time.min), BANGKOK)

    @property
    def to(self) -> datetime:
        return make_aware(datetime.combine(self.ends_on + timedelta(days=1), time.min), BANGKOK)


def quarter_of(day: date) -> Quarter:
    """The quarter of the fiscal year a day belongs to."""
    year, number = fiscal_year(day), fiscal_quarter(day)
    first, last = fiscal_bounds(year)
    starts = [first]
    for _n in range(3):
        month = starts[-1].month + 3
        starts.append(date(starts[-1].year + (month > 12), (month - 1) % 12 + 1, 1))
    ends = [*(one - timedelta(days=1) for one in starts[1:]), last]
    return Quarter(year, number, starts[number - 1], ends[number - 1])


class Covered(NamedTuple):
    section: Unit
    sent: int
    published: int


class Coverage(NamedTuple):
    """Which sections sent something this quarter; those without any stand first (R098)."""

    quarter: Quarter
    missing: list[Covered]
    rows: list[Covered]


def coverage(agency_id: int, day: date | None = None) -> Coverage:
    """Counts alone, of all that was sent, whoever may read it."""
    quarter = quarter_of(day or localdate())
    span = (quarter.from_, quarter.to)
    sections = (
        Unit.objects.filter(agency=agency_id, ends_on__isnull=True, level__in=SECTIONS)
        .annotate(
            sent=Count("assets", filter=Q(assets__nominations__at__range=span), distinct=True),
            published=Count("assets", filter=Q(assets__published_at__range=span), distinct=True),
        )
        .order_by("sort_key", "code")
    )
    rows = [Covered(row, row.sent, row.published) for row in sections]
    return Coverage(
        quarter, [row for row in rows if not row.published], [row for row in rows if row.published]
    )


def sources(agency_id: int, show: str, text: str) -> QuerySet[Source]:
    rows = Source.objects.filter(agency=agency_id).select_related("replaced_by")
    if show == "dead":
        rows = rows.exclude(fault="").order_by("failing_since", "pk")
    elif show == "replaced":
        rows = rows.filter(replaced_at__isnull=False)
    for word in text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(url__icontains=word))
    return rows if show == "dead" else rows.order_by("title", "pk")


def citing(source: Source, keys: set[str]) -> list[Citation]:
    """Items that lean on a source, as far as the reader may see them."""
    rows = source.citations.filter(asset__in=Asset.objects.visible_to(keys))
    return list(rows.select_related("asset").order_by("asset__sort_key", "pk"))


def citations_of(asset: Asset, keys: set[str]) -> list[Citation]:
    """What an item leans on: its sources, and items the reader may see."""
    rows = asset.citations.filter(
        Q(source__isnull=False) | Q(cited__in=Asset.objects.visible_to(keys))
    )
    return list(rows.select_related("source__replaced_by", "cited"))


def cited_in(asset: Asset, keys: set[str]) -> list[Asset]:
    visible = Asset.objects.visible_to(keys).published()
    return list(visible.filter(citations__cited=asset).order_by("sort_key", "pk"))


def committee(agency_id: int, community: Community | None) -> list[Reviewer]:
    rows = Reviewer.objects.filter(agency=agency_id, community=community, ended_at__isnull=True)
    return list(rows.select_related("person").order_by("person__sort_key", "pk"))


def register_links(person: Any, keys: set[str]) -> list[dict[str, Any]]:
    """Beside the register: what else there is to do, for whom."""
    if not person.is_authenticated:
        return []
    mine = sum(row.is_mine for row in queue(person, keys))
    agency_id = person.agency_id
    rows = [
        (_("รอทบทวน"), reverse("knowledge:reviews"), mine),
        (_("แหล่งอ้างอิง"), reverse("knowledge:sources"), 0),
    ]
    if can_see_coverage(person, agency_id):
        rows.append((_("หน่วยงานใดส่งแล้ว"), reverse("knowledge:coverage"), 0))
    if can_keep_catalogues(person, agency_id, None):
        rows.append((_("หมวดและผู้ทบทวน"), reverse("knowledge:catalogues"), 0))
    return [{"label": label, "url": url, "count": count} for label, url, count in rows]
