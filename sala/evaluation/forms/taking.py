"""The form of a test or a rubric, made from its items. Right answers never enter it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.once import OnceMixin
from sala.core.thai.fields import CleanLineField, CleanTextField
from sala.evaluation.forms.fields import NumberField
from sala.evaluation.models import Item, ItemKind
from sala.evaluation.scoring import is_blank

PREFIX = "item_"


class AnswersForm(OnceMixin, forms.Form):
    """Every item on one page. Blanks are pointed out once, then taken as they are."""

    def __init__(
        self, items: Iterable[Item], data: Any = None, draft: Mapping[str, Any] | None = None
    ) -> None:
        initial = {f"{PREFIX}{key}": value for key, value in (draft or {}).items()}
        super().__init__(data, initial=initial)
        for number, item in enumerate(items, start=1):
            self.fields[f"{PREFIX}{item.pk}"] = field_for(item, number)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.data.get("blank_ok"):
            for name, value in list(cleaned.items()):
                if name.startswith(PREFIX) and is_blank(value):
                    self.add_error(name, _("ยังไม่ได้ตอบข้อนี้"))
        return cleaned

    @property
    def is_only_blank(self) -> bool:
        """Nothing is wrong but items left open: the person may send it so."""
        return bool(self.errors) and all(
            is_blank(self.data.get(name, "")) for name in self.errors if name.startswith(PREFIX)
        )

    def answers(self) -> dict[str, Any]:
        return {
            name.removeprefix(PREFIX): value if isinstance(value, list) else str(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(PREFIX) and not is_blank(value)
        }


class RubricForm(AnswersForm):
    """Levels for one participant, and words to that person."""

    feedback = CleanTextField(
        label=gettext_lazy("ข้อสังเกตถึงผู้เข้าร่วม"),
        help_text=gettext_lazy("มีเจ้าตัวกับผู้ประเมินเท่านั้นที่อ่านได้"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, items: Iterable[Item], data: Any = None) -> None:
        super().__init__(items, data)
        self.order_fields([*(name for name in self.fields if name != "feedback"), "feedback"])


def field_for(item: Item, number: int) -> forms.Field:
    options: dict[str, Any] = {"label": f"{number}. {item.text}", "required": False}
    if item.kind == ItemKind.SHORT:
        return CleanLineField(max_length=300, **options)
    if item.kind == ItemKind.NUMERIC:
        return NumberField(decimal_places=6, max_digits=18, **options)
    if item.kind == ItemKind.RUBRIC:
        levels = [(str(one["level"]), f"{one['level']} {one['text']}") for one in item.choices]
        return forms.ChoiceField(choices=levels, widget=forms.RadioSelect, **options)
    choices = [(str(place), one["text"]) for place, one in enumerate(item.choices)]
    if item.kind == ItemKind.MULTIPLE:
        options["help_text"] = _("เลือกได้หลายข้อ")
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **options
        )
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **options)
