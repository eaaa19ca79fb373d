from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import ShellEntry, shell_entries
from sala.notices.queries import unread_count


def _signed_in(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False))


shell_entries.add(
    ShellEntry(
        name="notices",
        order=90,
        label=lambda: _("การแจ้งเตือน"),
        url=lambda: reverse("notices:notices"),
        icon="bell",
        slot="me",
        visible=_signed_in,
        count=unread_count,
    )
)
