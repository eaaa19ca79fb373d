"""Entries of the navigation that belong to knowledge."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import ShellEntry, shell_entries


def _signed_in(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False))


shell_entries.add(
    ShellEntry(
        name="knowledge",
        order=30,
        label=lambda: _("คลังความรู้"),
        url=lambda: reverse("knowledge:register"),
        icon="book-open",
        under=("/k/", "/n/", "/notes/", "/books/", "/tags/", "/following/"),
    ),
    ShellEntry(
        name="notes",
        order=14,
        label=lambda: _("บันทึกและสมุด"),
        url=lambda: reverse("knowledge:notes"),
        icon="notebook-pen",
        slot="me",
        visible=_signed_in,
    ),
    ShellEntry(
        name="following",
        order=15,
        label=lambda: _("ที่ติดตาม"),
        url=lambda: reverse("knowledge:following"),
        icon="eye",
        slot="me",
        visible=_signed_in,
    ),
    ShellEntry(
        name="messages",
        order=16,
        label=lambda: _("ข้อความ"),
        url=lambda: reverse("knowledge:messages"),
        icon="mail",
        slot="me",
        visible=_signed_in,
    ),
)
