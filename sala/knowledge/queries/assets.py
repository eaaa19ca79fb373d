"""One item and everything its page shows, read before rendering."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sala.communities.models import Community
from sala.communities.roles import ABILITIES
from sala.communities.rules import standing_of
from sala.core.files import of as files_of
from sala.core.models import Attachment
from sala.core.permissions import Decision
from sala.core.thai import thai_date
from sala.knowledge.criteria import Criterion, criteria_of, needed_of
from sala.knowledge.kinds import RESULT_MARKS, Ask, Part, Result
from sala.knowledge.levels import LEVELS, Level
from sala.knowledge.licences import Terms, terms_of
from sala.knowledge.models import (
    Adoption,
    Asset,
    Credit,
    Flag,
    Manuscript,
    Nomination,
    ReviewAsk,
    TryOut,
    Use,
    Version,
)
from sala.knowledge.models.assets import LABEL
from sala.knowledge.queries.lineage import Tree, tree_of
from sala.knowledge.rules.assets import (
    can_arrange_asset,
    can_withdraw_asset,
    can_write_manuscript,
    is_writer,
)
from sala.knowledge.rules.loop import (
    can_adopt,
    can_build_on,
    can_derive,
    can_flag,
    can_say_solved,
    can_try,
    can_use,
)
from sala.knowledge.rules.reviews import (
    can_nominate,
    can_review,
    can_see_manuscript,
)

USES, TRIES = 10, 20
SOON = timedelta(days=30)
PART_ORDER = {Part.OWNER: 0, Part.AUTHOR: 1, Part.CONTRIBUTOR: 2}


class Person_(NamedTuple):  # noqa: N801 -- a person as a line of the page
    name: str
    parts: str
    is_owner: bool


class PlaceRow(NamedTuple):
    """One try-out as a line: where, what came of it, by whom."""

    row: TryOut
    mark: str
    word: str
    title: str
    files: list[Attachment]


class Province(NamedTuple):
    """Where it worked and where not."""

    name: str
    worked: int
    total: int


@dataclass(frozen=True)
class May:
    """What the viewer may do with it, each with its reason when not."""

    use: Decision
    attempt: Decision
    flag: Decision
    build_on: Decision
    derive: Decision
    write: Decision
    arrange: Decision
    withdraw: Decision


@dataclass(frozen=True)
class AssetPage:
    asset: Asset
    shown: Version | Manuscript
    may: May
    people: list[Person_]
    level: Level
    terms: Terms
    tries: list[PlaceRow]
    provinces: list[Province]
    uses: list[Use]
    used: Use | None
    versions: list[dict[str, Any]]
    adoptions: list[Adoption]
    adopters: list[Community]
    tree: Tree
    is_writer: bool
    is_newest: bool = True
    is_manuscript: bool = False
    nomination: Nomination | None = None
    ask: ReviewAsk | None = None
    flags: list[Flag] = field(default_factory=list)
    may_nominate: Decision | None = None
    may_review: Decision | None = None
    led_by: list[TryOut] = field(default_factory=list)
    solved: Decision | None = None

    @property
    def levels(self) -> tuple[Level, ...]:
        return LEVELS

    @property
    def worked_words(self) -> str:
        if not self.tries:
            return ""
        words = ngettext(
            "ได้ผล %(worked)s จาก %(total)s ครั้ง",
            "ได้ผล %(worked)s จาก %(total)s ครั้ง",
            self.asset.try_count,
        )
        return words % {
            "worked": self.asset.worked_count,
            "total": self.asset.try_count,
        }


def asset_page(
    asset: Asset, viewer: Any, keys: set[str], *, version: Version | None = None
) -> AssetPage:
    """`version`: an older wording asked for by its address; without it the current one."""
    writer = bool(is_writer(viewer, asset)) if viewer.is_authenticated else False
    sees = viewer.is_authenticated and can_see_manuscript(viewer, asset)
    current = asset.current
    is_manuscript = current is None and version is None
    if is_manuscript and not sees:
        raise Manuscript.DoesNotExist
    shown = version or current or asset.manuscript
    uses = list(asset.uses.select_related("person").order_by("-pk")[:USES])
    extra = _inside(asset, viewer) if sees else {}
    return AssetPage(
        asset=asset,
        shown=shown,
        may=May(
            can_use(viewer, asset),
            can_try(viewer, asset),
            can_flag(viewer, asset),
            can_build_on(viewer, asset),
            can_derive(viewer, asset),
            can_write_manuscript(viewer, asset),
            can_arrange_asset(viewer, asset),
            can_withdraw_asset(viewer, asset),
        ),
        people=people_rows(list(asset.credits.select_related("person"))),
        level=LEVELS[asset.level],
        terms=terms_of(asset.licence),
        tries=(tries := try_rows(asset, keys)),
        provinces=provinces_of([row.row for row in tries]),
        uses=[row for row in uses if row.how],
        used=asset.uses.filter(person=viewer).first() if viewer.is_authenticated else None,
        versions=version_rows(versions_seen(asset, viewer, keys), asset, shown),
        adoptions=visible_adoptions(asset, keys),
        adopters=communities_to_adopt(asset, viewer),
        tree=tree_of(asset, keys),
        is_writer=writer,
        is_newest=version is None or version.pk == asset.current_id,
        is_manuscript=is_manuscript,
        led_by=list(shown.tries.all()),
        solved=can_say_solved(viewer, asset),
        **extra,
    )


def _inside(asset: Asset, viewer: Any) -> dict[str, Any]:
    """What its writers and reviewers see beside it."""
    found = asset.nominations.filter(ended_at__isnull=True).select_related("by", "asset")
    nomination = found.first()
    if nomination is not None:
        nomination.asset = asset
    ask = asset.asks.filter(answered_at__isnull=True).first() or _due(asset)
    flags = asset.flags.filter(settled_at__isnull=True).select_related("person")
    return {
        "nomination": nomination,
        "ask": ask if is_writer(viewer, asset) else None,
        "flags": list(flags) if is_writer(viewer, asset) else [],
        "may_nominate": can_nominate(viewer, asset),
        "may_review": can_review(viewer, nomination) if nomination else None,
    }


def _due(asset: Asset) -> ReviewAsk | None:
    """Opened by its owner in the last month before its date: asked on the spot, not kept."""
    if not asset.is_published or asset.review_on is None:
        return None
    if asset.review_on > localdate() + SOON:
        return None
    return ReviewAsk(asset=asset, reason=Ask.CALENDAR)


def people_rows(credits: list[Credit]) -> list[Person_]:  # noqa: A002 -- the word of the domain
    """Everyone once, owners first, with what each did."""
    parts: dict[int, list[Credit]] = {}
    for credit in sorted(credits, key=lambda row: (PART_ORDER[Part(row.part)], row.pk)):
        parts.setdefault(credit.person_id, []).append(credit)
    return [
        Person_(
            rows[0].person.full_name,
            ", ".join(str(row.words or Part(row.part).label) for row in rows),
            rows[0].part == Part.OWNER,
        )
        for rows in parts.values()
    ]


def try_rows(asset: Asset, keys: set[str]) -> list[PlaceRow]:
    rows = list(asset.tries.select_related("person", "version")[:TRIES])
    files = files_of("knowledge.tryout", [row.pk for row in rows], keys)
    return [
        PlaceRow(
            row,
            RESULT_MARKS[Result(row.result)],
            str(Result(row.result).label),
            " ".join(part for part in (row.unit_name, _province(row)) if part),
            files.get(row.pk, []),
        )
        for row in rows
    ]


def _province(row: TryOut) -> str:
    if not row.province or row.province in row.unit_name:
        return ""
    return _("จังหวัด%(name)s") % {"name": row.province}


def provinces_of(rows: list[TryOut]) -> list[Province]:
    """Place by place: how often tried, how often it worked."""
    found: dict[str, list[TryOut]] = {}
    for row in rows:
        found.setdefault(row.place or _("ไม่ระบุที่"), []).append(row)
    return [
        Province(name, sum(row.result == Result.WORKED for row in tries), len(tries))
        for name, tries in found.items()
    ]


def versions_seen(asset: Asset, viewer: Any, keys: set[str]) -> QuerySet[Version]:
    """Wordings of an item the viewer may read; its writers and reviewers read all of them."""
    if viewer.is_authenticated and can_see_manuscript(viewer, asset):
        return Version.objects.filter(asset=asset)
    return Version.objects.open_to(keys).filter(asset=asset)


def version_rows(
    seen: QuerySet[Version], asset: Asset, shown: Version | Manuscript
) -> list[dict[str, Any]]:
    """Rows of a timeline, newest first."""
    rows = list(seen.order_by("-number").only("number", "made_at", "change_note"))
    for row in rows:
        row.asset = asset
    return [
        {
            "when": thai_date(row.made_at),
            "iso": row.made_at.isoformat(),
            "title": _("ฉบับที่ %(number)s") % {"number": row.number},
            "detail": row.change_note,
            "url": "" if row.pk == shown.pk else row.get_absolute_url(),
            "state": "now" if row.pk == asset.current_id else "",
            "number": row.number,
        }
        for row in rows
    ]


def visible_adoptions(asset: Asset, keys: set[str]) -> list[Adoption]:
    """Communities that took it up, as far as the viewer may know of them."""
    rows = asset.adoptions.filter(
        ended_at__isnull=True, community__in=Community.objects.visible_to(keys)
    )
    return list(rows.select_related("community").order_by("at", "pk"))


def communities_to_adopt(asset: Asset, viewer: Any) -> list[Community]:
    """The viewer's own communities into which it may still be taken."""
    tended = [
        pk
        for pk, roles in standing_of(viewer).roles.items()
        if any("manage_community" in ABILITIES[role] for role in roles)
    ]
    if not tended or not asset.is_published:
        return []
    rows = Community.objects.filter(pk__in=tended).exclude(
        adopted_assets__in=asset.adoptions.filter(ended_at__isnull=True)
    )
    return [row for row in rows.order_by("sort_key", "pk") if can_adopt(viewer, asset, row)]


def previous_of(page: AssetPage) -> int:
    """The number of the version before the one shown, 0 when it is the first."""
    if not isinstance(page.shown, Version):
        return 0
    numbers = [row["number"] for row in page.versions]
    return max((number for number in numbers if number < page.shown.number), default=0)


def question_url(asset: Asset) -> str:
    """Where one asks on from it, in its community."""
    if asset.community is None:
        return ""
    url = reverse("talk:new", args=[asset.community.number])
    return f"{url}?kind=question&about={LABEL}:{asset.pk}"


class ReviewPage(NamedTuple):
    nomination: Nomination
    manuscript: Manuscript
    criteria: tuple[Criterion, ...]
    needed: int
    opinions: list[Any]
    may: Decision
    led_by: list[TryOut]


def review_page(nomination: Nomination, viewer: Any) -> ReviewPage:
    asset = nomination.asset
    return ReviewPage(
        nomination,
        asset.manuscript,
        criteria_of(asset.type),
        needed_of(asset.type),
        list(nomination.opinions.select_related("person")),
        can_review(viewer, nomination),
        list(asset.manuscript.tries.all()),
    )
