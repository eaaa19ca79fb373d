from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sala.core.once import OnceMixin
from sala.core.thai.fields import CleanLineField, CleanTextField
from sala.evaluation.actions.instruments import ItemText
from sala.evaluation.item_lines import LinesProblem, lines_of, parse_lines
from sala.evaluation.models import Instrument, Item, ItemKind, Method


class InstrumentForm(OnceMixin, forms.Form):
    method = forms.ChoiceField(
        label=_("ประเมินด้วย"), choices=Method.choices, widget=forms.RadioSelect, initial=Method.TEST
    )
    title = CleanLineField(label=_("ชื่อ"), max_length=160)
    pass_percent = forms.IntegerField(
        label=_("เกณฑ์ผ่าน ร้อยละ"),
        min_value=1,
        max_value=100,
        initial=60,
        widget=forms.TextInput({"inputmode": "numeric", "size": "4"}),
    )
    guide = CleanTextField(
        label=_("คำชี้แจง"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class ItemForm(OnceMixin, forms.Form):
    """One item. How its lines read depends on the kind; the help says so."""

    kind = forms.ChoiceField(label=_("ชนิดของข้อ"), widget=forms.RadioSelect)
    text = CleanLineField(label=_("ข้อความ"), max_length=500)
    lines = CleanTextField(
        label=_("ตัวเลือกหรือคำตอบ"),
        help_text=_(
            "เลือกตอบ: บรรทัดละตัวเลือก ใส่ * หน้าข้อที่ถูก · ตอบสั้น: คำตอบที่ยอมรับ บรรทัดละแบบ · "
            "ตัวเลข: เช่น 20 ± 0.5"
        ),
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
    )
    points = forms.IntegerField(
        label=_("คะแนน"),
        min_value=1,
        max_value=100,
        initial=1,
        widget=forms.TextInput({"inputmode": "numeric", "size": "4"}),
    )

    def __init__(self, instrument: Instrument, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind, lines = self.fields["kind"], self.fields["lines"]
        if instrument.is_test:
            kind.choices = [one for one in ItemKind.choices if one[0] != ItemKind.RUBRIC]  # type: ignore[attr-defined]
            kind.initial = ItemKind.SINGLE
            return
        kind.choices = [(ItemKind.RUBRIC.value, ItemKind.RUBRIC.label)]  # type: ignore[attr-defined]
        kind.initial, kind.widget = ItemKind.RUBRIC.value, forms.HiddenInput()
        lines.label = _("พฤติกรรมของแต่ละระดับ")
        lines.help_text = _("บรรทัดละระดับ จากต่ำไปสูง")
        self.fields["points"].label = _("น้ำหนัก")

    @staticmethod
    def initial_of(item: Item) -> dict[str, Any]:
        lines = lines_of(item.kind, item.choices, item.answer)
        return {"kind": item.kind, "text": item.text, "points": item.points, "lines": lines}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "kind" in cleaned and "lines" in cleaned:
            try:
                cleaned["key"] = parse_lines(cleaned["kind"], cleaned["lines"])
            except LinesProblem as problem:
                self.add_error("lines", str(problem))
        return cleaned

    def item(self) -> ItemText:
        data = self.cleaned_data
        return ItemText(data["kind"], data["text"], data["points"], data["key"])
