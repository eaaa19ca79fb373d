"""The plan, its versions and who stands behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from sala.core.permissions import Decision
from sala.cycles.models import (
    Cycle,
    Endorsement,
    Enrolment,
    EnrolmentStatus,
    PlanComment,
    PlanVersion,
)
from sala.cycles.plan_parts import PARTS, Part, number_in
from sala.cycles.rules import can_resolve_comment
from sala.cycles.wording import Change, word_changes
from sala.people.models import Person


def plan_of(cycle: Cycle) -> PlanVersion | None:
    """The newest version, with its author."""
    versions = PlanVersion.objects.filter(cycle=cycle).select_related("made_by")
    return versions.order_by("-number").first()


def current_plans(cycles: Sequence[Cycle]) -> dict[int, PlanVersion]:
    """The newest version of each cycle's plan; one query."""
    newest = PlanVersion.objects.filter(cycle=OuterRef("cycle")).order_by("-number")
    rows = PlanVersion.objects.filter(
        cycle__in=[cycle.pk for cycle in cycles], number=Subquery(newest.values("number")[:1])
    )
    return {plan.cycle_id: plan for plan in rows}


class CommentRow(NamedTuple):
    comment: PlanComment
    may_resolve: Decision


class PartRow(NamedTuple):
    part: Part
    ordinal: int
    text: str
    note: str
    comments: list[CommentRow]


def part_rows(cycle: Cycle, plan: PlanVersion | None, viewer: Person) -> list[PartRow]:
    """The eight parts with what was said about each."""
    comments = PlanComment.objects.filter(cycle=cycle).select_related("by", "cycle__community")
    by_part: dict[str, list[CommentRow]] = {part.code: [] for part in PARTS}
    for comment in comments.order_by("at", "pk"):
        row = CommentRow(comment, can_resolve_comment(viewer, comment))
        by_part.setdefault(comment.part, []).append(row)
    parts = plan.parts if plan else {}
    note = count_note(cycle, parts.get("member_count", ""))
    return [
        PartRow(
            part,
            ordinal,
            parts.get(part.code, ""),
            note if part.code == "member_count" else "",
            by_part[part.code],
        )
        for ordinal, part in enumerate(PARTS, 1)
    ]


def count_note(cycle: Cycle, text: str) -> str:
    """Says so when the plan's number is not the register's (R050); empty when they agree."""
    planned = number_in(text)
    if planned is None:
        return ""
    enrolled = Enrolment.objects.filter(cycle=cycle, status=EnrolmentStatus.PARTICIPANT).count()
    if planned == enrolled:
        return ""
    return _("แผนระบุ %(planned)s คน ในทะเบียนมีผู้เข้าร่วม %(enrolled)s คน") % {
        "planned": planned,
        "enrolled": enrolled,
    }


class Support(NamedTuple):
    """Who agrees with a version, and whose word is still awaited."""

    participants: list[Endorsement]
    experts: list[Endorsement]
    awaited: list[str]
    is_own: bool


def support(plan: PlanVersion | None, viewer: Person) -> Support:
    if plan is None:
        return Support([], [], [], is_own=False)
    rows = list(Endorsement.objects.filter(version=plan).select_related("person").order_by("at"))
    participants = [row for row in rows if row.as_role == "participant"]
    experts = [row for row in rows if row.as_role == "expert"]
    awaited = []
    if not participants:
        awaited.append(_("รอผู้เข้าร่วมเห็นชอบ"))
    if not experts:
        awaited.append(_("รอผู้เชี่ยวชาญเห็นชอบ"))
    is_own = any(row.person_id == viewer.pk for row in rows)
    return Support(participants, experts, awaited, is_own)


class VersionRow(NamedTuple):
    number: int
    made_by: Person
    made_at: datetime
    note: str
    agreed: int


def plan_versions(cycle: Cycle) -> list[VersionRow]:
    """Every version, newest first, with how many agreed."""
    rows = PlanVersion.objects.filter(cycle=cycle).select_related("made_by")
    agreed = Counter(
        Endorsement.objects.filter(version__cycle=cycle).values_list("version_id", flat=True)
    )
    return [
        VersionRow(row.number, row.made_by, row.made_at, row.note, agreed[row.pk])
        for row in rows.order_by("-number")
    ]


def endorsements_of(version: PlanVersion) -> list[Endorsement]:
    rows = Endorsement.objects.filter(version=version).select_related("person")
    return list(rows.order_by("person__sort_key", "person_id"))


class PartChange(NamedTuple):
    part: Part
    changes: list[Change]

    @property
    def is_changed(self) -> bool:
        return any(change.kind != "same" for change in self.changes)


def plan_changes(before: PlanVersion, after: PlanVersion) -> list[PartChange]:
    """The eight parts of two versions, compared word by word."""
    return [
        PartChange(
            part, word_changes(before.parts.get(part.code, ""), after.parts.get(part.code, ""))
        )
        for part in PARTS
    ]
