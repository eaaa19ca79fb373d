"""Where communities stand in the navigation."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from sala.communities.rules import can_oversee
from sala.core.registries import ShellEntry, shell_entries
from sala.core.terms import term


def _oversees(person: Any) -> bool:
    is_known = getattr(person, "is_authenticated", False)
    return bool(is_known and can_oversee(person, person.agency_id))


shell_entries.add(
    ShellEntry(
        name="communities",
        order=20,
        label=lambda: capfirst(term("community")),
        url=lambda: reverse("communities:directory"),
        icon="users",
        under=("/c/", "/t/"),
    ),
    ShellEntry(
        name="communities.office",
        order=20,
        label=lambda: capfirst(term("community")),
        url=lambda: reverse("communities:office"),
        icon="users",
        slot="manage",
        visible=_oversees,
    ),
)
