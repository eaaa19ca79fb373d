"""The form of the plan: eight parts, prefilled, and the figures that go with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.thai.fields import CleanLineField, CleanTextField, ThaiDateField
from sala.cycles.models import Cycle
from sala.cycles.plan_parts import CODES, PARTS, number_in

ROWS = {"member_count": 2, "duration": 2, "resource_persons": 2}


class PlanForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    follow_up_days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("ติดตามการนำไปใช้เมื่อใด"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("นับจากวันที่จัดครั้งสุดท้าย"),
    )
    planned_sessions = forms.IntegerField(
        label=gettext_lazy("ตั้งใจจัดกี่ครั้ง"), min_value=1, max_value=60
    )
    ends_on = ThaiDateField(label=gettext_lazy("ตั้งใจปิดรอบภายใน"), required=False)
    note = CleanLineField(label=gettext_lazy("แก้อะไรในฉบับนี้"), max_length=300, required=False)

    def __init__(self, *args: Any, waits: tuple[int, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["follow_up_days"].choices = [  # type: ignore[attr-defined]
            (days, _("%(days)s วันหลังครั้งสุดท้าย") % {"days": days}) for days in waits
        ]
        for part in PARTS:
            self.fields[part.code] = CleanTextField(
                label=str(part.name),
                help_text=str(part.help),
                widget=forms.Textarea({"rows": ROWS.get(part.code, 3)}),
                error_messages={"required": _("ส่วน “%(part)s” ยังว่าง") % {"part": part.name}},
            )
        self.order_fields(["seen", *CODES, "planned_sessions", "ends_on", "follow_up_days", "note"])

    def clean_member_count(self) -> str:
        text: str = self.cleaned_data["member_count"]
        if number_in(text) is None:
            raise ValidationError(_("ขอจำนวนเป็นตัวเลข เช่น 20 คน จาก 6 หน่วยงาน"))
        return text

    def parts(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(code, "") for code in CODES}

    def typed(self) -> dict[str, str]:
        """Every part as typed, valid or not."""
        return {code: self.data.get(code, "") for code in CODES}


def waits_of(cycle: Cycle, first: int, second: int) -> tuple[int, ...]:
    """The waits on offer: the agency's two and what the cycle already names."""
    return tuple(sorted({first, second, *cycle.follow_up_days}))
