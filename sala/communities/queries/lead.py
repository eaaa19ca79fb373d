"""What leads the page of each type, from what is really there (R003)."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sala.communities.catalogue import CommunityType
from sala.communities.models import Community, Membership
from sala.communities.rules import can_read_inside
from sala.communities.tools import LEADS, lead_fillers
from sala.people.keys import keys_of
from sala.people.queries import postings_on

SHOWN = 6


class LeadRow(NamedTuple):
    title: str
    detail: str = ""
    url: str = ""


class LeadTool(NamedTuple):
    """The first tool of the page: rows, the headline measure, and words for when it is empty."""

    tool: str
    title: str
    why: str
    measure: str
    measure_words: str
    rows: list[LeadRow]
    empty: str
    action: str = ""
    action_url: str = ""


def lead_tools(community: Community, viewer: Any) -> list[LeadTool]:
    """What higher apps bring for this type first, then the tool of the house; a charter that
    does not lead stands on the page of what the community is about."""
    brought = [
        filler.build(community, viewer) for filler in lead_fillers if filler.type == community.type
    ]
    found = [tool for tool in brought if tool is not None]
    if found and community.type == CommunityType.STEWARDING:
        return found
    return [*found, _own_tool(community, viewer)]


def _own_tool(community: Community, viewer: Any) -> LeadTool:
    lead = LEADS[community.type]
    build = {
        CommunityType.HELPING: _helpers,
        CommunityType.BEST_PRACTICE: _neighbours,
        CommunityType.STEWARDING: _charter,
        CommunityType.INNOVATION: _viewpoints,
    }[CommunityType(community.type)]
    measure, measure_words, rows, empty = build(community, viewer)
    return LeadTool(lead.tool, str(lead.title), str(lead.why), measure, measure_words, rows, empty)


Built = tuple[str, str, list[LeadRow], str]


def _helpers(community: Community, viewer: Any) -> Built:
    """Who can be asked about what; names are for those inside."""
    offering = Membership.objects.filter(community=community, left_at__isnull=True).exclude(
        interest=""
    )
    count = offering.count()
    rows = []
    if can_read_inside(viewer, community):
        people = offering.select_related("person").order_by("person__sort_key", "pk")[:SHOWN]
        rows = [LeadRow(row.interest, row.person.full_name) for row in people]
    empty = _("ยังไม่มีใครบอกว่าพอช่วยเรื่องอะไรได้ สมาชิกเขียนหนึ่งบรรทัดได้ที่หน้าคน คนที่ติดปัญหาจะได้รู้ว่าถามใคร")
    words = ngettext("คนบอกไว้ว่าช่วยได้", "คนบอกไว้ว่าช่วยได้", count)
    return str(count), words, rows, empty


def _neighbours(community: Community, viewer: Any) -> Built:
    """Other open communities of the same groups: where good practice may be found."""
    near = (
        Community.objects.visible_to(keys_of(viewer))
        .open()
        .filter(groups__in=list(community.groups.all()))
        .exclude(pk=community.pk)
        .distinct()
    )
    count = near.count()
    rows = [
        LeadRow(row.name, row.purpose, f"/c/{row.number}/")
        for row in near.order_by("-member_count", "number")[:SHOWN]
    ]
    empty = _("ยังไม่มีกลุ่มอื่นในเรื่องเดียวกัน ลองดูกลุ่มที่ใกล้เคียงในรายชื่อทั้งหมด หรือชวนหน่วยงานอื่นตั้งกลุ่มพี่น้อง")
    return str(count), ngettext("กลุ่มที่ไปขอดูวิธีได้", "กลุ่มที่ไปขอดูวิธีได้", count), rows, empty


def _charter(community: Community, viewer: Any) -> Built:
    """What this community looks after, and how long until it looks again."""
    blocks = [
        (_("ขอบเขตความรู้"), community.domain),
        (_("ผู้คน"), community.people_words),
        (_("แนวปฏิบัติร่วม"), community.practice),
    ]
    rows = [LeadRow(text, title) for title, text in blocks if text.strip()]
    empty = _("ยังไม่ได้เขียนว่ากลุ่มนี้ดูแลความรู้เรื่องใด เขียนไว้สั้น ๆ แล้วคนที่สนใจเรื่องเดียวกันจะหากลุ่มเจอ")
    if community.review_on is None:
        return "–", _("ยังไม่ได้กำหนดวันทบทวน"), rows, empty
    days = (community.review_on - localdate()).days
    if days < 0:
        return str(-days), ngettext("วันที่เลยกำหนดทบทวน", "วันที่เลยกำหนดทบทวน", -days), rows, empty
    return str(days), ngettext("วันจะถึงกำหนดทบทวน", "วันจะถึงกำหนดทบทวน", days), rows, empty


def _viewpoints(community: Community, viewer: Any) -> Built:
    """From which units the members come: new things need different eyes."""
    people = Membership.objects.filter(community=community, left_at__isnull=True)
    postings = postings_on(people.values_list("person_id", flat=True), localdate())
    units = Counter(posting.unit.name for posting in postings.values())
    rows = [
        LeadRow(name, ngettext("%(count)s คน", "%(count)s คน", count) % {"count": count})
        for name, count in units.most_common(SHOWN)
    ]
    empty = _(
        "ยังไม่รู้ว่าสมาชิกมาจากหน่วยใดบ้าง ชวนคนต่างหน่วยมาอย่างน้อยสามหน่วย แล้วเริ่มจากโจทย์ที่แต่ละคนมองไม่เหมือนกัน"
    )
    words = ngettext("หน่วยงานอยู่ในวงนี้", "หน่วยงานอยู่ในวงนี้", len(units))
    return str(len(units)), words, rows, empty
