"""What a reviewer looks at, and how many must recommend: one row for each type of item."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sala.knowledge.kinds import AssetType


class Criterion(NamedTuple):
    name: str
    words: str | Promise


COMMON = (
    Criterion("true", _("ถูกต้อง ตรวจสอบกับแหล่งอ้างอิงหรือผู้รู้แล้ว")),
    Criterion("clear", _("คนที่ไม่อยู่ในเรื่องอ่านแล้วทำตามได้")),
    Criterion("safe", _("ไม่มีข้อมูลส่วนบุคคลหรือเรื่องลับ และให้เครดิตเจ้าของความรู้ครบ")),
)
PRACTICE = (
    *COMMON,
    Criterion("result", _("มีผลที่วัดหรือเห็นได้ ก่อนและหลังใช้")),
    Criterion("carries", _("หน่วยงานอื่นนำไปปรับใช้ได้ บอกเงื่อนไขไว้ชัด")),
)


def criteria_of(asset_type: str) -> tuple[Criterion, ...]:
    return PRACTICE if asset_type == AssetType.PRACTICE else COMMON


def needed_of(asset_type: str) -> int:
    """Recommendations that publish. A good practice is judged by a committee of two."""
    return 2 if asset_type == AssetType.PRACTICE else 1
