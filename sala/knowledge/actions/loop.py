"""Share, try, bring back, raise: what people do with an item at work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate, now

from sala.communities.models import Community
from sala.core.files import attach
from sala.core.locking import locked
from sala.core.permissions import require
from sala.journal.actions import record
from sala.knowledge.actions.asking import ask_review
from sala.knowledge.actions.lifting import lift
from sala.knowledge.kinds import Ask, Result
from sala.knowledge.models import Adoption, Asset, Flag, Solving, TryOut, Use, Version
from sala.knowledge.rules.loop import (
    can_adopt,
    can_flag,
    can_say_solved,
    can_settle_flag,
    can_try,
    can_use,
)
from sala.knowledge.telling import tell_adopted, tell_flagged, tell_tried
from sala.people.models import Person
from sala.people.queries import postings_on


@transaction.atomic
def use(asset: Asset, *, by: Person, how: str = "") -> Use:
    """One tap: it was of use. A second tap of the same person says how and counts once."""
    asset = locked(asset)
    require(can_use(by, asset))
    posting = postings_on([by.pk], localdate()).get(by.pk)
    row, is_new = Use.objects.get_or_create(
        asset=asset,
        person=by,
        defaults={"how": how, "unit_name": posting.unit.name if posting else ""},
    )
    if is_new:
        _recount(asset)
        record("knowledge.used", asset, place=asset.community, by=by)
    elif how and how != row.how:
        row.how = how
        row.save(update_fields=["how"])
    return row


@transaction.atomic
def take_back_use(asset: Asset, *, by: Person) -> None:
    asset = locked(asset)
    require(can_use(by, asset))
    if asset.uses.filter(person=by).delete()[0]:
        _recount(asset)
        record("knowledge.use_taken_back", asset, place=asset.community, by=by)


def _recount(asset: Asset) -> None:
    """Counts in the row come from the rows they count."""
    asset.use_count = asset.uses.count()
    asset.try_count = asset.tries.count()
    asset.worked_count = asset.tries.filter(result=Result.WORKED).count()
    asset.solved_count = asset.solvings.filter(is_solved=True).count()
    asset.unsolved_count = asset.solvings.filter(is_solved=False).count()
    asset.save(
        update_fields=["use_count", "try_count", "worked_count", "solved_count", "unsolved_count"]
    )


@transaction.atomic
def try_out(
    asset: Asset,
    version: Version,
    *,
    by: Person,
    values: dict[str, Any],
    files: Sequence[UploadedFile] = (),
    via: str = "web",
) -> TryOut:
    """What came of a version at a place; unit and province of that day are copied."""
    asset = locked(asset)
    require(can_try(by, asset))
    posting = postings_on([by.pk], values.get("happened_on") or localdate()).get(by.pk)
    row = TryOut.objects.create(
        asset=asset,
        version=version,
        person=by,
        unit=posting.unit if posting else None,
        unit_name=values.pop("unit_name", "") or (posting.unit.name if posting else ""),
        province=values.pop("province", "") or (posting.unit.province if posting else ""),
        **values,
    )
    for upload in files:
        attach(row, upload, audience=asset.audience, made_by_id=by.pk)
    _recount(asset)
    record("knowledge.tried", asset, place=asset.community, by=by, via=via, result=row.result)
    lift(asset)
    tell_tried(row)
    if row.result == Result.FAILED:
        ask_review(asset, Ask.FAILED)
    return row


@transaction.atomic
def adopt(asset: Asset, community: Community, *, by: Person, words: str = "") -> Adoption:
    """A community takes it up; where it came from stays on both pages."""
    community = locked(community)
    asset = locked(asset)
    require(can_adopt(by, asset, community))
    row, is_new = Adoption.objects.get_or_create(
        asset=asset, community=community, ended_at=None, defaults={"by": by, "words": words}
    )
    if is_new:
        record("knowledge.adopted", asset, place=community, by=by, audience=community.key)
        tell_adopted(row)
    return row


@transaction.atomic
def end_adoption(asset: Asset, community: Community, *, by: Person) -> None:
    community = locked(community)
    require(can_adopt(by, asset, community))
    rows = asset.adoptions.filter(community=community, ended_at__isnull=True)
    if rows.update(ended_at=now()):
        record("knowledge.adoption_ended", asset, place=community, by=by, audience=community.key)


@transaction.atomic
def say_solved(asset: Asset, *, by: Person, is_solved: bool) -> Solving:
    """Did the steps help? One word a person and day, the last one counts."""
    asset = locked(asset)
    require(can_say_solved(by, asset))
    row, _made = Solving.objects.update_or_create(
        asset=asset, person=by, on=localdate(), defaults={"is_solved": is_solved}
    )
    _recount(asset)
    verb = "knowledge.solved" if is_solved else "knowledge.not_solved"
    record(verb, asset, place=asset.community, by=by)
    return row


@transaction.atomic
def flag(asset: Asset, *, by: Person, why: str) -> Flag:
    """A reader says it needs an update; its owners are asked."""
    asset = locked(asset)
    require(can_flag(by, asset))
    row, is_new = Flag.objects.get_or_create(
        asset=asset,
        person=by,
        settled_at=None,
        defaults={"why": why, "version_id": asset.current_id},
    )
    if is_new:
        record("knowledge.flagged", asset, place=asset.community, by=by)
        tell_flagged(row)
        ask_review(asset, Ask.FLAGGED)
    return row


@transaction.atomic
def settle_flag(row: Flag, *, by: Person) -> Flag:
    row = locked(row, "asset")
    require(can_settle_flag(by, row))
    if row.settled_at is None:
        row.settled_at, row.settled_by = now(), by
        row.save(update_fields=["settled_at", "settled_by"])
        record("knowledge.flag_settled", row.asset, place=row.asset.community, by=by)
    return row
