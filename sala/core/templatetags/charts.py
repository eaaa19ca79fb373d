"""Charts drawn on the server. The title is the finding; the table stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sala.core import charts

register = template.Library()


@register.simple_tag
def bar_chart(
    title: str,
    rows: Iterable[Any],
    note: str,
    *,
    what: str = "",
    unit: str = "",
    decimals: int = 0,
    most: float = 0,
    level: int = 3,
) -> SafeString:
    """Rows: label, value, is_other. `what` heads the first column, `most` fixes the full width."""
    heads = (what or _("รายการ"), _("ค่า"))
    chart = charts.bars(
        title, rows, note=note, heads=heads, unit=unit, decimals=decimals, most=most
    )
    return _drawn("bars", chart, level)


@register.simple_tag
def change_chart(
    title: str,
    rows: Iterable[Any],
    note: str,
    *,
    low: float,
    high: float,
    before: str = "",
    after: str = "",
    what: str = "",
    decimals: int = 1,
    level: int = 3,
) -> SafeString:
    """Before and after on one line. Rows: label, before, after, word (such as "เพิ่ม 2.7")."""
    words = (before or _("ก่อน"), after or _("หลัง"))
    heads = (what or _("ด้าน"), *words, _("ต่าง"))
    chart = charts.changes(
        title, rows, note=note, heads=heads, low=low, high=high, decimals=decimals, words=words
    )
    return _drawn("changes", chart, level)


@register.simple_tag
def spread_chart(
    title: str, rows: Iterable[Any], note: str, *, words: Sequence[str] = (), level: int = 3
) -> SafeString:
    """How answers spread over a scale. Rows: label, counts, mean, sd; words name the points."""
    words = words or (_("น้อยที่สุด"), _("น้อย"), _("ปานกลาง"), _("มาก"), _("มากที่สุด"))
    points = [str(point) for point in range(1, len(words) + 1)]
    heads = (_("ข้อ"), *points, _("ค่าเฉลี่ย"), "S.D.")
    chart = charts.spreads(title, rows, note=note, heads=heads, words=words)
    return _drawn("spreads", chart, level)


@register.simple_tag
def trend_chart(
    title: str,
    series: Sequence[Any],
    note: str,
    *,
    labels: Sequence[str],
    what: str = "",
    unit: str = "",
    decimals: int = 0,
    most: float = 0,
    level: int = 3,
) -> SafeString:
    """One or two lines over the same moments. Series: name, values (None: not known yet)."""
    names = [str(charts.value_of(row, "name")) for row in series]
    heads = (what or _("ช่วงเวลา"), *names)
    chart = charts.trend(
        title,
        series,
        note=note,
        heads=heads,
        labels=labels,
        unit=unit,
        decimals=decimals,
        most=most,
    )
    return _drawn("trend", chart, level)


def _drawn(kind: str, chart: charts.Chart, level: int) -> SafeString:
    values = {"chart": chart, "level": level, "drawing": f"core/charts/{kind}.html"}
    return render_to_string("core/charts/chart.html", values)
