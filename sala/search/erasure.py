"""The index forgets a person with the tables; searches were never kept under a name."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.core.registries import Erasure, erasures
from sala.search.waiting import touched


def export(person: Any) -> dict[str, Any]:
    return {}


def erase(person: Any) -> None:
    touched(person._meta.label_lower, [person.pk])


erasures.add(Erasure("search", 100, export, erase, lambda: _("คำค้นที่ไม่พบผล เก็บไว้โดยไม่รู้ว่าใครค้น")))
