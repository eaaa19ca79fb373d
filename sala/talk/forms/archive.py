from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.once import OnceMixin

LARGEST = 200 * 1024 * 1024


class ArchiveForm(OnceMixin, forms.Form):
    file = forms.FileField(
        label=gettext_lazy("ไฟล์คลังจดหมาย (.mbox)"),
        help_text=gettext_lazy("ไม่เกิน 200 เมกะไบต์ ไฟล์ใหญ่กว่านี้ให้ผู้ดูแลระบบนำเข้าจากเครื่องแม่ข่าย"),
        widget=forms.ClearableFileInput(attrs={"accept": ".mbox,.mbx,application/mbox"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("ไฟล์ใหญ่เกิน 200 เมกะไบต์"))
        return file
