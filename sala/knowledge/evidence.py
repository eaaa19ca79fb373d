"""Part 5 of the evidence file: knowledge that came of a cycle, and what was done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import EvidencePart, Linked, evidence_parts
from sala.core.thai import thai_date
from sala.knowledge.kinds import AssetType
from sala.knowledge.models import Asset

Table = tuple[str, Sequence[str], Sequence[Sequence[Any]]]


def assets(cycle: Any) -> Table:
    """Published items alone: what is still being written proves nothing."""
    headers = [
        _("รหัส"),
        _("เรื่อง"),
        _("ประเภท"),
        _("ระดับ"),
        _("เผยแพร่เมื่อ"),
        _("ใช้แล้ว (คน)"),
        _("ลองใช้ (ครั้ง)"),
        _("ได้ผล (ครั้ง)"),
    ]
    rows = Asset.objects.published().filter(
        about_label="cycles.cycle", about_id=cycle.pk, audience__in=_shared(cycle)
    )
    return (
        _("องค์ความรู้จากรอบนี้"),
        headers,
        [
            [
                row.code,
                Linked(row.title, row.get_absolute_url()),
                str(AssetType(row.type).label),
                row.level,
                thai_date(row.published_at) if row.published_at else "",
                row.use_count,
                row.try_count,
                row.worked_count,
            ]
            for row in rows.order_by("published_at", "pk")
        ],
    )


def _shared(cycle: Any) -> list[str]:
    """What everybody who may read the file of the cycle may read as well."""
    return ["public", f"agency:{cycle.agency_id}", f"community:{cycle.community_id}"]


evidence_parts.add(
    EvidencePart("knowledge.assets", 5, 40, assets, lambda cycle: reverse("knowledge:register"))
)
