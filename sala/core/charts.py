"""Where the marks of a chart stand: sideways in per cent, downwards in pixels, words unscaled.

A chart is a finding, a note (unit, period, n), marks and a table; templates print them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

BAR_ROW = 56
BAR_SHARE = 84.0
CHANGE_ROW = 84
SPREAD_ROW = 72
EDGE = 3.0
LABEL_FITS = 6.0
LABEL_PUSH = 4
TREND_TOP, TREND_FLOOR, TREND_LEFT, TREND_RIGHT = 20.0, 170.0, 1.5, 83.5


@dataclass
class Chart:
    """What a chart template prints. `heads` and `lines` are the table behind it."""

    title: str
    note: str
    height: int
    heads: Sequence[str]
    lines: Sequence[Sequence[str]]
    marks: list[dict[str, Any]] = field(default_factory=list)
    ticks: list[dict[str, Any]] = field(default_factory=list)
    words: Sequence[str] = ()
    moments: list[dict[str, str]] = field(default_factory=list)


def number(value: float | None, decimals: int = 0, unit: str = "") -> str:
    """A figure as people read it; a missing one is a dash."""
    if value is None:
        return "–"
    return f"{value:,.{decimals}f}{unit}"


def value_of(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, Mapping) else getattr(row, name, None)


def share(value: float, low: float, high: float) -> float:
    """Position in per cent, never outside the axis."""
    if high <= low:
        return 0.0
    return round(100 * min(max((value - low) / (high - low), 0.0), 1.0), 2)


def bars(
    title: str,
    rows: Iterable[Any],
    *,
    note: str,
    heads: Sequence[str],
    unit: str = "",
    decimals: int = 0,
    most: float = 0,
) -> Chart:
    """One bar a row: label, value and, when it should recede, is_other."""
    kept = list(rows)
    values = [value_of(row, "value") for row in kept]
    top = most or max((v for v in values if v is not None), default=0)
    chart = Chart(title, note, max(BAR_ROW * len(kept) - 8, 0), heads, [])
    lines: list[tuple[str, str]] = []
    for index, (row, value) in enumerate(zip(kept, values, strict=True)):
        y = BAR_ROW * index
        shown = number(value, decimals, unit)
        label = str(value_of(row, "label"))
        width = round(BAR_SHARE * share(value or 0, 0, top) / 100, 2)
        kind = "bar-other" if value_of(row, "is_other") else "bar"
        chart.marks.append(
            {"label": label, "shown": shown, "kind": kind, "width": f"{width}%"}
            | {"text_y": y + 17, "bar_y": y + 26, "value_y": y + 39}
        )
        lines.append((label, shown))
    chart.lines = lines
    return chart


def changes(
    title: str,
    rows: Iterable[Any],
    *,
    note: str,
    heads: Sequence[str],
    low: float,
    high: float,
    decimals: int = 1,
    words: Sequence[str] = (),
) -> Chart:
    """A hollow and a full dot on a line for each row: label, before, after, word."""
    kept = list(rows)
    chart = Chart(title, note, CHANGE_ROW * len(kept) + 8, heads, [], words=words)
    ends = (low, (low + high) / 2, high)
    chart.ticks = [{"x": f"{_axis(end, low, high)}%", "shown": f"{end:g}"} for end in ends]
    lines: list[tuple[str, ...]] = []
    for index, row in enumerate(kept):
        before, after = value_of(row, "before"), value_of(row, "after")
        mark = {"label": str(value_of(row, "label")), "word": value_of(row, "word") or ""}
        chart.marks.append(mark | _pair(before, after, low, high, decimals, CHANGE_ROW * index))
        gain = after - before if None not in (before, after) else None
        lines.append((mark["label"], *(number(value, decimals) for value in (before, after, gain))))
    chart.lines = lines
    return chart


def spreads(
    title: str,
    rows: Iterable[Any],
    *,
    note: str,
    heads: Sequence[str],
    words: Sequence[str],
) -> Chart:
    """How many gave each point of a scale: label, counts, mean, sd; words name the points."""
    kept = list(rows)
    chart = Chart(title, note, SPREAD_ROW * len(kept) + 42, heads, [], words=words)
    lines: list[tuple[str, ...]] = []
    for index, row in enumerate(kept):
        counts: Sequence[int] = value_of(row, "counts")
        shown = number(value_of(row, "mean"), 2)
        label = str(value_of(row, "label"))
        y = SPREAD_ROW * index
        chart.marks.append(
            {"label": label, "shown": shown, "parts": _parts(counts), "is_empty": not sum(counts)}
            | {"text_y": y + 17, "bar_y": y + 26, "count_y": y + 46}
        )
        lines.append((label, *map(str, counts), shown, number(value_of(row, "sd"), 2)))
    chart.lines = lines
    chart.ticks = _legend(words, SPREAD_ROW * len(kept))
    return chart


def trend(
    title: str,
    series: Sequence[Any],
    *,
    note: str,
    heads: Sequence[str],
    labels: Sequence[str],
    unit: str = "",
    decimals: int = 0,
    most: float = 0,
) -> Chart:
    """One or two lines over the same moments: name, values (None where nothing is known yet).

    The first line is the one the title speaks of; the second recedes.
    """
    rows = [(str(value_of(row, "name")), list(value_of(row, "values"))) for row in series]
    top = most or max((v for _, values in rows for v in values if v is not None), default=0) or 1
    chart = Chart(title, note, 200, heads, [])
    for index, (name, values) in enumerate(rows):
        points = _points(values, len(labels), top)
        last = next((v for v in reversed(values) if v is not None), None)
        chart.marks.append(
            {"name": name, "kind": "line-other" if index else "line", "points": points}
            | {"path": _path(points), "shown": number(last, decimals, unit), "is_first": not index}
        )
    _place_words(chart.marks)
    chart.ticks = [
        {"y": _y(top * part, top), "shown": number(top * part, decimals, unit)}
        for part in (0.5, 1.0)
    ]
    chart.moments = _moments(labels)
    chart.lines = [
        (label, *(number(values[at], decimals, unit) for _, values in rows))
        for at, label in enumerate(labels)
    ]
    return chart


def _axis(value: float, low: float, high: float) -> float:
    return round(EDGE + (100 - 2 * EDGE) * share(value, low, high) / 100, 2)


def _pair(
    before: float | None, after: float | None, low: float, high: float, decimals: int, y: int
) -> dict[str, Any]:
    """Both dots of a line; the words stand outside of the two so that they never touch."""
    turn = -1 if None not in (before, after) and (after or 0) < (before or 0) else 1
    place: dict[str, Any] = {"text_y": y + 17, "axis_y": y + 44, "top": y + 40, "foot": y + 48}
    place |= {"before_y": y + 34, "after_y": y + 32, "has_both": None not in (before, after)}
    for name, value, push in (("before", before, -14 * turn), ("after", after, 14 * turn)):
        if value is not None:
            x = _axis(value, low, high)
            shown = number(value, decimals)
            place[name] = {"x": f"{x}%", "dx": _inwards(x, push), "shown": shown}
    return place


def _inwards(x: float, push: int) -> int:
    """A number at the end of the axis is not pushed over the edge of a phone."""
    if push > 0 and x > 100 - LABEL_FITS:
        return -LABEL_PUSH
    return LABEL_PUSH if push < 0 and x < LABEL_FITS else push


def _parts(counts: Sequence[int]) -> list[dict[str, Any]]:
    total = sum(counts) or 1
    parts, start = [], 0.0
    for point, count in enumerate(counts, 1):
        width = 100 * count / total
        if count:
            parts.append(
                {"point": point, "count": count if width >= LABEL_FITS else ""}
                | {"x": f"{start:.2f}%", "width": f"{width:.2f}%"}
                | {"middle": f"{start + width / 2:.2f}%", "is_dark": point > len(counts) - 2}
            )
        start += width
    return parts


def _legend(words: Sequence[str], y: int) -> list[dict[str, Any]]:
    width = 100 / (len(words) or 1)
    return [
        {"point": point, "word": word, "y": y, "text_y": y + 34}
        | {"x": f"{width * (point - 1):.2f}%", "width": f"{width:.2f}%"}
        | {"middle": f"{width * (point - 0.5):.2f}%"}
        for point, word in enumerate(words, 1)
    ]


def _x(index: int, count: int) -> float:
    step = (TREND_RIGHT - TREND_LEFT) / max(count - 1, 1)
    return round(TREND_LEFT + step * index, 2)


def _y(value: float, top: float) -> float:
    return round(TREND_FLOOR - (TREND_FLOOR - TREND_TOP) * share(value, 0, top) / 100, 1)


def _points(values: Sequence[float | None], count: int, top: float) -> list[dict[str, float]]:
    return [
        {"x": _x(index, count), "y": _y(value, top)}
        for index, value in enumerate(values)
        if value is not None
    ]


def _place_words(marks: list[dict[str, Any]]) -> None:
    """Each line is named where it ends; two that end close together are pushed apart."""
    drawn = [mark for mark in marks if mark["points"]]
    for mark in drawn:
        mark["word_x"] = mark["points"][-1]["x"]
        mark["word_y"] = mark["points"][-1]["y"] + 5
    if len(drawn) > 1:
        high, low = sorted(drawn, key=lambda mark: mark["word_y"])[:2]
        low["word_y"] = min(max(low["word_y"], high["word_y"] + 40), TREND_FLOOR - 14)
        high["word_y"] = min(high["word_y"], low["word_y"] - 40)


def _moments(labels: Sequence[str]) -> list[dict[str, str]]:
    """The first, the last and about every third between them, so that words never touch."""
    last = len(labels) - 1
    step = max(round(last / 4), 1)
    kept = [at for at in range(0, last + 1, step) if at == 0 or last - at > 1] + [last]
    return [
        {"label": labels[at], "x": f"{_x(at, len(labels))}%", "anchor": "middle" if at else "start"}
        for at in dict.fromkeys(kept)
        if at >= 0
    ]


def _path(points: Sequence[Mapping[str, float]]) -> str:
    return " ".join(
        f"{'L' if index else 'M'}{point['x']} {point['y']}" for index, point in enumerate(points)
    )
