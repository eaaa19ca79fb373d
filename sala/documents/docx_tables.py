"""The frame of a Word table, cells of several rows and columns among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

MOST_COLUMNS = 63  # Word opens no wider table
Place = tuple[Any, int, str]
Cell = tuple[Any, Any]  # the empty cell, and the element whose content it takes or None


def _new(tag: str, **attributes: str) -> Any:
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def table(element: Any) -> tuple[Any, list[Cell]]:
    """The table without its words, and its cells with where their words come from."""
    rows = [(row, group.tag == "thead") for group in element.iterchildren("thead", "tbody")
            for row in group]  # fmt: skip
    laid = list(_laid([row for row, _is_head in rows]))
    columns = max((sum(span for _s, span, _m in row) for row in laid), default=1)
    made = _new("tbl")
    look = _new("tblPr")
    look.extend([_new("tblStyle", val="TableGrid"), _new("tblW", w="5000", type="pct")])
    made.append(look)
    grid = _new("tblGrid")
    grid.extend([_new("gridCol", w=str(9070 // columns)) for _column in range(columns)])
    made.append(grid)
    cells: list[Cell] = []
    for (_row, is_head), places in zip(rows, laid, strict=True):
        line = _new("tr")
        if is_head:
            repeated = _new("trPr")
            repeated.append(_new("tblHeader"))
            line.append(repeated)
        width = sum(span for _s, span, _m in places)
        empty: list[Place] = [(None, 1, "")] * (columns - width)
        for source, span, merge in places + empty:
            cells.append((cell := _cell(span, merge), source))
            line.append(cell)
        made.append(line)
    return made, cells


def _cell(span: int, merge: str) -> Any:
    cell, look = _new("tc"), _new("tcPr")
    look.append(_new("tcW", w="0", type="auto"))
    if span > 1:
        look.append(_new("gridSpan", val=str(span)))
    if merge:
        look.append(_new("vMerge", val=merge))
    cell.append(look)
    return cell


def _laid(rows: list[Any]) -> Iterator[list[Place]]:
    """Row by row: content, columns taken, and whether a cell begins or goes on downwards."""
    hanging: dict[int, tuple[int, int]] = {}  # column → rows still to come, columns
    for at, row in enumerate(rows):
        places: list[Place] = []
        column = 0
        waiting = list(row)
        while waiting or any(start >= column for start in hanging):
            if column in hanging:
                left, span = hanging.pop(column)
                if left > 1:
                    hanging[column] = (left - 1, span)
                places.append((None, span, "continue"))
            elif waiting and column < MOST_COLUMNS:
                source = waiting.pop(0)
                span = _fitting(source, column, hanging)
                down = min(int(source.get("rowspan", "1")), len(rows) - at)
                if down > 1:
                    hanging[column] = (down - 1, span)
                places.append((source, span, "restart" if down > 1 else ""))
            elif waiting:
                break
            else:
                span = 1
                places.append((None, 1, ""))
            column += span
        yield places


def _fitting(source: Any, column: int, hanging: dict[int, tuple[int, int]]) -> int:
    """How many columns a cell may take before one that hangs from above, or the edge."""
    wished = int(source.get("colspan", "1"))
    edge = min([start for start in hanging if start > column], default=MOST_COLUMNS)
    return max(1, min(wished, edge - column))
