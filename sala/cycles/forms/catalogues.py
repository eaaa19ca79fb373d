"""Forms of the agency's own lists and of its words in the handbook."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sala.core.thai.fields import CleanLineField, CleanTextField, YearField


class HandbookForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    text = CleanTextField(
        label=_("แนวทางของหน่วยงานเรา"),
        required=False,
        help_text=_("จะต่อท้ายบทนี้ให้ทุกคนในหน่วยงานอ่าน เว้นว่างเพื่อเอาออก"),
    )


class AreaForm(forms.Form):
    name = CleanLineField(label=_("ชื่อด้าน"), max_length=200)


class StrategyForm(forms.Form):
    number = forms.IntegerField(label=_("ยุทธศาสตร์ที่"), min_value=1, max_value=99)
    plan_year = YearField(label=_("แผนปี พ.ศ."))
    name = CleanLineField(label=_("ชื่อยุทธศาสตร์"), max_length=300)
    is_active = forms.BooleanField(label=_("ใช้อยู่"), required=False, initial=True)


class PictureForm(forms.Form):
    picture = forms.FileField(label=_("รูปหรือเอกสารของยุทธศาสตร์"))
    alt = CleanLineField(
        label=_("คำบรรยายรูป"),
        max_length=300,
        help_text=_("บอกผู้ที่มองไม่เห็นรูปว่าในรูปมีอะไร"),
    )
