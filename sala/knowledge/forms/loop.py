"""What is asked of who used or tried an item."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.communities.models import Community
from sala.core.once import OnceMixin
from sala.core.thai.fields import CleanLineField, CleanTextField, ThaiDateField
from sala.knowledge.kinds import Result


class UseForm(forms.Form):
    how = CleanLineField(
        label=gettext_lazy("ใช้อย่างไร"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("ไม่บังคับ ประโยคเดียวก็ช่วยคนถัดไปได้มาก"),
    )


class TryForm(OnceMixin, forms.Form):
    result = forms.ChoiceField(
        label=gettext_lazy("ได้ผลไหม"), choices=Result.choices, widget=forms.RadioSelect
    )
    conditions = CleanLineField(
        label=gettext_lazy("ใช้กับงานแบบใด"),
        max_length=300,
        help_text=gettext_lazy("เช่น งานจ้างซ่อมหลังคา ส่งมอบงวดเดียว คนสองคน"),
    )
    outcome = CleanTextField(
        label=gettext_lazy("เกิดอะไรขึ้น"),
        max_length=2000,
        help_text=gettext_lazy("ก่อนและหลังต่างกันอย่างไร มีตัวเลขยิ่งดี"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    changed = CleanTextField(
        label=gettext_lazy("ปรับอะไรจากต้นฉบับ"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    unit_name = CleanLineField(label=gettext_lazy("หน่วยงานที่ลอง"), max_length=200, required=False)
    province = CleanLineField(label=gettext_lazy("จังหวัด"), max_length=60, required=False)
    happened_on = ThaiDateField(label=gettext_lazy("วันที่ลอง"))
    evidence = forms.FileField(
        label=gettext_lazy("หลักฐาน"),
        required=False,
        help_text=gettext_lazy("รูปหรือ PDF ถ้ามี"),
    )

    def clean_province(self) -> str:
        return str(self.cleaned_data["province"]).removeprefix("จังหวัด").removeprefix("จ.").strip()

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > localdate():
            raise forms.ValidationError(_("วันที่ลองต้องไม่เกินวันนี้"), code="future")
        return day

    def values(self) -> dict[str, Any]:
        skipped = {"once", "evidence"}
        return {name: v for name, v in self.cleaned_data.items() if name not in skipped}


class FlagForm(forms.Form):
    why = CleanLineField(
        label=gettext_lazy("ควรปรับปรุงตรงไหน"),
        max_length=300,
        help_text=gettext_lazy("เช่น ระเบียบเปลี่ยนแล้ว หน้าจอโปรแกรมไม่เหมือนเดิม"),
    )


class AdoptForm(forms.Form):
    community = forms.ModelChoiceField(
        label=gettext_lazy("รับเข้ากลุ่ม"), queryset=Community.objects.none()
    )
    words = CleanLineField(label=gettext_lazy("จะใช้อย่างไร"), max_length=300, required=False)

    def __init__(self, *args: Any, communities: list[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [community.pk for community in communities]
        field: Any = self.fields["community"]
        field.queryset = Community.objects.filter(pk__in=ids)
        field.choices = [(community.pk, community.name) for community in communities]
