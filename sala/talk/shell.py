"""Where the post office stands in the navigation."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import ShellEntry, shell_entries
from sala.talk.rules.letters import can_read_post_office


def _reads(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False) and can_read_post_office(person))


shell_entries.add(
    ShellEntry(
        name="talk.post_office",
        order=70,
        label=lambda: _("จดหมายเข้า"),
        url=lambda: reverse("talk:post_office"),
        icon="inbox",
        slot="manage",
        visible=_reads,
    )
)
