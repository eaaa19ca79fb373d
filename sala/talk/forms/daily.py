"""What is asked of who fills KM วันละนิด."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sala.core.once import OnceMixin
from sala.core.thai.fields import CleanLineField, CleanTextField
from sala.talk.actions.daily import Timing
from sala.talk.models import MONDAY_TO_FRIDAY

SHORT = 1_500
DAYS = (_("จันทร์"), _("อังคาร"), _("พุธ"), _("พฤหัสบดี"), _("ศุกร์"))


class PieceForm(OnceMixin, forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    title = CleanLineField(label=_("หัวเรื่อง"), max_length=120)
    text = CleanTextField(
        label=_("ข้อความ"),
        max_length=SHORT,
        help_text=_("อ่านจบในหนึ่งนาที เรื่องเดียวต่อหนึ่งวัน"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class TimingForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    is_on = forms.BooleanField(label=_("ส่งให้สมาชิกวันละเรื่อง"), required=False)
    hour = forms.TypedChoiceField(
        label=_("เวลาที่ส่ง"),
        coerce=int,
        choices=[(hour, f"{hour:02d}.00") for hour in range(6, 18)],
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("วันที่ส่ง"),
        coerce=int,
        choices=list(zip(MONDAY_TO_FRIDAY, DAYS, strict=True)),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("เว้นวันหยุดราชการและวันหยุดของหน่วยงานให้เอง"),
    )

    def timing(self) -> Timing:
        data = self.cleaned_data
        return Timing(data["is_on"], data["hour"], data["weekdays"])
