"""A table read from a file: its header, its rows, and where each row stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from sala.core.thai.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_ROWS = 50_000
MAX_COLUMNS = 200
_HEADER_SEARCH = 30


class TableProblem(ValueError):  # noqa: N818 -- a sentence to a person, not a fault
    """Holds a sentence for the person who brought the file."""


class Line(NamedTuple):
    """A row as the file has it; `number` is what a spreadsheet shows at its left."""

    number: int
    cells: list[str]


class Merge(NamedTuple):
    """A rectangle of merged cells, rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Table:
    """`rows` are as wide as `headers`; `numbers` holds the line of each in the file."""

    headers: list[str]
    rows: list[list[str]]
    numbers: list[int]
    encoding: str
    kind: str
    sheet: str = ""
    title: list[str] = field(default_factory=list)

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row by its headers, with the number a refusal names."""
        for number, row in zip(self.numbers, self.rows, strict=True):
            yield number, dict(zip(self.headers, row, strict=True))


def make_table(
    lines: Iterable[Line],
    *,
    encoding: str,
    kind: str,
    sheet: str = "",
    merges: Sequence[Merge] = (),
) -> Table:
    """Find the header below any title lines, join a header of two lines, drop blank rows."""
    kept = _bounded(lines)
    if not kept:
        raise TableProblem(_("ไฟล์นี้ไม่มีข้อมูล"))
    at = _header_place(kept)
    depth = _header_depth(kept, at, merges)
    headers = _headers(kept[at : at + depth], merges)
    body = kept[at + depth :]
    if len(body) > MAX_ROWS:
        raise too_many_rows()
    width = max([len(headers), *(_width(line) for line in body)])
    headers += [""] * (width - len(headers))
    return Table(
        headers=_named(headers),
        rows=[[*line.cells[:width], *[""] * (width - len(line.cells))] for line in body],
        numbers=[line.number for line in body],
        encoding=encoding,
        kind=kind,
        sheet=sheet,
        title=[" ".join(filter(None, line.cells)) for line in kept[:at]],
    )


def _bounded(lines: Iterable[Line]) -> list[Line]:
    """Rows with something in them, cleaned; more than the bounds is refused."""
    kept: list[Line] = []
    for number, cells in lines:
        cleaned = [clean_line(cell) if cell else "" for cell in cells]
        while cleaned and not cleaned[-1]:
            cleaned.pop()
        if len(cleaned) > MAX_COLUMNS:
            raise TableProblem(_("ตารางกว้างเกินไป รับได้ไม่เกิน %(most)s คอลัมน์") % {"most": MAX_COLUMNS})
        if cleaned:
            kept.append(Line(number, cleaned))
        if len(kept) > MAX_ROWS + _HEADER_SEARCH:
            raise too_many_rows()
    return kept


def too_many_rows() -> TableProblem:
    return TableProblem(
        _("ตารางยาวเกินไป รับได้ไม่เกิน %(most)s แถวต่อไฟล์ กรุณาแบ่งเป็นหลายไฟล์") % {"most": f"{MAX_ROWS:,}"}
    )


def _width(line: Line) -> int:
    return len(line.cells)


def _filled(line: Line) -> int:
    return sum(map(bool, line.cells))


def _header_place(kept: list[Line]) -> int:
    """The first line at least half as full as the fullest near the top: titles are shorter."""
    near = kept[:_HEADER_SEARCH]
    enough = max(2, (max(map(_filled, near)) + 1) // 2)
    return next((place for place, line in enumerate(near) if _filled(line) >= enough), 0)


def _header_depth(kept: list[Line], at: int, merges: Sequence[Merge]) -> int:
    """Two when the second line carries names below those merged across it."""
    top = kept[at]
    if at + 1 == len(kept):
        return 1
    below = kept[at + 1]
    if merges:
        tall = (merge.bottom for merge in merges if merge.top == top.number)
        return 2 if max(tall, default=0) >= below.number else 1
    gaps = [place for place in range(_width(below)) if not _cell(top, place)]
    covered = [place for place in range(_width(top)) if not _cell(below, place)]
    return 2 if gaps and covered and all(_cell(below, gap) for gap in gaps) else 1


def _headers(lines: list[Line], merges: Sequence[Merge]) -> list[str]:
    """The lower name where there is one; with the upper before it when it is not unique."""
    if len(lines) == 1:
        return list(lines[0].cells)
    upper, lower = lines
    width = max(_width(upper), _width(lower))
    spread = _spread(upper, lower, width, merges)
    names = [_cell(lower, place) or spread[place] for place in range(width)]
    return [
        f"{spread[place]} {name}".strip()
        if names.count(name) > 1 and _cell(lower, place) and spread[place] != name
        else name
        for place, name in enumerate(names)
    ]


def _spread(upper: Line, lower: Line, width: int, merges: Sequence[Merge]) -> list[str]:
    """The upper names over the columns they stand for."""
    spread = [_cell(upper, place) for place in range(width)]
    for merge in (merge for merge in merges if merge.top == upper.number):
        for place in range(merge.left - 1, min(merge.right, width)):
            spread[place] = _cell(upper, merge.left - 1)
    if not merges:
        for place in range(1, width):
            if not spread[place] and _cell(lower, place):
                spread[place] = spread[place - 1]
    return spread


def _cell(line: Line, place: int) -> str:
    return line.cells[place] if place < len(line.cells) else ""


def _named(headers: list[str]) -> list[str]:
    """Every column has a name of its own."""
    named: list[str] = []
    for place, header in enumerate(headers, start=1):
        base = header or _("คอลัมน์ %(number)s") % {"number": place}
        name, count = base, 1
        while name in named:
            count += 1
            name = f"{base} ({count})"
        named.append(name)
    return named
