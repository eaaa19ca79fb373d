"""Forms of steps 2 and 3: the three answers, and who is an expert."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sala.core.thai.fields import CleanLineField, CleanTextField
from sala.cycles.actions.enrolments import Answers
from sala.cycles.models import Enrolment

YES, NO = "yes", "no"


def _yes_no(label: Any, yes: Any, no: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[(YES, yes), (NO, no)], widget=forms.RadioSelect)


class AnswersForm(forms.Form):
    """Interest, need and readiness (R038): three questions, none of them ticked beforehand."""

    interest = _yes_no(_("คุณสนใจหัวข้อนี้ไหม"), _("สนใจ"), _("ยังไม่สนใจ"))
    need = _yes_no(_("งานของคุณจำเป็นต้องพัฒนาเรื่องนี้ไหม"), _("จำเป็น"), _("ยังไม่จำเป็น"))
    need_words = CleanLineField(
        label=_("จำเป็นอย่างไร"),
        max_length=300,
        required=False,
        help_text=_("เช่น อยู่ในแผนพัฒนารายบุคคล หรืองานที่กำลังติดขัด"),
    )
    readiness = _yes_no(_("คุณพร้อมเล่าและฟังในกลุ่มไหม"), _("พร้อมแลกเปลี่ยน"), _("ยังไม่พร้อม"))

    @classmethod
    def of(cls, enrolment: Enrolment | None) -> AnswersForm:
        """The form as the person last answered it; empty before the first answer."""
        if enrolment is None or enrolment.answered_at is None:
            return cls()
        return cls(
            initial={
                "interest": YES if enrolment.has_interest else NO,
                "need": YES if enrolment.has_need else NO,
                "need_words": enrolment.need_words,
                "readiness": YES if enrolment.is_ready else NO,
            }
        )

    def answers(self) -> Answers:
        given = self.cleaned_data
        return Answers(
            given["interest"] == YES,
            given["need"] == YES,
            given["readiness"] == YES,
            given["need_words"],
        )


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("อีเมลของหน่วยงาน"))


class RosterForm(forms.Form):
    roster = forms.FileField(
        label=_("ไฟล์รายชื่อ (XLSX หรือ CSV)"),
        help_text=_("มีคอลัมน์รหัส อีเมล หรือชื่อ – สกุล อย่างน้อยหนึ่งอย่าง"),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
    )


class WithdrawalForm(forms.Form):
    reason = CleanLineField(label=_("เหตุผลที่ถอนตัว"), max_length=300)


class ExpertForm(forms.Form):
    """A person from inside by `person`, or a name from outside."""

    topics = CleanLineField(label=_("เชี่ยวชาญเรื่อง"), max_length=300, required=False)
    evidence = CleanTextField(
        label=_("ผลงานหรือประสบการณ์"), required=False, widget=forms.Textarea({"rows": 2})
    )
    availability = CleanLineField(label=_("ช่วงที่สะดวก"), max_length=200, required=False)


class OutsideExpertForm(ExpertForm):
    outside_name = CleanLineField(label=_("ชื่อผู้ทรงคุณวุฒิ"), max_length=200)
    outside_organisation = CleanLineField(label=_("สังกัด"), max_length=200, required=False)
