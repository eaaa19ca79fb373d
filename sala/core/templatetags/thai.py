"""Thai dates, numbers and text in templates. Times are Bangkok's; nothing shows as –."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.safestring import SafeString, mark_safe

from sala.core.thai import calendar, digits, display, text

if TYPE_CHECKING:
    from decimal import Decimal

    from sala.core.thai.display import DateStyle

register = template.Library()


@register.filter(expects_localtime=False)
def thai_date(value: date | None, style: str = "short") -> str:
    """Styles: short, long, plain, full, month, day."""
    if value is None or value == "":
        return display.NOTHING
    return display.thai_date(value, cast("DateStyle", style))


@register.filter(expects_localtime=False)
def thai_datetime(value: datetime | None, style: str = "short") -> str:
    if value is None or value == "":
        return display.NOTHING
    return display.thai_datetime(value, cast("DateStyle", style))


@register.filter(expects_localtime=False)
def thai_time(value: datetime | None) -> str:
    return display.NOTHING if value is None or value == "" else display.thai_time(value)


@register.filter(expects_localtime=False)
def thai_range(start: datetime | None, end: datetime | None) -> str:
    """`{{ meeting.starts_at|thai_range:meeting.ends_at }}`."""
    return display.NOTHING if not start else display.thai_datetime_range(start, end or None)


@register.filter
def fiscal_year(value: date | int | None) -> str:
    """The fiscal year of a day, or a Buddhist year, in the era of the language."""
    if not value:
        return display.NOTHING
    return display.shown_year(value if isinstance(value, int) else calendar.fiscal_year(value))


@register.filter
@stringfilter
def thai_digits(value: str) -> str:
    """Digits of a text in the report's style: Thai where the report asks for them."""
    return digits.styled(value)


@register.filter
def thai_number(value: float | Decimal | str | None, places: int | None = None) -> str:
    """1,234.50, rounded half up to `places`."""
    return display.thai_number(value, places)


@register.filter
@stringfilter
def cut(value: str, length: int) -> str:
    """At most `length` characters as a reader counts them."""
    return text.cut(value, int(length))


@register.filter
@stringfilter
def rich(value: str) -> SafeString:
    """A body that `core.rich.clean_html` cleaned when it was saved: `{{ note.body|rich }}`."""
    return mark_safe(value)  # noqa: S308 -- cleaned on every way in
