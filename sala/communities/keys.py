"""What membership, roles and dated guest rights let a person see."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate

from sala.communities.models import GuestRight, Membership, RoleHolding
from sala.communities.roles import Role
from sala.communities.rules import standing_of
from sala.core.registries import KeySource, key_sources


def _community_keys(person: Any) -> set[str]:
    standing = standing_of(person)
    keys = {f"community:{pk}" for pk in standing.member_of | standing.guest_of}
    for pk, roles in standing.roles.items():
        if Role.FACILITATOR in roles:
            keys.add(f"community:{pk}:steward")
    return keys


def _community_holders(key: str) -> set[int] | None:
    kind, _, rest = key.partition(":")
    number, _, part = rest.partition(":")
    if kind != "community" or not number.isdigit():
        return None
    if part == "steward":
        held = RoleHolding.objects.filter(
            community_id=int(number),
            role=Role.FACILITATOR,
            accepted_at__isnull=False,
            ended_at__isnull=True,
        )
        return set(held.values_list("person_id", flat=True))
    members = Membership.objects.filter(community_id=int(number), left_at__isnull=True)
    guests = GuestRight.objects.filter(
        community_id=int(number), ended_at__isnull=True, until__gte=localdate()
    )
    return set(members.values_list("person_id", flat=True)) | set(
        guests.values_list("person_id", flat=True)
    )


key_sources.add(KeySource("communities", _community_keys, _community_holders))
