from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.file_words import reason_of
from sala.core.files.archives import Unfit
from sala.core.files.judging import judged
from sala.core.thai.fields import CleanTextField
from sala.evaluation.work_files import MEDIA_TYPES, media_type

ACCEPT = ",".join(f".{ending}" for ending in MEDIA_TYPES)


class WorkForm(forms.Form):
    """A work piece: words, and a file if there is one."""

    words = CleanTextField(
        label=gettext_lazy("ทำอะไร ได้ผลอย่างไร"), max_length=4000, widget=forms.Textarea({"rows": 5})
    )
    file = forms.FileField(
        label=gettext_lazy("ไฟล์ชิ้นงาน"),
        help_text=gettext_lazy("เอกสารหรือรูปหนึ่งไฟล์ เช่น PDF Word Excel JPG PNG"),
        required=False,
        widget=forms.FileInput({"accept": ACCEPT}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and media_type(file.name) is None:
            raise forms.ValidationError(_("แนบได้เฉพาะเอกสารและรูป เช่น PDF Word Excel JPG PNG"))
        if file and file.size > settings.UPLOAD_MAX_BYTES:
            most = settings.UPLOAD_MAX_BYTES // 1024**2
            raise forms.ValidationError(_("ไฟล์ใหญ่เกิน %(most)d เมกะไบต์") % {"most": most})
        if file:
            try:
                judged(file, file.name)
            except Unfit as unfit:
                raise forms.ValidationError(reason_of(unfit.code)) from unfit
        return file
