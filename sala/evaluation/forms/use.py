from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sala.core.once import OnceMixin
from sala.core.thai.calendar import today
from sala.core.thai.fields import CleanLineField, CleanTextField, ThaiDateField
from sala.evaluation.answers import Spoken, UseAnswer
from sala.evaluation.forms.fields import NumberField, YesNoField
from sala.evaluation.models import Obstacle

FIELD_OF_CODE = {
    "value.obstacle": "obstacle_kind",
    "value.measure": "measure_after",
    "value.unit": "measure_unit",
}


class UseForm(OnceMixin, forms.Form):
    """Was it used? Three taps when it was; one sentence more when it was not."""

    is_used = YesNoField(label=_("ได้นำไปใช้ในงานหรือยัง"), yes=_("ใช้แล้ว"), no=_("ยังไม่ได้ใช้"))
    how = CleanTextField(
        label=_("ใช้อย่างไร เกิดอะไรขึ้น"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )
    obstacle_kind = forms.ChoiceField(
        label=_("ติดขัดเรื่องใด"),
        choices=Obstacle.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    obstacle = CleanTextField(
        label=_("เล่าเรื่องที่ติดขัด"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
    measure = CleanLineField(
        label=_("สิ่งที่วัด"), help_text=_("เช่น เวลาตรวจรับต่อเรื่อง"), required=False, max_length=120
    )
    measure_before = NumberField(label=_("ก่อน"), required=False)
    measure_after = NumberField(label=_("หลัง"), required=False)
    measure_unit = CleanLineField(
        label=_("หน่วย"), help_text=_("เช่น นาที ครั้ง บาท"), required=False, max_length=40
    )
    evidence = CleanLineField(
        label=_("หลักฐาน"),
        help_text=_("เช่น เลขหนังสือ หรือที่อยู่ของเอกสาร"),
        required=False,
        max_length=500,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (decision := self.answer().check()):
            self.add_error(FIELD_OF_CODE.get(decision.code), decision.reason)
        return cleaned

    @property
    def shows_obstacle(self) -> bool:
        """The part about obstacles opens by itself for who has not used it."""
        names = ("obstacle_kind", "obstacle")
        return self.data.get("is_used") == "no" or self._is_touched(names)

    @property
    def shows_measure(self) -> bool:
        names = ("measure", "measure_before", "measure_after", "measure_unit", "evidence")
        return self._is_touched(names)

    def _is_touched(self, names: tuple[str, ...]) -> bool:
        return any(self.data.get(name) or name in self.errors for name in names)

    def answer(self) -> UseAnswer:
        cleaned = self.cleaned_data
        values: dict[str, Any] = {
            name: cleaned.get(name) for name in UseAnswer.__dataclass_fields__
        }
        return UseAnswer(**values)


class TypedUseForm(UseForm):
    """The same, typed in from paper or a talk."""

    via = forms.ChoiceField(
        label=_("ได้คำตอบมาจาก"),
        choices=[("paper", _("แบบกระดาษ")), ("interview", _("การสัมภาษณ์"))],
        widget=forms.RadioSelect,
        initial="paper",
    )
    happened_on = ThaiDateField(label=_("วันที่ตอบ"), initial=today)

    field_order = ("via", "happened_on")

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day and day > today():
            raise forms.ValidationError(_("วันที่ตอบต้องไม่เลยวันนี้"))
        return day

    def spoken(self) -> Spoken:
        return Spoken(self.cleaned_data["via"], self.cleaned_data["happened_on"])
