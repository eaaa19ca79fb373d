"""What is asked of who asks for advice."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sala.core.once import OnceMixin
from sala.core.thai.fields import CleanLineField, CleanTextField
from sala.talk.forms.threads import LONGEST


class AdviceForm(OnceMixin, forms.Form):
    """Who is asked stands in the address; here the matter."""

    to = forms.IntegerField(widget=forms.HiddenInput)
    title = CleanLineField(label=_("เรื่องที่ขอคำปรึกษา"), max_length=160)
    text = CleanTextField(
        label=_("เล่าให้ฟัง"),
        max_length=LONGEST,
        help_text=_("เกิดอะไรขึ้น ทำอะไรไปแล้วบ้าง และอยากให้ช่วยดูตรงไหน"),
        widget=forms.Textarea(attrs={"rows": 7}),
    )


class AnswerForm(OnceMixin, forms.Form):
    text = CleanTextField(
        label=_("คำแนะนำ"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )


class RefusalForm(forms.Form):
    words = CleanLineField(label=_("ฝากข้อความถึงผู้ขอ"), max_length=300, required=False)


class AnotherForm(forms.Form):
    to = forms.IntegerField(widget=forms.HiddenInput)
