"""Entries of the navigation that belong to cycles."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import ShellEntry, shell_entries
from sala.cycles.rules import can_manage_catalogues, can_see_overview


def _keeps_catalogues(person: Any) -> bool:
    signed_in = getattr(person, "is_authenticated", False)
    return signed_in and bool(can_manage_catalogues(person, person.agency_id))


def _sees_overview(person: Any) -> bool:
    signed_in = getattr(person, "is_authenticated", False)
    return signed_in and bool(can_see_overview(person, person.agency_id))


shell_entries.add(
    ShellEntry(
        "cycles_overview",
        5,
        lambda: _("ทุกรอบของหน่วยงาน"),
        lambda: reverse("cycles:manage_cycles"),
        "list-checks",
        slot="manage",
        visible=_sees_overview,
    ),
    ShellEntry(
        "cycle_catalogues",
        30,
        lambda: _("ด้านและยุทธศาสตร์"),
        lambda: reverse("cycles:catalogues"),
        "target",
        slot="manage",
        visible=_keeps_catalogues,
    ),
    ShellEntry(
        "handbook",
        10,
        lambda: _("คู่มือเจ็ดขั้น"),
        lambda: reverse("cycles:handbook"),
        "book-open",
        slot="foot",
        visible=lambda person: bool(getattr(person, "is_authenticated", False)),
    ),
)
