"""Who may say what came of an item at work."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act, is_open, standing_of
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.knowledge.kinds import AssetType
from sala.knowledge.licences import may_adapt
from sala.knowledge.models import Asset, Flag
from sala.knowledge.rules.assets import (
    is_published,
    is_writer,
)
from sala.people.keys import PUBLIC


def is_known(person: Any) -> Decision:
    if getattr(person, "is_authenticated", False) and not person.is_past_guest:
        return ALLOWED
    return denied("right.signed_in", _("เข้าสู่ระบบก่อน"))


def can_use(person: Any, asset: Asset) -> Decision:
    """Whoever may read it, may say it was of use."""
    return first_refusal(is_known(person), is_published(asset))


def can_try(person: Any, asset: Asset) -> Decision:
    return can_use(person, asset)


def can_say_solved(person: Any, asset: Asset) -> Decision:
    if asset.type != AssetType.HOWTO:
        return denied("state.not_a_howto", _("ถามผลเฉพาะวิธีแก้ปัญหา"))
    return can_use(person, asset)


def can_flag(person: Any, asset: Asset) -> Decision:
    return can_use(person, asset)


def can_settle_flag(person: Any, flag: Flag) -> Decision:
    return is_writer(person, flag.asset)


def can_adopt(person: Any, asset: Asset, community: Community) -> Decision:
    """Into one's own community, by who looks after it, and only what its members may read."""
    if asset.community_id == community.pk:
        return denied("state.own_asset", _("เรื่องนี้เป็นของกลุ่มนี้อยู่แล้ว"))
    if asset.audience not in {PUBLIC, f"agency:{community.agency_id}", community.key}:
        return denied(
            "state.audience",
            _("คนในกลุ่มของคุณยังอ่านเรื่องนี้ไม่ได้ ขอให้เจ้าของเปิดให้ทั้งหน่วยงานก่อน"),
        )
    return first_refusal(can_act(person, "manage_community", community), is_published(asset))


def can_build_on(person: Any, asset: Asset) -> Decision:
    """Ask on from it in its community (R094)."""
    if asset.community is None:
        return denied("state.no_community", _("เรื่องนี้ยังไม่มีกลุ่มที่ดูแล จึงยังไม่มีที่ให้ถามต่อ"))
    return first_refusal(is_published(asset), _may_ask(person, asset.community))


def _may_ask(person: Any, community: Community) -> Decision:
    if community.pk in standing_of(person).guest_of:
        return is_open(community)
    return can_act(person, "write", community)


def can_derive(person: Any, asset: Asset) -> Decision:
    """Copy its text into an item of one's own: the licence decides (I16)."""
    if not (known := first_refusal(is_known(person), is_published(asset))):
        return known
    return may_adapt(
        asset.licence,
        is_owner=bool(is_writer(person, asset)),
        is_same_agency=person.agency_id == asset.agency_id and not person.is_guest,
    )
