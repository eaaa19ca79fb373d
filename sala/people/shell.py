from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import ShellEntry, shell_entries
from sala.people.rules import has_ability


def _signed_in(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False))


def _is_staff(person: Any) -> bool:
    return _signed_in(person) and not (person.is_guest or person.is_past_guest)


def _may(ability: str) -> Any:
    return lambda person: (
        _signed_in(person) and bool(has_ability(person, ability, person.agency_id))
    )


shell_entries.add(
    ShellEntry(
        name="people",
        order=40,
        label=lambda: _("คน"),
        url=lambda: reverse("people:people"),
        icon="user-round",
        visible=_is_staff,
        under=("/p/", "/units/"),
    ),
    ShellEntry(
        name="me",
        order=10,
        label=lambda: _("ข้อมูลของฉัน"),
        url=lambda: reverse("people:me"),
        icon="user-round",
        slot="me",
        visible=_signed_in,
    ),
    ShellEntry(
        name="imports",
        order=10,
        label=lambda: _("นำเข้ารายชื่อ"),
        url=lambda: reverse("people:imports"),
        icon="upload",
        slot="manage",
        visible=_may("import_people"),
    ),
    ShellEntry(
        name="accounts",
        order=20,
        label=lambda: _("รหัสเปิดบัญชี"),
        url=lambda: reverse("people:accounts"),
        icon="key-round",
        slot="manage",
        visible=_may("import_people"),
    ),
    ShellEntry(
        name="agency",
        order=25,
        label=lambda: _("ถ้อยคำและตัวเลขของหน่วยงาน"),
        url=lambda: reverse("people:agency"),
        icon="settings",
        slot="manage",
        visible=_may("manage_catalogues"),
    ),
    ShellEntry(
        name="offices",
        order=30,
        label=lambda: _("หน้าที่ของหน่วยงาน"),
        url=lambda: reverse("people:offices"),
        icon="shield",
        slot="manage",
        visible=_may("manage_accounts"),
    ),
)
