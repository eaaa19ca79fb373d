"""Arithmetic of a session's plan: minutes, share of lecture, and what deserves a warning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Step(NamedTuple):
    """One step as planned; `minutes` ≥ 0, `kind` one of exchange, lecture, practice, other."""

    what: str
    minutes: int
    kind: str


@dataclass(frozen=True)
class Warning_:  # noqa: N801 -- Warning is a builtin
    """Something worth a reason: it warns and never blocks (I18)."""

    field: str
    sentence: str


# What a first session plan offers; all of it may be changed. Sums to 60 minutes.
DEFAULT_STEPS: tuple[tuple[str | Promise, int, str], ...] = (
    (gettext_lazy("เปิดวง ทักทาย ทวนคำถามของรอบ"), 5, "other"),
    (gettext_lazy("เล่าเรื่องจากงานจริง คนละสองสามนาที"), 20, "exchange"),
    (gettext_lazy("ถามตอบและแลกเปลี่ยนกับผู้เชี่ยวชาญ"), 15, "exchange"),
    (gettext_lazy("ลองทำกับงานของตน"), 12, "practice"),
    (gettext_lazy("ทบทวนวง และบอกว่าจะนำไปใช้อย่างไร"), 8, "exchange"),
)


def total_minutes(steps: Iterable[Step]) -> int:
    return sum(step.minutes for step in steps)


def lecture_share(steps: Iterable[Step]) -> float | None:
    """Minutes of lecture over all planned minutes, 0–1; None when nothing is planned."""
    rows = list(steps)
    total = total_minutes(rows)
    lecture = sum(step.minutes for step in rows if step.kind == "lecture")
    return lecture / total if total else None


def overrun(steps: Iterable[Step], minutes: int) -> str:
    """The sentence of a plan longer than its session (R051); empty when it fits."""
    total = total_minutes(steps)
    if total <= minutes:
        return ""
    return _("ขั้นตอนรวม %(total)d นาที เกินเวลาของวงที่มี %(minutes)d นาที") % {
        "total": total,
        "minutes": minutes,
    }


def warnings(steps: Iterable[Step], minutes: int, cap: int) -> list[Warning_]:
    """What needs a reason before it is saved (R030, R058, I18)."""
    rows = list(steps)
    found = []
    if minutes > cap:
        found.append(
            Warning_(
                "long_reason",
                _("วงนี้ยาว %(minutes)d นาที เกิน %(cap)d นาทีที่แนะนำ หากจำเป็นขอให้บอกเหตุผล")
                % {"minutes": minutes, "cap": cap},
            )
        )
    share = lecture_share(rows)
    if share is not None and share > 0.5:
        found.append(
            Warning_(
                "lecture_reason",
                _("บรรยาย %(share)d%% ของเวลา ลักษณะนี้เป็นการอบรม ไม่ใช่วงแลกเปลี่ยน หากจำเป็นขอให้บอกเหตุผล")
                % {"share": round(share * 100)},
            )
        )
    return found


def lacks_practice(steps: Iterable[Step]) -> bool:
    """True when no step lets people do it themselves (R069): a hint, nothing more."""
    return not any(step.kind == "practice" for step in steps)


def plan_percent(held: int, planned: int) -> float | None:
    """Held over planned sessions in percent to two decimals (R054: 5 of 6 → 83.33)."""
    return round(held * 100 / planned, 2) if planned else None


def is_one_way(expert_voices: int, member_voices: int) -> bool:
    """Only experts spoke (R057)."""
    return expert_voices > 0 and member_voices == 0
