from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import ShellEntry, shell_entries
from sala.home.rules import can_keep_words


def _signed_in(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False))


def _keeps_words(person: Any) -> bool:
    return _signed_in(person) and bool(can_keep_words(person))


shell_entries.add(
    ShellEntry(
        name="search",
        order=0,
        label=lambda: _("ค้นหา"),
        url=lambda: reverse("home:search"),
        icon="search",
    ),
    ShellEntry(
        name="searches",
        order=40,
        label=lambda: _("คำที่ค้นแล้วไม่พบ"),
        url=lambda: reverse("home:searches"),
        icon="search",
        slot="manage",
        visible=_keeps_words,
        under=("/manage/synonyms/",),
    ),
    ShellEntry(
        name="glossary",
        order=15,
        label=lambda: _("คำที่ใช้"),
        url=lambda: reverse("home:glossary"),
        icon="book-open",
        slot="foot",
    ),
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
