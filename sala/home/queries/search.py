"""The search page: what was found with its facets, and what to do when nothing was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.models import Community, Group, Membership
from sala.core.posted import numbers_in
from sala.core.registries import searchables
from sala.core.terms import term
from sala.core.thai.display import shown_year
from sala.cycles.models import Area
from sala.people.keys import keys_of
from sala.people.models import Unit
from sala.search.models import MissedQuery
from sala.search.queries import missed_queries, search, suggest
from sala.search.results import FacetValue, Hit, Results

PAGE = 10
SHOWN = 6  # values of a facet on the page; chosen ones always
DAYS = ("30", "365")
NAMES = ("type", "community", "group", "area", "fiscal_year", "agency", "unit")
MODELS: Mapping[str, type[Model]] = {
    "community": Community,
    "group": Group,
    "area": Area,
    "agency": Unit,
    "unit": Unit,
}


class Option(NamedTuple):
    value: str
    label: str
    total: int
    is_chosen: bool


class FacetRow(NamedTuple):
    name: str
    label: str
    options: list[Option]


class HitRow(NamedTuple):
    hit: Hit
    kind: str
    icon: str
    community: str


class Found(NamedTuple):
    text: str
    results: Results
    rows: list[HitRow]
    facets: list[FacetRow]
    chosen: int
    sort: str
    days: str
    page: Page[int]
    communities: list[Community]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen or self.days)


def find(viewer: Any, asked: Mapping[str, Sequence[str]]) -> Found:
    """Everything the page of a search shows; `asked` are the lists of its address."""
    text = _last(asked, "q")[:200]
    filters = {name: values for name in NAMES if (values := list(asked.get(name, []))[:20])}
    days = _last(asked, "days") if _last(asked, "days") in DAYS else ""
    sort = "date" if _last(asked, "sort") == "date" else "relevance"
    keys = keys_of(viewer)
    if "community" in filters:  # of a hidden one nothing is told, not even what stands in it
        filters["community"] = _known(filters["community"], keys)
    results = search(
        text,
        keys=keys,
        filters=filters,
        since=_since(days),
        sort=sort,
        page=(numbers_in([_last(asked, "page")]) or [1])[0],
        page_size=PAGE,
    )
    labels = _labels(results, keys)
    page = Paginator(range(results.total), PAGE).get_page(results.page)
    return Found(
        text=text,
        results=results,
        rows=[_hit_row(hit, labels) for hit in results.hits],
        facets=_facet_rows(results, labels),
        chosen=sum(map(len, filters.values())),
        sort=sort,
        days=days,
        page=page,
        communities=_own_communities(viewer) if text and results.is_missed else [],
    )


def _last(asked: Mapping[str, Sequence[str]], name: str) -> str:
    return " ".join((asked.get(name) or [""])[-1].split())


def _since(days: str) -> datetime | None:
    return now() - timedelta(days=int(days)) if days else None


def titles(viewer: Any, typed: str) -> list[str]:
    """Titles that hold what is being typed."""
    return suggest(typed[:100], keys=keys_of(viewer), limit=7)


def _own_communities(viewer: Any) -> list[Community]:
    """Where the viewer may ask what no search found."""
    if not getattr(viewer, "is_authenticated", False):
        return []
    rows = Membership.objects.filter(person=viewer, left_at__isnull=True)
    return list(Community.objects.open().filter(memberships__in=rows).order_by("sort_key")[:5])


def _facet_rows(results: Results, labels: dict[tuple[str, str], str]) -> list[FacetRow]:
    rows = []
    for name in NAMES:
        values = results.facets.get(name, [])
        first = [one for at, one in enumerate(values) if at < SHOWN or one.is_chosen]
        options = [_option(name, one, labels) for one in first if (name, one.value) in labels]
        if len(options) > 1 or any(one.is_chosen for one in options):
            rows.append(FacetRow(name, _facet_label(name), options))
    return rows


def _option(name: str, one: FacetValue, labels: dict[tuple[str, str], str]) -> Option:
    return Option(one.value, labels[name, one.value], one.count, one.is_chosen)


def _facet_label(name: str) -> str:
    words: Mapping[str, Callable[[], str]] = {
        "type": lambda: _("ชนิด"),
        "community": lambda: capfirst(term("community")),
        "group": lambda: _("กลุ่มความสนใจ"),
        "area": lambda: _("ด้าน"),
        "fiscal_year": lambda: _("ปีงบประมาณ"),
        "agency": lambda: _("หน่วยงาน"),
        "unit": lambda: _("หน่วยงานย่อย"),
    }
    return words[name]()


def _known(values: Sequence[str], keys: set[str]) -> list[str]:
    """Those of the communities that the reader may know of; "0", which is none, for no other."""
    rows = Community.objects.visible_to(keys).filter(pk__in=numbers_in(values))
    return [str(pk) for pk in rows.values_list("pk", flat=True)] or ["0"]


def _labels(results: Results, keys: set[str]) -> dict[tuple[str, str], str]:
    """What the values of facets are called; one query a kind. A community that the reader may not
    know of has no name, also where something of it is open to more."""
    wanted: dict[str, set[str]] = {name: set() for name in NAMES}
    for name in NAMES:
        values = results.facets.get(name, [])
        wanted[name].update(
            one.value for at, one in enumerate(values) if at < SHOWN or one.is_chosen
        )
    for hit in results.hits:
        wanted["community"].update(hit.facets.get("community", []))
    found = {("type", row.name): row.label() for row in searchables}
    years = numbers_in(wanted["fiscal_year"])
    found |= {("fiscal_year", str(year)): shown_year(year) for year in years}
    for name, model in MODELS.items():
        if ids := numbers_in(wanted[name]):
            rows = model._default_manager.filter(pk__in=ids)
            if model is Community:
                rows = Community.objects.visible_to(keys).filter(pk__in=ids)
            found |= {(name, str(pk)): text for pk, text in rows.values_list("pk", "name")}
    return found


def _hit_row(hit: Hit, labels: dict[tuple[str, str], str]) -> HitRow:
    row = searchables.get(hit.type)
    places = [] if hit.type == "community" else hit.facets.get("community", [])
    named = [labels[key] for value in places if (key := ("community", value)) in labels]
    return HitRow(hit, row.label() if row else "", row.icon if row else "search", ", ".join(named))


def missed_by(viewer: Any, limit: int = 100) -> list[MissedQuery]:
    """What the viewer's agency and visitors looked for and nobody found."""
    return missed_queries(["", str(viewer.agency_id)], limit)
