"""The register: what the reader may see, by type, category, community, level and tag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.thai import clean_line, fold_key, thai_date
from sala.knowledge.kinds import AssetType, Part
from sala.knowledge.levels import LEVELS
from sala.knowledge.models import Adoption, Asset, Category, Credit, Tag

SHOWN, MOST_TAGS = 10, 20
SORTS = {"read": ("-read_count",), "used": ("-use_count", "-worked_count")}


class Option(NamedTuple):
    value: str
    label: str
    total: int
    is_chosen: bool


class Facet(NamedTuple):
    name: str
    label: str
    options: list[Option]


class Row(NamedTuple):
    asset: Asset
    owners: str
    level: str
    community: Community | None
    adopters: int = 0  # groups that took it up, of those the reader may know of


class Register(NamedTuple):
    text: str
    facets: list[Facet]
    rows: list[Row]
    page: Page[Asset]
    total: int
    is_narrowed: bool
    query: str
    sorts: list[tuple[str, str, bool]]


class Choice(NamedTuple):
    """What is asked of the register, in the order of the form."""

    text: str
    type: str
    category: int
    community: int
    level: str
    tag: str
    series: str = ""
    sort: str = ""

    @property
    def is_narrow(self) -> bool:
        return any(self[:-1])

    @classmethod
    def of(cls, query: QueryDict) -> Choice:
        def number(name: str) -> int:
            text = query.get(name, "")
            return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

        return cls(
            clean_line(query.get("q", ""))[:100],
            query.get("type", ""),
            number("category"),
            number("community"),
            query.get("level", ""),
            fold_key(query.get("tag", ""))[:60],
            clean_line(query.get("series", ""))[:200],
            sort if (sort := query.get("sort", "")) in SORTS else "",
        )


def chosen(keys: set[str], choice: Choice) -> QuerySet[Asset]:
    rows = Asset.objects.visible_to(keys).published()
    for word in choice.text.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(code__iexact=word)
            | Q(current__summary__icontains=word)
            | Q(current__symptom__icontains=word)
            | Q(current__body_text__icontains=word)
        )
    if choice.type in AssetType.values:
        rows = rows.filter(type=choice.type)
    if choice.category:
        rows = rows.filter(categories__in=branch(choice.category)).distinct()
    if choice.community:
        rows = rows.filter(
            community__in=Community.objects.visible_to(keys), community=choice.community
        )
    if choice.level.isascii() and choice.level.isdigit():
        rows = rows.filter(level=int(choice.level[:1]))
    if choice.tag:
        rows = rows.filter(tags__key=choice.tag)
    if choice.series:
        rows = rows.filter(series=choice.series)
    return rows


def branch(category_id: int) -> list[int]:
    """A category and everything below it."""
    found, level = [category_id], [category_id]
    while level:
        level = list(
            Category.objects.filter(parent__in=level)
            .exclude(pk__in=found)
            .values_list("pk", flat=True)
        )
        found += level
    return found


def ordered(rows: QuerySet[Asset], choice: Choice) -> QuerySet[Asset]:
    """By what is asked for, then the newest first; of one series the volumes by number."""
    own = () if choice.sort or not choice.series else ("volume_key",)
    return rows.order_by(*own, *SORTS.get(choice.sort, ()), "-published_at", "volume_key", "-pk")


def sorts(choice: Choice) -> list[tuple[str, str, bool]]:
    """Value, word, and whether it is the present one."""
    words = {"": _("ใหม่ที่สุดก่อน"), "read": _("อ่านมากที่สุดก่อน"), "used": _("ใช้แล้วมากที่สุดก่อน")}
    return [(value, word, value == choice.sort) for value, word in words.items()]


def register(keys: set[str], query: QueryDict) -> Register:
    choice = Choice.of(query)
    rows = chosen(keys, choice)
    everything = Asset.objects.visible_to(keys).published()
    page = Paginator(ordered(rows, choice).select_related("current"), SHOWN).get_page(
        query.get("page")
    )
    assets = list(page.object_list)
    kept = query.copy()
    kept.pop("page", None)
    return Register(
        choice.text,
        [facet for facet in facets(everything, keys, choice) if facet.options],
        rows_of(assets, keys),
        page,
        page.paginator.count,
        choice.is_narrow,
        kept.urlencode(),
        sorts(choice),
    )


def rows_of(assets: Sequence[Asset], keys: set[str]) -> list[Row]:
    """Lines of a list; a community stands beside an item only for who may know of it."""
    owners = owners_by_asset(assets)
    homes, taken = homes_of(assets, keys), adopters_of(assets, keys)
    return [
        Row(
            row,
            owners.get(row.pk, ""),
            str(LEVELS[row.level].name),
            homes.get(row.community_id or 0),
            taken.get(row.pk, 0),
        )
        for row in assets
    ]


def adopters_of(assets: Sequence[Asset], keys: set[str]) -> dict[int, int]:
    rows = Adoption.objects.filter(
        asset__in=[row.pk for row in assets],
        ended_at__isnull=True,
        community__in=Community.objects.visible_to(keys),
    )
    return dict(rows.order_by().values_list("asset").annotate(n=Count("pk")))


def homes_of(assets: Sequence[Asset], keys: set[str]) -> dict[int, Community]:
    ids = {row.community_id for row in assets if row.community_id}
    return Community.objects.visible_to(keys).in_bulk(ids)


def owners_by_asset(assets: Sequence[Asset]) -> dict[int, str]:
    names: dict[int, list[str]] = {}
    rows = Credit.objects.filter(asset__in=assets, part=Part.OWNER).select_related("person")
    for row in rows:
        names.setdefault(row.asset_id, []).append(row.person.full_name)
    return {pk: ", ".join(found) for pk, found in names.items()}


def facets(rows: QuerySet[Asset], keys: set[str], choice: Choice) -> list[Facet]:
    """Counts of what the reader may see: each facet is counted in the database, in one query."""
    types = dict(AssetType.choices)
    by_type = rows.order_by().values_list("type").annotate(n=Count("pk")).order_by("type")
    by_level = rows.order_by().values_list("level").annotate(n=Count("pk")).order_by("level")
    ids = rows.values("pk")
    by_home = dict(rows.order_by().values_list("community").annotate(n=Count("pk")))
    homes = Community.objects.visible_to(keys).filter(pk__in=[pk for pk in by_home if pk])
    communities = homes.order_by("sort_key", "pk").values_list("pk", "name")
    held = Tag.objects.filter(asset__in=ids).order_by().values("key")
    tags = held.annotate(n=Count("pk"), word=Max("word")).order_by("-n", "key")
    series = rows.exclude(series="").order_by().values_list("series").annotate(n=Count("pk"))
    return [
        Facet("type", _("ประเภท"), [_of(t, types[t], n, choice.type) for t, n in by_type]),
        Facet(
            "category",
            _("หมวด"),
            [_of(pk, name, n, choice.category) for pk, name, n in _categories(ids, keys)],
        ),
        Facet(
            "community",
            _("กลุ่ม"),
            [_of(pk, name, by_home[pk], choice.community) for pk, name in communities],
        ),
        Facet(
            "level",
            _("ระดับ"),
            [_of(x, f"{x} {LEVELS[x].name}", n, choice.level) for x, n in by_level],
        ),
        Facet(
            "series",
            _("ชุด"),
            [_of(name, name, n, choice.series) for name, n in series.order_by("series")],
        ),
        Facet(
            "tag",
            _("ป้ายคำ"),
            [_of(t["key"], t["word"], t["n"], choice.tag) for t in tags[:MOST_TAGS]],
        ),
    ]


def _categories(ids: QuerySet[Asset, Any], keys: set[str]) -> QuerySet[Category, Any]:
    """Those of the agency, and of communities the reader may know of."""
    rows = Category.objects.filter(
        Q(community__isnull=True) | Q(community__in=Community.objects.visible_to(keys)),
        assets__in=ids,
        is_active=True,
    ).annotate(n=Count("assets", filter=Q(assets__in=ids)))
    return rows.order_by("position", "sort_key").values_list("pk", "name", "n")


def _of(value: object, label: object, total: int, chosen_value: object) -> Option:
    return Option(str(value), str(label), total, str(value) == str(chosen_value))


def export_table(keys: set[str], query: QueryDict) -> tuple[list[str], list[list[Any]]]:
    """The same register as a table: owner, home, dates, uses and stories of value (R085)."""
    choice = Choice.of(query)
    rows = list(ordered(chosen(keys, choice), choice).select_related("section"))
    owners, homes = owners_by_asset(rows), homes_of(rows, keys)
    headers = [
        _("รหัส"),
        _("เรื่อง"),
        _("ประเภท"),
        _("ระดับ"),
        _("เจ้าของ"),
        _("กลุ่ม"),
        _("หน่วยงานที่ส่ง"),
        _("ชุดและเล่ม"),
        _("เผยแพร่เมื่อ"),
        _("วันทบทวน"),
        _("จำนวนที่อ่าน"),
        _("ใช้แล้ว (คน)"),
        _("ลองใช้ (ครั้ง)"),
        _("ได้ผล (ครั้ง)"),
        _("การนำไปใช้ต่อ"),
    ]
    types = dict(AssetType.choices)
    return headers, [
        [
            row.code,
            row.title,
            str(types[AssetType(row.type)]),
            row.level,
            owners.get(row.pk, ""),
            home.name if (home := homes.get(row.community_id or 0)) else "",
            row.section.name if row.section else "",
            f"{row.series} {row.volume}".strip(),
            thai_date(row.published_at) if row.published_at else "",
            thai_date(row.review_on) if row.review_on else "",
            row.read_count,
            row.use_count,
            row.try_count,
            row.worked_count,
            row.get_licence_display(),
        ]
        for row in rows
    ]
