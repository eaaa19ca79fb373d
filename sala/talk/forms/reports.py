"""What is asked of who reports words, and of who decides about them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from sala.core.thai.fields import CleanLineField
from sala.talk.models import Harm


class ReportForm(forms.Form):
    harm = forms.ChoiceField(
        label=gettext_lazy("ข้อความนี้มีปัญหาอย่างไร"), choices=Harm.choices, widget=forms.RadioSelect
    )
    why = CleanLineField(
        label=gettext_lazy("เล่าเพิ่มเติม"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("ผู้เขียนจะไม่ทราบว่าใครเป็นผู้แจ้ง"),
    )
