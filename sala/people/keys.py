"""The audience keys a person holds now: one cached look-up for every path that shows things."""

from __future__ import annotations

from typing import Any, cast

from sala.core.registries import KeySource, key_sources
from sala.people.models import Person

PUBLIC = "public"


def keys_of(person: Any) -> set[str]:
    """Every key the person holds: `public`, `person:9`, `agency:7`, and what apps add."""
    if not getattr(person, "is_authenticated", False):
        return {PUBLIC}
    if not hasattr(person, "_keys"):
        keys = {PUBLIC}
        for source in key_sources:
            keys.update(source.keys(person))
        person._keys = keys
    return cast("set[str]", person._keys)


def forget_keys(person: Any) -> None:
    """Called by every action that changes what a person may see."""
    person.__dict__.pop("_keys", None)


def _own_keys(person: Person) -> list[str]:
    keys = [f"person:{person.pk}"]
    if not person.is_guest and not person.is_past_guest:
        keys.append(f"agency:{person.agency_id}")
    return keys


def holders_of(key: str) -> set[int]:
    """Ids of the people who hold a key now; `public` has no list and answers nobody."""
    for source in key_sources:
        if (holders := source.holders(key)) is not None:
            return holders
    return set()


def _own_holders(key: str) -> set[int] | None:
    kind, _, number = key.partition(":")
    if kind == "person" and number.isdigit():
        return {int(number)}
    if kind == "agency" and number.isdigit():
        staff = Person.objects.filter(agency_id=int(number), is_guest=False, is_active=True)
        return set(staff.values_list("pk", flat=True))
    return None


key_sources.add(KeySource("people", _own_keys, _own_holders))
