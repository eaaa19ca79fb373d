"""From proposal to closing: what each change of state needs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.communities.catalogue import MOVES, State
from sala.communities.models import Community, RoleHolding
from sala.communities.roles import Role
from sala.communities.rules.standing import can_act, may
from sala.core.permissions import ALLOWED, Decision, Missing, denied, first_refusal
from sala.core.registries import closing_checks
from sala.core.terms import words


def can_edit_charter(person: Any, community: Community) -> Decision:
    return can_act(person, "manage_community", community)


def can_change_adoption(person: Any, community: Community) -> Decision:
    return can_act(person, "manage_community", community)


def missing_for_activation(community: Community) -> list[Missing]:
    """What a seven-step community still lacks: three blocks, a group, two roles (R014, R024)."""
    charter = reverse("communities:charter", args=[community.number])
    roles = reverse("communities:roles", args=[community.number])
    held = set(
        RoleHolding.objects.filter(
            community=community, accepted_at__isnull=False, ended_at__isnull=True
        ).values_list("role", flat=True)
    )
    gaps = [
        (not community.domain.strip(), _("ขอบเขตความรู้ (Domain)"), f"{charter}#id_domain"),
        (
            not community.people_words.strip(),
            _("ผู้คนในกลุ่ม (Community)"),
            f"{charter}#id_people_words",
        ),
        (
            not community.practice.strip(),
            _("แนวปฏิบัติร่วม (Practice)"),
            f"{charter}#id_practice",
        ),
        (not community.groups.exists(), _("กลุ่มความสนใจ"), f"{charter}#id_groups"),
        (Role.FACILITATOR not in held, _("%(facilitator)sที่ตอบรับแล้ว") % words(), f"{roles}#offer"),
        (
            Role.RECORDER not in held,
            _("%(recorder)sที่ตอบรับแล้ว") % words(),
            f"{roles}?role=recorder#offer",
        ),
    ]
    return [Missing(label, url) for is_missing, label, url in gaps if is_missing]


def _nothing_missing(community: Community) -> Decision:
    if not (missing := tuple(missing_for_activation(community))):
        return ALLOWED
    names = " · ".join(gap.label for gap in missing)
    return denied("state.not_ready", _("ยังขาด %(names)s") % {"names": names}, missing)


def can_activate(person: Any, community: Community) -> Decision:
    return first_refusal(
        can_act(person, "manage_community", community),
        _may_become(community, State.ACTIVE),
        _nothing_missing(community),
    )


def can_prepare_for_cycle(person: Any, community: Community) -> Decision:
    """A cycle begins in a community whose charter is whole and whose two roles are accepted."""
    return first_refusal(
        can_act(person, "manage_cycle", community),
        _is_not_paused(community),
        _nothing_missing(community),
    )


def _is_not_paused(community: Community) -> Decision:
    if community.state != State.PAUSED:
        return ALLOWED
    return denied("state.paused", _("กลุ่มนี้พักอยู่ กลับมาดำเนินการก่อนแล้วจึงเริ่มรอบได้"))


def can_change_state(person: Any, community: Community, after: str) -> Decision:
    return first_refusal(
        can_act(person, "manage_community", community), _may_become(community, after)
    )


def can_close(person: Any, community: Community) -> Decision:
    return first_refusal(
        may(person, "manage_community", community.pk),
        _may_become(community, State.CLOSED),
        _nothing_open(community),
    )


def _nothing_open(community: Community) -> Decision:
    """What higher floors still have under way here, such as a cycle not yet closed."""
    gaps = [gap for check in closing_checks for gap in check.gaps(community)]
    if not gaps:
        return ALLOWED
    missing = tuple(Missing(gap.label, gap.url, gap.detail) for gap in gaps)
    return denied("state.under_way", _("ยังมีเรื่องที่ทำค้างอยู่ จบเรื่องเหล่านี้ก่อนจึงปิดได้"), missing)


def _may_become(community: Community, after: str) -> Decision:
    if after in MOVES[community.state]:
        return ALLOWED
    before = State(community.state).label
    return denied(
        "state.move",
        _("จากสถานะ “%(before)s” ไปเป็น “%(after)s” ไม่ได้")
        % {"before": before, "after": State(after).label},
    )
