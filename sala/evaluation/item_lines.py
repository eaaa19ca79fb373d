"""Items as a facilitator types them: one line a choice, an asterisk before the right ones."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from sala.core.thai.digits import to_arabic
from sala.core.thai.text import clean_line, fold_key

RIGHT = "*"


class LinesProblem(ValueError):  # noqa: N818 -- a sentence to a person, not a fault
    """What is wrong with the lines, in a sentence."""


class Key(NamedTuple):
    """Choices and right answer as an item keeps them."""

    choices: list[dict[str, Any]]
    answer: dict[str, Any]


def parse_lines(kind: str, text: str) -> Key:
    """What was typed, for an item of this kind. Raises LinesProblem."""
    lines = [line for line in map(clean_line, text.splitlines()) if line]
    if kind in {"single", "multiple"}:
        return Key(_choices(kind, lines), {})
    if kind == "short":
        return Key([], {"accepted": _accepted(lines)})
    if kind == "numeric":
        return Key([], _number(lines))
    return Key(_levels(lines), {})


def lines_of(kind: str, choices: list[dict[str, Any]], answer: dict[str, Any]) -> str:
    """The lines that parse_lines would read the same from."""
    if kind == "short":
        return "\n".join(answer.get("accepted", []))
    if kind == "numeric":
        tolerance = answer.get("tolerance", "0")
        return f"{answer.get('value', '')}" + (f" ± {tolerance}" if tolerance != "0" else "")
    return "\n".join(
        f"{RIGHT} {choice['text']}" if choice.get("is_right") else choice["text"]
        for choice in choices
    )


def _choices(kind: str, lines: list[str]) -> list[dict[str, Any]]:
    choices = [
        {"text": clean_line(line.removeprefix(RIGHT)), "is_right": line.startswith(RIGHT)}
        for line in lines
    ]
    right = sum(bool(choice["is_right"]) for choice in choices)
    if len(choices) < 2:
        raise LinesProblem(_("ใส่ตัวเลือกอย่างน้อยสองบรรทัด"))
    if len({fold_key(str(choice["text"])) for choice in choices}) < len(choices):
        raise LinesProblem(_("มีตัวเลือกซ้ำกัน"))
    if not right:
        raise LinesProblem(_("ใส่ * หน้าตัวเลือกที่ถูก"))
    if kind == "single" and right > 1:
        raise LinesProblem(_("ข้อแบบเลือกหนึ่งข้อ ใส่ * ได้ตัวเลือกเดียว"))
    return choices


def _accepted(lines: list[str]) -> list[str]:
    if not lines:
        raise LinesProblem(_("ใส่คำตอบที่ยอมรับ บรรทัดละหนึ่งแบบ"))
    return list({fold_key(line): line for line in lines}.values())


def _number(lines: list[str]) -> dict[str, Any]:
    value, _sign, tolerance = " ".join(lines).replace("+-", "±").partition("±")
    number, margin = as_number(value), as_number(tolerance or "0")
    if number is None or margin is None or margin < 0:
        raise LinesProblem(_("ใส่ตัวเลข เช่น 20 หรือ 20 ± 0.5"))
    return {"value": str(number), "tolerance": str(margin)}


def _levels(lines: list[str]) -> list[dict[str, Any]]:
    if len(lines) < 2:
        raise LinesProblem(_("ใส่พฤติกรรมของแต่ละระดับ จากต่ำไปสูง อย่างน้อยสองบรรทัด"))
    return [{"level": level, "text": line} for level, line in enumerate(lines, start=1)]


def as_number(text: object) -> Decimal | None:
    """A finite number in Thai or Arabic digits; None when it is none."""
    try:
        number = Decimal(to_arabic(str(text)).replace(",", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**9 else None
