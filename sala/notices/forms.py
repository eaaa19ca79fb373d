"""Input to clean values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS = [
    ("1", _("จันทร์")),
    ("2", _("อังคาร")),
    ("3", _("พุธ")),
    ("4", _("พฤหัสบดี")),
    ("5", _("ศุกร์")),
    ("6", _("เสาร์")),
    ("7", _("อาทิตย์")),
]
HOURS = [(hour, f"{hour:02}.00 น.") for hour in range(24)]


class RhythmForm(forms.Form):
    """When a person takes mail."""

    digest_days = forms.MultipleChoiceField(
        label=_("ส่งสรุปในวัน"),
        choices=DAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("ไม่เลือกเลย คือไม่รับสรุป วันหยุดราชการไม่ส่ง"),
    )
    digest_hour = forms.TypedChoiceField(label=_("เวลา"), choices=HOURS, coerce=int)
    is_quiet = forms.BooleanField(label=_("ช่วงนอกเวลา ให้จดหมายรอไว้ก่อน"), required=False)
    quiet_from = forms.TypedChoiceField(label=_("เริ่มรอ"), choices=HOURS, coerce=int)
    quiet_until = forms.TypedChoiceField(label=_("ส่งต่อเมื่อ"), choices=HOURS, coerce=int)
    on_days_off = forms.BooleanField(
        label=_("เสาร์ อาทิตย์ และวันหยุดราชการ ให้รอถึงวันทำการถัดไป"),
        required=False,
        help_text=_("นัดที่เปลี่ยนในวันเดียวกันส่งทันทีเสมอ"),
    )

    def fields_of_row(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        for name in ("quiet_from", "quiet_until"):
            values[name] = f"{values[name]:02}:00"
        values["digest_days"] = "".join(sorted(values["digest_days"]))
        return values


class LineForm(forms.Form):
    line_id = forms.RegexField(
        r"^U[0-9a-f]{32}$",
        label=_("รหัสผู้ใช้ LINE"),
        strip=True,
        help_text=_("ขึ้นต้นด้วย U ตามด้วยตัวอักษร 32 ตัว บัญชีทางการของหน่วยงานบอกให้เมื่อทักไป"),
        error_messages={"invalid": _("รหัสขึ้นต้นด้วย U ตามด้วยตัวเลขหรือตัวอักษร a ถึง f 32 ตัว")},
    )
