"""Closing, and how a community lives on: successor, split, merge (R023, form F19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.communities.actions.founding import found_after
from sala.communities.actions.invitations import invite
from sala.communities.catalogue import Change, ClosingReason, State
from sala.communities.models import Community, Lineage, StateChange
from sala.communities.rules import can_close
from sala.core.locking import locked
from sala.core.permissions import denied, require
from sala.journal.actions import record
from sala.people.keys import keys_of
from sala.people.models import Person


@dataclass(frozen=True)
class Closing:
    """What the closing dialogue asks. `names` are new communities, `into` an existing one."""

    reason: str
    result: str
    review: dict[str, str] = field(default_factory=dict)
    change: str = ""
    names: Sequence[str] = ()
    into: Community | None = None


@transaction.atomic
def close(community: Community, closing: Closing, *, by: Person) -> Community:
    """Close with reason, result and AAR. From then on it is read only; links stand both ways."""
    community = locked(community)
    require(can_close(by, community))
    _require_whole(community, closing, by)
    members = [
        row.person
        for row in community.memberships.filter(left_at__isnull=True).select_related("person")
    ]
    _end(community, closing, by)
    later = [closing.into] if closing.into else []
    later += [found_after(community, by=by, name=name) for name in closing.names if name.strip()]
    for heir in later:
        Lineage.objects.create(earlier=community, later=heir, kind=closing.change)
        record("communities.continued", heir, place=community, by=by, audience=heir.key)
        if heir != closing.into or heir.memberships.filter(person=by, left_at=None).exists():
            invite(heir, members, by=by)
    return community


def _end(community: Community, closing: Closing, by: Person) -> None:
    moment = now()
    before = community.state
    community.state = State.TRANSFORMED if closing.change else State.CLOSED
    community.closing_reason, community.closing_words = closing.reason, closing.result
    community.closing_review = {key: text for key, text in closing.review.items() if text}
    community.closed_at = moment
    community.version += 1
    community.save()
    community.invitations.filter(answered_at__isnull=True).update(
        answered_at=moment, answered_by=by, is_accepted=False
    )
    community.invite_links.filter(ended_at__isnull=True).update(ended_at=moment)
    community.role_holdings.filter(accepted_at__isnull=True, ended_at__isnull=True).update(
        ended_at=moment
    )
    StateChange.objects.create(
        community=community,
        kind="state",
        before=before,
        after=community.state,
        reason=closing.result,
        by=by,
    )
    record(
        "communities.closed",
        community,
        by=by,
        audience=community.key,
        before=before,
        after=community.state,
        reason=closing.reason,
    )


def _require_whole(community: Community, closing: Closing, by: Person) -> None:
    if closing.reason not in ClosingReason.values:
        require(denied("value.reason", _("เลือกเหตุที่ปิดก่อน")))
    if not closing.result.strip():
        require(denied("value.result", _("เล่าสั้น ๆ ว่ากลุ่มนี้ได้อะไรไว้บ้าง")))
    names = [name for name in closing.names if name.strip()]
    needed = (
        {Change.SUCCESSOR: 1, Change.SPLIT: 2}.get(Change(closing.change), 0)
        if (closing.change)
        else 0
    )
    if len(names) < needed:
        require(denied("value.names", _("ตั้งชื่อกลุ่มใหม่ให้ครบ แยกกลุ่มต้องมีอย่างน้อยสองชื่อ")))
    if closing.change == Change.MERGE:
        _require_target(community, closing.into, by)


def _require_target(community: Community, into: Community | None, by: Person) -> None:
    known = Community.objects.visible_to(keys_of(by)).open().exclude(pk=community.pk)
    if into is None or not known.filter(pk=into.pk).exists():
        require(denied("value.into", _("เลือกกลุ่มที่จะรวมเข้าไป ซึ่งยังเปิดอยู่และคุณมองเห็น")))
