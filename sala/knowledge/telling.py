"""Who is told of what, and with which words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sala.communities.models import Membership
from sala.knowledge.kinds import Part
from sala.knowledge.models import (
    Adoption,
    Asset,
    Flag,
    Nomination,
    Opinion,
    ReviewAsk,
    TryOut,
    Version,
)
from sala.notices.actions import tell
from sala.people.keys import PUBLIC, holders_of
from sala.people.models import Person

SHARED = "knowledge.shared"  # something new for a community


def people(ids: Iterable[int]) -> list[Person]:
    return list(Person.objects.filter(pk__in=list(ids)))


def owners_of(asset: Asset) -> list[Person]:
    return people(asset.credits.filter(part=Part.OWNER).values_list("person_id", flat=True))


def credited(asset: Asset) -> list[Person]:
    return people(asset.credits.values_list("person_id", flat=True))


def _tell(who: Iterable[Person], kind: str, asset: Asset, url: str = "", **data: Any) -> None:
    tell(
        who,
        kind,
        asset,
        url=url or asset.get_absolute_url(),
        audience="personal",
        code=asset.code,
        **data,
    )


def tell_nominated(nomination: Nomination, reviewers: Iterable[int]) -> None:
    asset = nomination.asset
    url = f"{asset.get_absolute_url()}review/"
    title = asset.manuscript.title
    _tell(people(reviewers), "knowledge.nominated", asset, url, title=title)


def tell_returned(nomination: Nomination, opinion: Opinion) -> None:
    asset = nomination.asset
    words = opinion.words
    _tell(owners_of(asset), "knowledge.returned", asset, title=asset.title, words=words)


def tell_published(version: Version) -> None:
    asset = version.asset
    who = [person for person in credited(asset) if person.pk != version.reviewed_by_id]
    number = version.number
    tell(
        who,
        "knowledge.published",
        asset,
        url=asset.get_absolute_url(),
        title=asset.title,
        number=number,
        code=asset.code,
    )


def tell_shared(asset: Asset) -> None:
    """The members of its community who may read it, each by the way chosen for this community:
    at once, with the digest, or as a line alone. Its writers and its reviewer know already."""
    community, version = asset.community, asset.current
    if community is None or version is None:
        return
    rows = Membership.objects.filter(community=community, left_at__isnull=True)
    rows = rows.exclude(person__in=[*credited(asset), version.reviewed_by_id])
    if asset.audience not in {PUBLIC, community.key}:
        rows = rows.filter(person__in=holders_of(asset.audience))
    ways = {row.person: row.mail for row in rows.select_related("person")}
    tell(
        ways,
        SHARED,
        asset,
        url=asset.get_absolute_url(),
        audience=community.key,
        without_mail={person.pk for person, way in ways.items() if way in {"none", "mentions"}},
        by_digest={person.pk for person, way in ways.items() if way == "digest"},
        title=asset.title,
        code=asset.code,
        summary=version.summary,
        type=asset.type,
        community=community.name,
    )


def tell_tried(row: TryOut) -> None:
    asset = row.asset
    who = [person for person in owners_of(asset) if person.pk != row.person_id]
    _tell(who, "knowledge.tried", asset, title=asset.title, result=row.result, place=row.place)


def tell_adopted(row: Adoption) -> None:
    """The owners hear by which community, if they may know of it."""
    asset = row.asset
    who = [person for person in owners_of(asset) if person.pk != row.by_id]
    tell(
        who,
        "knowledge.adopted",
        asset,
        url=asset.get_absolute_url(),
        audience=row.community.audience,
        title=asset.title,
        community=row.community.name,
        code=asset.code,
    )


def tell_flagged(flag: Flag) -> None:
    asset = flag.asset
    who = [person for person in owners_of(asset) if person.pk != flag.person_id]
    _tell(who, "knowledge.flagged", asset, title=asset.title, why=flag.why)


def tell_asked(ask: ReviewAsk, owners: Iterable[Person]) -> None:
    _tell(owners, "knowledge.review_asked", ask.asset, title=ask.asset.title, reason=ask.reason)
