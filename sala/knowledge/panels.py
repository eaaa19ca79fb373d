"""Knowledge on the pages of a community, a cycle, a person; and what leads two types."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sala.communities.catalogue import CommunityType
from sala.communities.models import Community
from sala.communities.queries.lead import LeadRow, LeadTool
from sala.communities.rules import can_act
from sala.communities.tools import LeadFiller, lead_fillers
from sala.core.registries import Panel, panels
from sala.core.thai import thai_date
from sala.knowledge import note_panels, practice_panels
from sala.knowledge.models import Adoption, Asset, LevelChange
from sala.knowledge.queries.keeping import quarter_of
from sala.knowledge.queries.register import rows_of
from sala.knowledge.rules.assets import can_begin_asset, can_keep_catalogues
from sala.people.keys import keys_of

SHOWN = 5
ON_COMMUNITY = 3


def community_panel(person: Any, community: Community) -> dict[str, Any] | None:
    """Its own newest items, and what it took up from others with where it came from."""
    keys = keys_of(person)
    visible = Asset.objects.visible_to(keys).published()
    own = list(
        visible.filter(community=community)
        .select_related("current")
        .order_by("-published_at")[:ON_COMMUNITY]
    )
    taken = list(adopted_by(community, keys))
    may_write = person.is_authenticated and bool(can_begin_asset(person, community))
    if not own and not taken and not may_write:
        return None
    return {
        "community": community,
        "rows": rows_of(own, keys) if own else [],
        "taken": taken,
        "may_write": may_write,
        "may_keep": person.is_authenticated
        and bool(can_keep_catalogues(person, community.agency_id, community)),
    }


def adopted_by(community: Community, keys: set[str]) -> list[Adoption]:
    """What it took up, with the community it came from for who may know of that one."""
    rows = Adoption.objects.filter(
        community=community,
        ended_at__isnull=True,
        asset__in=Asset.objects.visible_to(keys).published(),
    ).select_related("asset")
    found = list(rows.order_by("-at", "-pk")[:ON_COMMUNITY])
    homes = Community.objects.visible_to(keys).in_bulk(
        [row.asset.community_id for row in found if row.asset.community_id]
    )
    for row in found:
        row.origin = homes.get(row.asset.community_id or 0)  # type: ignore[attr-defined]
    return found


def cycle_panel(person: Any, cycle: Any) -> dict[str, Any] | None:
    """What a cycle brought forth."""
    rows = Asset.objects.visible_to(keys_of(person)).published()
    found = list(
        rows.filter(about_label="cycles.cycle", about_id=cycle.pk).order_by("-published_at")[:SHOWN]
    )
    return {"rows": found} if found else None


def session_panel(person: Any, session: Any) -> dict[str, Any] | None:
    """An approved record may become knowledge; what it became stands here."""
    record = getattr(session, "record", None)
    if record is None or not record.is_approved or not person.is_authenticated:
        return None
    made = Asset.objects.visible_to(keys_of(person)).filter(
        origins__label="meetings.record", origins__object_id=record.pk
    )
    may = can_act(person, "write", session.community)
    rows = list(made.order_by("pk"))
    if not rows and not may:
        return None
    return {"rows": rows, "record": record, "may": may}


def person_panel(viewer: Any, person: Any) -> dict[str, Any] | None:
    """What a person stands with, as far as the viewer may read it."""
    rows = Asset.objects.visible_to(keys_of(viewer)).published()
    found = list(
        rows.filter(credits__person=person).distinct().order_by("-published_at", "-pk")[:SHOWN]
    )
    return {"rows": found} if found else None


def practices(community: Community, viewer: Any) -> LeadTool | None:
    """Best practices: how many it took up from others, and which (R005)."""
    keys = keys_of(viewer)
    if community.key not in keys:
        return None
    rows = Adoption.objects.filter(
        community=community,
        ended_at__isnull=True,
        asset__in=Asset.objects.visible_to(keys).published(),
    )
    count = rows.count()
    return LeadTool(
        tool="practices",
        title=_("แนวปฏิบัติที่รับมาใช้"),
        why=_("เห็นของดีที่อื่น รับมาลองใช้ แล้วเล่าผลกลับไปให้เจ้าของ"),
        measure=str(count),
        measure_words=_("แนวปฏิบัติที่รับมาใช้ในกลุ่มนี้"),
        rows=[
            LeadRow(row.asset.title, _from(row), row.asset.get_absolute_url())
            for row in adopted_by(community, keys)
        ],
        empty=_("ยังไม่ได้รับแนวปฏิบัติใดมาใช้ เปิดคลังความรู้แล้วกด “รับไปใช้ในกลุ่มของฉัน”"),
        action=_("หาในคลังความรู้"),
        action_url=reverse("knowledge:register") + "?type=practice",
    )


def _from(row: Adoption) -> str:
    origin = getattr(row, "origin", None)
    return _("รับมาจาก %(name)s") % {"name": origin.name} if origin else ""


def stewardship(community: Community, viewer: Any) -> LeadTool | None:
    """How much was reviewed or raised this quarter, and what waits for a review (R006)."""
    keys = keys_of(viewer)
    if community.key not in keys:
        return None
    quarter = quarter_of(localdate())
    span = (quarter.from_, quarter.to)
    mine = Asset.objects.visible_to(keys).published().filter(community=community)
    reviewed = set(mine.filter(reviewed_at__range=span).values_list("pk", flat=True))
    raised = set(
        LevelChange.objects.filter(asset__in=mine, at__range=span, after__gt=1).values_list(
            "asset_id", flat=True
        )
    )
    count = len(reviewed | raised)
    overdue = mine.overdue().order_by("review_on", "pk")[:SHOWN]
    return LeadTool(
        tool="stewardship",
        title=_("ความรู้ที่ทบทวนและยกระดับ"),
        why=_("ความรู้เก่าที่ยังใช้ได้ต้องมีคนยืนยัน ส่วนที่ใช้ไม่ได้แล้วต้องมีคนแก้"),
        measure=str(count),
        measure_words=ngettext(
            "เรื่องที่ทบทวนหรือยกระดับในไตรมาสนี้", "เรื่องที่ทบทวนหรือยกระดับในไตรมาสนี้", count
        ),
        rows=[
            LeadRow(
                row.title,
                _("เลยวันทบทวน %(day)s") % {"day": thai_date(row.review_on)},
                row.get_absolute_url(),
            )
            for row in overdue
            if row.review_on
        ],
        empty=_("ไม่มีเรื่องที่เลยวันทบทวน"),
        action=_("ดูทั้งหมดของกลุ่มนี้"),
        action_url=f"{reverse('knowledge:register')}?community={community.pk}",
    )


panels.add(
    Panel(
        "knowledge.community",
        "community",
        "main",
        8,
        "knowledge/panel_community.html",
        community_panel,
    ),
    Panel("knowledge.cycle", "cycle", "aside", 20, "knowledge/panel_list.html", cycle_panel),
    Panel(
        "knowledge.session", "session", "aside", 20, "knowledge/panel_session.html", session_panel
    ),
    Panel("knowledge.record", "record", "aside", 20, "knowledge/panel_session.html", session_panel),
    Panel("knowledge.person", "person", "main", 20, "knowledge/panel_list.html", person_panel),
)
lead_fillers.add(
    LeadFiller("knowledge.practices", CommunityType.BEST_PRACTICE, practices),
    LeadFiller("knowledge.stewardship", CommunityType.STEWARDING, stewardship),
)

__all__ = ["note_panels", "practice_panels"]
