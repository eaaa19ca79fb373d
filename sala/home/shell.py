from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import ShellEntry, shell_entries


def _signed_in(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False))


shell_entries.add(
    ShellEntry(
        name="work",
        order=10,
        label=lambda: _("งานของฉัน"),
        url=lambda: reverse("home:front"),
        icon="list-checks",
        visible=_signed_in,
    ),
    ShellEntry(
        name="rights",
        order=20,
        label=lambda: _("ใครทำอะไรได้"),
        url=lambda: reverse("home:rights"),
        icon="shield",
        slot="foot",
    ),
    ShellEntry(
        name="outbox",
        order=90,
        label=lambda: _("จดหมายที่ส่งออก (ชุดสาธิต)"),
        url=lambda: reverse("home:outbox"),
        icon="mail",
        slot="foot",
        visible=lambda person: settings.DEMO,
    ),
)
