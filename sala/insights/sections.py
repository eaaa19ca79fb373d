"""Tables of the evidence file as plain data: shown, written as CSV, frozen and hashed alike."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from sala.core.registries import Linked

BOOK = 0
PARTS = {
    1: _("ความจำเป็นในการพัฒนา"),
    2: _("การวางแผน"),
    3: _("การดำเนินการ"),
    4: _("การประเมินผลการเรียนรู้"),
    5: _("การติดตามการนำไปใช้"),
}
_NUMBER = re.compile(r"[<−+-]?\s?[\d,.]+\s?%?|–")


class Cell(NamedTuple):
    text: str
    url: str = ""


class Section(NamedTuple):
    """One table with a sentence before it. Part 0 is the closing book."""

    code: str
    part: int
    order: int
    title: str
    headers: list[str]
    rows: list[list[Cell]]
    url: str = ""
    words: str = ""

    @property
    def file_name(self) -> str:
        return f"csv/{self.part}-{self.code.replace('.', '-')}.csv"

    @property
    def shown(self) -> list[list[tuple[Cell, bool]]]:
        """Each cell, and whether its column holds nothing but numbers."""
        kinds = [
            all(_is_number(cell) for cell in column) for column in zip(*self.rows, strict=True)
        ]
        return [list(zip(row, kinds, strict=True)) for row in self.rows]

    def plain(self) -> dict[str, Any]:
        """As JSON: a cell is its text, or text and address."""
        rows = [[[*cell] if cell.url else cell.text for cell in row] for row in self.rows]
        return self._asdict() | {"rows": rows}


def _is_number(cell: Cell) -> bool:
    return not cell.text or bool(_NUMBER.fullmatch(cell.text))


def section(
    code: str,
    part: int,
    order: int,
    title: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    url: str = "",
    words: str = "",
) -> Section:
    cells = [[_cell(value) for value in row] for row in rows]
    return Section(code, part, order, title, list(map(str, headers)), cells, url, words)


def _cell(value: Any) -> Cell:
    if isinstance(value, Linked):
        return Cell(value.text, value.url)
    return Cell("" if value is None else str(value))


def from_plain(data: dict[str, Any]) -> Section:
    rows = [
        [Cell(*one) if isinstance(one, list) else Cell(one) for one in row] for row in data["rows"]
    ]
    return Section(**data | {"rows": rows})


def canonical(sections: Iterable[dict[str, Any]]) -> bytes:
    """The same bytes whichever database gave the data back."""
    data = {"sections": list(sections)}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def digest(sections: Iterable[dict[str, Any]]) -> str:
    return hashlib.sha256(canonical(sections)).hexdigest()
