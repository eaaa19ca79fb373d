"""Entries of the navigation that belong to knowledge."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import ShellEntry, shell_entries

shell_entries.add(
    ShellEntry(
        name="knowledge",
        order=30,
        label=lambda: _("คลังความรู้"),
        url=lambda: reverse("knowledge:register"),
        icon="book-open",
        under=("/k/", "/n/", "/books/"),
    ),
)
