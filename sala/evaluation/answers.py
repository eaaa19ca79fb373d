"""What a person says about use at work, and what an evaluator says about learning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from sala.core.permissions import ALLOWED, Decision, denied, first_refusal


@dataclass(frozen=True)
class UseAnswer:
    """One answer to a follow-up form."""

    is_used: bool
    how: str = ""
    obstacle_kind: str = ""
    obstacle: str = ""
    evidence: str = ""
    measure: str = ""
    measure_before: Decimal | None = None
    measure_after: Decimal | None = None
    measure_unit: str = ""

    def check(self) -> Decision:
        return first_refusal(self._obstacle(), self._measure())

    def _obstacle(self) -> Decision:
        named = self.obstacle_kind not in {"", "other"}
        if self.is_used or named or self.obstacle.strip():
            return ALLOWED
        return denied(
            "value.obstacle", _("ยังไม่ได้ใช้ไม่เป็นไร แต่ขอให้บอกสั้น ๆ ว่าติดขัดเรื่องใด กลุ่มจะได้ช่วยกันแก้")
        )

    def _measure(self) -> Decision:
        numbers = [self.measure_before, self.measure_after]
        given = [number for number in numbers if number is not None]
        if not given:
            return ALLOWED
        if len(given) < len(numbers):
            return denied("value.measure", _("วัดผลต้องมีทั้งตัวเลขก่อนและหลัง หรือเว้นว่างทั้งคู่"))
        if not self.measure_unit.strip():
            return denied("value.unit", _("ใส่หน่วยของตัวเลขด้วย เช่น นาที ครั้ง บาท"))
        return ALLOWED


@dataclass(frozen=True)
class Judgement:
    """One learning evaluation as its evaluator gives it."""

    method: str
    score: Decimal | None = None
    max_score: Decimal | None = None
    has_passed: bool | None = None
    feedback: str = ""

    def check(self) -> Decision:
        if self.score is None and self.has_passed is None and not self.feedback.strip():
            return denied("value.empty", _("ใส่คะแนน ผลผ่านหรือไม่ผ่าน หรือข้อสังเกต อย่างน้อยหนึ่งอย่าง"))
        if self.score is not None and self.max_score is None:
            return denied("value.max_score", _("ใส่คะแนนเต็มด้วย จะได้รู้ว่าคะแนนนี้มากหรือน้อย"))
        if self.score is not None and self.max_score is not None and self.score > self.max_score:
            return denied("value.score", _("คะแนนที่ได้มากกว่าคะแนนเต็ม"))
        return ALLOWED


@dataclass(frozen=True)
class Spoken:
    """How an answer that another typed in was given: on paper or in a talk, and when."""

    via: str
    happened_on: date | None = None
