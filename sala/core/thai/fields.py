"""Form fields that read what Thai people type and hand on canonical values."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.thai.calendar import BANGKOK, bangkok_time, today
from sala.core.thai.display import is_english, shown_year, thai_date
from sala.core.thai.parsing import DateProblem, parse_thai_date, parse_thai_time, parse_year
from sala.core.thai.text import clean_line, clean_text


class CleanLineField(forms.CharField):
    """One line of text in canonical form."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_line(value) if isinstance(value, str) else value)


class CleanTextField(forms.CharField):
    """Text of several lines in canonical form."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_text(value) if isinstance(value, str) else value)


class _TypedField(forms.Field):
    """A plain text box whose content is parsed; what was typed stays when it is refused."""

    widget = forms.TextInput
    example: Any = ""
    input_mode = "text"

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", self.example)
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {
            "inputmode": self.input_mode,
            "autocomplete": "off",
        }

    def to_python(self, value: Any) -> Any:
        text = clean_line(value) if isinstance(value, str) else value
        if text in self.empty_values:
            return None
        if not isinstance(text, str):
            return text
        try:
            return self.parse(text)
        except DateProblem as problem:
            raise ValidationError(str(problem), code="invalid") from problem

    def parse(self, text: str) -> Any:
        raise NotImplementedError

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class ThaiDateField(_TypedField):
    """A date in either era, either digits, or as `type=date` sends it."""

    example = gettext_lazy("เช่น 1 ต.ค. 2569")

    def parse(self, text: str) -> date:
        return parse_thai_date(text, today())

    def to_python(self, value: Any) -> date | None:
        read = super().to_python(value)
        return bangkok_time(read).date() if isinstance(read, datetime) else read

    def prepare_value(self, value: Any) -> Any:
        if self.widget.input_type == "date" and isinstance(value, date):
            return value.isoformat()
        return thai_date(value, "plain") if isinstance(value, date) else value


class ThaiTimeField(_TypedField):
    """A time of day: 13.30, 13:30, ๑๓.๓๐ น."""

    example = gettext_lazy("เช่น 13.30")
    input_mode = "decimal"

    def parse(self, text: str) -> time:
        return parse_thai_time(text)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, time):
            return value
        return f"{value:%H:%M}" if is_english() else f"{value:%H.%M}"


class YearField(_TypedField):
    """A year in either era, handed on as the Buddhist year."""

    example = gettext_lazy("เช่น 2569")
    input_mode = "numeric"

    def __init__(self, *, min_year: int = 2400, max_year: int = 2700, **options: Any) -> None:
        self.min_year, self.max_year = min_year, max_year
        super().__init__(**options)

    def parse(self, text: str) -> int:
        return parse_year(text)

    def prepare_value(self, value: Any) -> Any:
        return shown_year(value) if isinstance(value, int) else value

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not self.min_year <= value <= self.max_year:
            raise ValidationError(
                _("ปีต้องอยู่ระหว่าง พ.ศ. %(first)s ถึง %(last)s"),
                code="range",
                params={"first": shown_year(self.min_year), "last": shown_year(self.max_year)},
            )


class ThaiDateTimeWidget(forms.MultiWidget):
    """Two boxes, the day and the time, named `<field>_day` and `<field>_time`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput(
                {"inputmode": "text", "autocomplete": "off", "aria-label": gettext_lazy("วันที่")}
            ),
            "time": forms.TextInput(
                {"inputmode": "decimal", "autocomplete": "off", "aria-label": gettext_lazy("เวลา")}
            ),
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if not isinstance(value, datetime):
            return [None, None]
        local = bangkok_time(value)
        return [ThaiDateField().prepare_value(local.date()), f"{local:%H.%M}"]


class ThaiDateTimeField(forms.MultiValueField):
    """A day and a time of day in Bangkok, handed on as an aware datetime."""

    widget = ThaiDateTimeWidget

    def __init__(self, **options: Any) -> None:
        super().__init__((ThaiDateField(), ThaiTimeField()), **options)

    def compress(self, values: list[Any]) -> datetime | None:
        day, clock = values or (None, None)
        if day is None and clock is None:
            return None
        if day is None or clock is None:
            raise ValidationError(_("กรุณาใส่ทั้งวันที่และเวลา"), code="incomplete")
        return datetime.combine(day, clock, tzinfo=BANGKOK)
