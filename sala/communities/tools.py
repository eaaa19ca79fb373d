"""The type of a community decides what leads its page (R003)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sala.communities.catalogue import CommunityType
from sala.core.registries import Registry

if TYPE_CHECKING:
    from sala.communities.models import Community
    from sala.communities.queries.lead import LeadTool

Words = str | Promise


class Lead(NamedTuple):
    """Which tool stands first, what it is called, what it is for, and whose panels follow."""

    tool: str
    title: Words
    why: Words
    panels: tuple[str, ...]


@dataclass(frozen=True)
class LeadFiller:
    """A higher app's own tool that leads communities of one type. `build(community, viewer)`
    returns it, or None when the viewer may not see it."""

    name: str
    type: str
    build: Callable[[Community, Any], LeadTool | None]


lead_fillers: Registry[LeadFiller] = Registry()

LEADS: dict[str, Lead] = {
    CommunityType.HELPING: Lead(
        "helpers",
        _("ติดเรื่องใด ถามใครได้"),
        _("สมาชิกบอกไว้ว่าพอช่วยเรื่องอะไรได้ เจอปัญหาแล้วถามคนนั้นได้เลย"),
        ("talk", "meetings", "knowledge", "cycles"),
    ),
    CommunityType.BEST_PRACTICE: Lead(
        "neighbours",
        _("ไปดูวิธีที่ดีจากใครได้บ้าง"),
        _("กลุ่มอื่นที่ทำเรื่องใกล้กัน ไปขอดูวิธีที่ใช้ได้ผล แล้วนำกลับมาปรับใช้"),
        ("knowledge", "meetings", "talk", "cycles"),
    ),
    CommunityType.STEWARDING: Lead(
        "charter",
        _("ความรู้ที่กลุ่มนี้ดูแล"),
        _("ขอบเขตความรู้ และวันที่จะกลับมาทบทวนว่ายังใช้ได้จริง"),
        ("cycles", "knowledge", "meetings", "talk"),
    ),
    CommunityType.INNOVATION: Lead(
        "viewpoints",
        _("มุมมองที่มีอยู่ในวง"),
        _("ของใหม่เกิดจากคนที่เห็นต่างมุม ดูว่าวงนี้มีคนจากไหนแล้ว และยังขาดใคร"),
        ("meetings", "talk", "knowledge", "cycles"),
    ),
}


def panel_order(type_code: str, name: str) -> int:
    """Where a panel stands: by the app that brings it, in the order of the type."""
    panels = LEADS[type_code].panels
    app = name.partition(".")[0]
    return panels.index(app) if app in panels else len(panels)
