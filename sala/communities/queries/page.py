"""Everything one community's page shows, read before rendering."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sala.communities.catalogue import CommunityType, Scope, State
from sala.communities.mail import USUAL, Way, ways_of_mail
from sala.communities.models import Community, Invitation, Membership, RoleHolding
from sala.communities.queries.lead import LeadTool, lead_tools
from sala.communities.queries.related import Related, related_to
from sala.communities.roles import Role
from sala.communities.rules import (
    can_edit_charter,
    can_invite,
    can_join,
    can_leave,
    can_read_inside,
    can_request,
    missing_for_activation,
)
from sala.communities.scope import is_wider
from sala.communities.tools import panel_order
from sala.core.permissions import Decision, Missing
from sala.core.registries import panels_of
from sala.core.terms import words
from sala.people.models import AgencySettings


@dataclass(frozen=True)
class May:
    """What the viewer may do here, each with its reason when not."""

    read: Decision
    join: Decision
    request: Decision
    leave: Decision
    invite: Decision
    edit: Decision


@dataclass(frozen=True)
class CommunityPage:
    community: Community
    may: May
    groups: list[str]
    agreement: str
    type_label: str
    state_mark: tuple[str, str]
    leads: list[LeadTool]
    membership: Membership | None
    invitation: Invitation | None
    offers: list[RoleHolding]
    facilitators: list[str]
    waiting_count: int
    missing: list[Missing]
    warnings: list[str]
    related: Related
    panels: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def lead(self) -> LeadTool:
        return self.leads[0]

    @property
    def is_ready(self) -> bool:
        """Nothing is missing and the facilitator may open it."""
        is_before = self.community.state in {State.PROPOSED, State.DRAFT}
        return bool(self.may.edit) and is_before and not self.missing

    @property
    def is_for_writing(self) -> bool:
        """Nothing waits for the member's answer here: asking and writing come first."""
        is_asked = bool(self.offers or self.invitation or self.missing or self.is_ready)
        is_gathering = self.community.is_gathering
        return bool(
            self.membership and self.community.is_open and not is_asked and not is_gathering
        )

    @property
    def ways(self) -> list[Way]:
        """How the viewer takes the mail, or would on joining."""
        return ways_of_mail(self.membership.mail if self.membership else USUAL)

    @property
    def join_title(self) -> str:
        return _("เข้าร่วม%(community)sนี้") % words()

    @property
    def missing_title(self) -> str:
        count = len(self.missing)
        return ngettext("ยังขาด %(count)s อย่าง", "ยังขาด %(count)s อย่าง", count) % {"count": count}

    @property
    def closed_title(self) -> str:
        return _("กลุ่มนี้ปิดแล้ว")

    @property
    def urls(self) -> dict[str, str]:
        """Addresses of the acts of this page by name."""
        names = (
            "membership",
            "requests",
            "request_delete",
            "leaving",
            "invitations",
            "people",
            "own_mail",
            "own_membership",
            "activation",
            "review",
        )
        args = [self.community.number]
        return {name: reverse(f"communities:{name}", args=args) for name in names}

    @property
    def invitation_url(self) -> str:
        if self.invitation is None:
            return ""
        return reverse("communities:invitation", args=[self.community.number, self.invitation.pk])

    @property
    def sign_in_url(self) -> str:
        return f"{reverse('account_login')}?next={self.community.get_absolute_url()}"


def community_page(community: Community, viewer: Any) -> CommunityPage:
    may = may_of(viewer, community)
    is_known = getattr(viewer, "is_authenticated", False)
    needs_ready = (
        bool(may.edit)
        and not community.is_informal
        and community.state
        in {
            State.PROPOSED,
            State.DRAFT,
        }
    )
    return CommunityPage(
        community=community,
        may=may,
        groups=[group.name for group in community.groups.all()],
        agreement=agreement_of(community),
        type_label=str(CommunityType(community.type).label),
        state_mark=state_mark(community),
        leads=lead_tools(community, viewer),
        membership=community.memberships.filter(person=viewer, left_at__isnull=True).first()
        if is_known
        else None,
        invitation=_open_invitation(community, viewer) if is_known else None,
        offers=_offers(community, viewer) if is_known else [],
        facilitators=_facilitators(community) if is_known else [],
        waiting_count=_waiting(community) if may.edit else 0,
        missing=missing_for_activation(community) if needs_ready else [],
        warnings=warnings_of(community) if may.edit else [],
        related=related_to(community, viewer),
        panels=_panels(community, viewer),
    )


def may_of(viewer: Any, community: Community) -> May:
    return May(
        read=can_read_inside(viewer, community),
        join=can_join(viewer, community),
        request=can_request(viewer, community),
        leave=can_leave(viewer, community),
        invite=can_invite(viewer, community),
        edit=can_edit_charter(viewer, community),
    )


def agreement_of(community: Community) -> str:
    """The community's own sentence, else the agency's, else the house's."""
    if community.agreement:
        return community.agreement
    settings = AgencySettings.objects.filter(agency_id=community.agency_id).first()
    if settings and settings.agreement:
        return settings.agreement
    return _("ให้เกียรติและรับฟังกัน เล่าจากงานจริง และเก็บเรื่องที่คุยไว้ในวง เว้นแต่เจ้าของเรื่องอนุญาต")


def state_mark(community: Community) -> tuple[str, str]:
    """Shape and word of the present state."""
    if community.is_due_for_review:
        return "wait", _("ครบกำหนดทบทวน")
    if community.is_gathering and community.state == State.ACTIVE:
        return "early", _("กำลังรวมกลุ่ม")
    marks = {
        State.PROPOSED: "early",
        State.DRAFT: "early",
        State.ACTIVE: "now",
        State.PAUSED: "wait",
        State.CLOSED: "done",
        State.TRANSFORMED: "done",
    }
    state = State(community.state)
    return marks[state], str(state.label)


def warnings_of(community: Community) -> list[str]:
    """What the facilitator should look at: scope, quietness, review."""
    found = []
    if is_wider(community.scope, community.computed_scope):
        found.append(
            _(
                "ประกาศไว้เป็นขอบข่าย %(declared)s แต่สมาชิกมาจากกว้างกว่านั้น"
                " น่าจะเป็นขอบข่าย %(computed)s+ (%(label)s)"
            )
            % {
                "declared": community.scope,
                "computed": community.computed_scope,
                "label": Scope(community.computed_scope or 1).label,
            }
        )
    if community.quiet_flagged_at:
        found.append(_("ไม่มีความเคลื่อนไหวมานาน ลองทบทวนกันว่าจะทำต่อ เปลี่ยนหัวข้อ พัก หรือปิด"))
    if community.is_due_for_review:
        found.append(_("ครบกำหนดทบทวนแล้ว ชวนสมาชิกคุยกันว่าจะไปทางไหนต่อ"))
    return found


def _open_invitation(community: Community, viewer: Any) -> Invitation | None:
    return (
        community.invitations.filter(person=viewer, answered_at__isnull=True)
        .select_related("made_by")
        .first()
    )


def _offers(community: Community, viewer: Any) -> list[RoleHolding]:
    return list(
        community.role_holdings.filter(
            person=viewer, accepted_at__isnull=True, ended_at__isnull=True
        )
    )


def _facilitators(community: Community) -> list[str]:
    held = community.role_holdings.filter(
        role=Role.FACILITATOR, accepted_at__isnull=False, ended_at__isnull=True
    ).select_related("person")
    return [holding.person.full_name for holding in held.order_by("accepted_at")]


def _waiting(community: Community) -> int:
    return community.invitations.filter(is_request=True, answered_at__isnull=True).count()


def _panels(community: Community, viewer: Any) -> dict[str, list[dict[str, Any]]]:
    filled = panels_of("community", viewer, community)
    for rows in filled.values():
        rows.sort(key=lambda row: panel_order(community.type, str(row["name"])))
    return filled


def tab_rows(community: Community, viewer: Any, current: str) -> list[dict[str, Any]]:
    """Places inside the community that the viewer may open."""
    number = community.number
    rows: list[dict[str, Any]] = [
        {"label": _("หน้าหลัก"), "name": "short", "count": None},
        {"label": _("คน"), "name": "people", "count": community.member_count},
        {"label": _("หน้าที่"), "name": "roles", "count": None},
        {"label": _("เกี่ยวกับกลุ่ม"), "name": "about", "count": None},
    ]
    if not can_read_inside(viewer, community):
        rows = [row for row in rows if row["name"] in {"short", "about"}]
    if can_edit_charter(viewer, community):
        rows.append({"label": _("ดูแลกลุ่ม"), "name": "care", "count": None})
    for row in rows:
        row["url"] = reverse(f"communities:{row['name']}", args=[number])
        row["current"] = row["name"] == current
    return rows
