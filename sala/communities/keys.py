"""What membership, roles and dated guest rights let a person see."""

from __future__ import annotations

from typing import Any

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


key_sources.add(KeySource("communities", _community_keys))
