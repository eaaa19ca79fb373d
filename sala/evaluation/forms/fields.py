"""Numbers as Thai people type them, and choices that come as words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sala.core.thai.digits import to_arabic


class NumberField(forms.DecimalField):
    """A number in Thai or Arabic digits, with or without thousands commas."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_digits", 12)
        options.setdefault("decimal_places", 2)
        attrs = {"inputmode": "decimal", "autocomplete": "off", "size": "8"}
        options.setdefault("widget", forms.TextInput(attrs))
        messages = {"invalid": _("ใส่เป็นตัวเลข เช่น 12 หรือ 12.5")}
        super().__init__(**options | {"error_messages": messages})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = to_arabic(value).replace(",", "").strip()
        return super().to_python(value)


class YesNoField(forms.TypedChoiceField):
    """Two answers in words; nothing chosen is None."""

    def __init__(self, *, yes: Any, no: Any, unset: Any = "", **options: Any) -> None:
        choices = [("yes", yes), ("no", no)] + ([("", unset)] if unset else [])
        options.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=choices, coerce=lambda v: v == "yes", empty_value=None, **options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value
