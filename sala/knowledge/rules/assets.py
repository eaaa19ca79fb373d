"""Who may begin, write, publish further and take down. Reading is a matter of keys."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.knowledge.kinds import WRITING, Part, State
from sala.knowledge.models import Asset
from sala.people.rules import has_ability, is_agency_staff


def parts_of(asset: Asset) -> dict[int, set[str]]:
    """Who stands with it, and as what; one query, kept on the item."""
    if not hasattr(asset, "_parts"):
        found: dict[int, set[str]] = {}
        for person_id, part in asset.credits.values_list("person_id", "part"):
            found.setdefault(person_id, set()).add(part)
        asset._parts = found  # type: ignore[attr-defined]
    return cast("dict[int, set[str]]", asset._parts)  # type: ignore[attr-defined]


def forget_parts(asset: Asset) -> None:
    asset.__dict__.pop("_parts", None)


def is_writer(person: Any, asset: Asset) -> Decision:
    if parts_of(asset).get(person.pk, set()) & set(WRITING):
        return ALLOWED
    return denied("right.writer", _("แก้ได้เฉพาะเจ้าของและผู้เขียนเรื่องนี้"))


def is_owner(person: Any, asset: Asset) -> Decision:
    if Part.OWNER in parts_of(asset).get(person.pk, set()):
        return ALLOWED
    return denied("right.owner", _("เรื่องนี้เป็นของเจ้าของความรู้"))


def is_standing(asset: Asset) -> Decision:
    if asset.state != State.WITHDRAWN:
        return ALLOWED
    return denied("state.withdrawn", _("เรื่องนี้ถอนออกจากคลังแล้ว"))


def is_published(asset: Asset) -> Decision:
    if asset.is_published:
        return ALLOWED
    return denied("state.not_published", _("เรื่องนี้ยังไม่เผยแพร่"))


def can_begin_asset(person: Any, community: Community | None) -> Decision:
    """Members write for their community; staff write for their agency."""
    if community is not None:
        return can_act(person, "write", community)
    return is_agency_staff(person, person.agency_id)


def can_write_manuscript(person: Any, asset: Asset) -> Decision:
    """Not while others are reading it: what they recommend is what is published."""
    waits = ALLOWED
    if is_nominated(asset):
        waits = denied("state.nominated", _("เสนอไว้แล้ว กำลังทบทวนอยู่ ถ้าจะแก้ให้ถอนคำเสนอก่อน"))
    return first_refusal(is_writer(person, asset), is_standing(asset), waits)


def is_nominated(asset: Asset) -> bool:
    """Kept on the item, so that one page asks once."""
    if not hasattr(asset, "_is_nominated"):
        found = asset.nominations.filter(ended_at__isnull=True).exists()
        asset._is_nominated = found  # type: ignore[attr-defined]
    return bool(asset._is_nominated)  # type: ignore[attr-defined]


def can_arrange_asset(person: Any, asset: Asset) -> Decision:
    """Categories, tags, references: the writers', whatever stage the text is at."""
    return first_refusal(is_writer(person, asset), is_standing(asset))


def can_withdraw_asset(person: Any, asset: Asset) -> Decision:
    """The owner, the facilitator of its community, or the KM team."""
    may = is_owner(person, asset)
    if not may and asset.community_id is not None:
        may = can_act(person, "manage_community", cast("Community", asset.community))
    if not may:
        may = has_ability(person, "manage_catalogues", asset.agency_id)
    return first_refusal(may, is_standing(asset))


def can_keep_catalogues(person: Any, agency_id: int, community: Community | None) -> Decision:
    """Categories and committee: of a community its facilitator's, of the agency the KM team's."""
    if community is not None:
        return can_act(person, "manage_community", community)
    return has_ability(person, "manage_catalogues", agency_id)


def can_keep_sources(person: Any, agency_id: int) -> Decision:
    """Everyone who cites adds sources; that a law was replaced is said by the KM team or by a
    facilitator, since it asks every author who leans on it."""
    return is_agency_staff(person, agency_id)


def can_see_coverage(person: Any, agency_id: int) -> Decision:
    return has_ability(person, "see_agency_dashboard", agency_id)
