"""The way to the evidence files, for the offices that read them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import ShellEntry, shell_entries
from sala.insights.rules import can_see_register


def _reads_evidence(person: Any) -> bool:
    signed_in = getattr(person, "is_authenticated", False)
    return signed_in and bool(can_see_register(person, person.agency_id))


shell_entries.add(
    ShellEntry(
        "evidence",
        7,
        lambda: _("แฟ้มหลักฐาน"),
        lambda: reverse("insights:register"),
        "file-text",
        slot="manage",
        visible=_reads_evidence,
    )
)
