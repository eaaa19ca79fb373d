"""What a community is about: charter, the answers of its proposal, its history."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from sala.communities.catalogue import Adoption, ClosingReason, Level, Origin, Scope, State
from sala.communities.models import Community, StateChange
from sala.communities.queries.page import agreement_of, state_mark, warnings_of
from sala.communities.queries.related import Related, related_to
from sala.communities.rules import can_clone, can_edit_charter, can_read_inside
from sala.core.permissions import Decision


class Change(NamedTuple):
    on: Any
    what: str
    reason: str
    by: str


class About(NamedTuple):
    blocks: list[tuple[str, str]]
    need: list[tuple[str, str]]
    closing: list[tuple[str, str]]
    facts: list[tuple[str, Any]]
    history: list[Change]
    agreement: str
    related: Related
    warnings: list[str]
    may_edit: Decision
    may_clone: Decision
    mark: tuple[str, str]


def about_page(community: Community, viewer: Any) -> About:
    may_edit = can_edit_charter(viewer, community)
    is_inside = bool(can_read_inside(viewer, community))
    return About(
        blocks=[
            (_("มีไว้เพื่ออะไร"), community.purpose),
            (_("ขอบเขตความรู้ (Domain)"), community.domain),
            (_("ผู้คนในกลุ่ม (Community)"), community.people_words),
            (_("แนวปฏิบัติร่วม (Practice)"), community.practice),
        ],
        need=need_rows(community),
        closing=_closing(community) if is_inside else [],
        facts=_facts(community),
        history=history_of(community) if is_inside or may_edit else [],
        agreement=agreement_of(community),
        related=related_to(community, viewer),
        warnings=warnings_of(community) if may_edit else [],
        may_edit=may_edit,
        may_clone=can_clone(viewer, community),
        mark=state_mark(community),
    )


def need_rows(community: Community) -> list[tuple[str, str]]:
    """The answers to "do we need it?" (R019)."""
    labels = {
        "who": _("ใครต้องการกลุ่มนี้ และต้องการเพราะอะไร"),
        "strategy": _("ช่วยงานหรือยุทธศาสตร์เรื่องใดของหน่วยงาน"),
        "alternatives": _("ถ้าไม่ตั้งกลุ่ม มีทางอื่นที่ง่ายกว่าไหม"),
    }
    answers = community.need_check
    return [(label, answers[name]) for name, label in labels.items() if answers.get(name)]


def _facts(community: Community) -> list[tuple[str, Any]]:
    groups = " · ".join(group.name for group in community.groups.all())
    return [
        (_("กลุ่มความสนใจ"), groups),
        (_("ระดับ"), Level(community.level).label),
        (_("ขอบข่าย"), Scope(community.scope).label if community.scope else ""),
        (_("แม่ข่าย"), community.hub),
        (_("ที่มา"), Origin(community.origin).label),
        (_("ระยะการยอมรับ"), Adoption(community.adoption).label),
        (_("สมาชิก"), community.member_count),
        (_("หน่วยงานของสมาชิก"), community.unit_count or ""),
    ]


def _closing(community: Community) -> list[tuple[str, str]]:
    """Why it was closed, what came of it, and the four questions of the AAR."""
    if not community.closing_reason:
        return []
    labels = {
        "expected": _("ที่ตั้งใจไว้คืออะไร"),
        "beyond": _("อะไรได้มากกว่าที่คิด"),
        "below": _("อะไรได้น้อยกว่าที่คิด เพราะอะไร"),
        "onward": _("จะนำอะไรกลับไปทำต่อ"),
    }
    rows = [
        (_("เหตุที่ปิด"), str(ClosingReason(community.closing_reason).label)),
        (_("สิ่งที่ได้"), community.closing_words),
    ]
    answers = community.closing_review
    return rows + [(label, answers[key]) for key, label in labels.items() if answers.get(key)]


def history_of(community: Community) -> list[Change]:
    rows = StateChange.objects.filter(community=community).select_related("by")
    return [
        Change(row.happened_on, _what(row), row.reason, row.by.full_name if row.by else "")
        for row in rows.order_by("-happened_on", "-pk")
    ]


def _what(row: StateChange) -> str:
    if row.kind == "name":
        return _("เปลี่ยนชื่อจาก “%(before)s”") % {"before": row.before}
    labels = State if row.kind == "state" else Adoption
    return f"{labels(row.before).label} → {labels(row.after).label}"
