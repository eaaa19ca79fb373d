"""The way to the shelf."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import ShellEntry, shell_entries

shell_entries.add(
    ShellEntry(
        name="shelf",
        order=32,
        label=lambda: _("ชั้นหนังสือ"),
        url=lambda: reverse("publishing:shelf"),
        icon="layers",
        slot="foot",
        under=("/shelf/",),
    )
)
