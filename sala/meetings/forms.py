"""Forms of a session: few fields, the rest prefilled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.once import OnceMixin
from sala.core.thai.fields import CleanLineField, CleanTextField, ThaiDateTimeField
from sala.meetings.models import STEP_KINDS, TALK_BALANCE, Mode, Record, Session


class SessionForm(OnceMixin, forms.Form):
    title = CleanLineField(label=gettext_lazy("เรื่องที่จะคุย"), max_length=160)
    starts_at = ThaiDateTimeField(label=gettext_lazy("วันและเวลาเริ่ม"))
    minutes = forms.IntegerField(
        label=gettext_lazy("ใช้เวลากี่นาที"), min_value=10, max_value=600, initial=60
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("รูปแบบ"),
        choices=Mode.choices,
        widget=forms.RadioSelect,
        initial="onsite",
    )
    place = CleanLineField(
        label=gettext_lazy("สถานที่"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("ใส่เมื่อนัดพบกัน"),
    )
    link = forms.URLField(
        label=gettext_lazy("ลิงก์ประชุมทางไกล"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("ใส่เมื่อเข้าทางไกลได้"),
    )
    technique = CleanLineField(
        label=gettext_lazy("เทคนิคที่ใช้"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("เช่น เล่าเรื่องจากงานจริง เพื่อนช่วยเพื่อน สาธิตแล้วลองทำ"),
    )
    long_reason = CleanLineField(
        label=gettext_lazy("เหตุที่ต้องใช้เวลานาน"), max_length=300, required=False
    )
    lecture_reason = CleanLineField(
        label=gettext_lazy("เหตุที่ต้องบรรยายเกินครึ่ง"), max_length=300, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    @classmethod
    def of(cls, session: Session) -> SessionForm:
        names = ("title", "starts_at", "minutes", "mode", "place", "link", "technique")
        reasons = ("long_reason", "lecture_reason", "version")
        return cls(initial={name: getattr(session, name) for name in (*names, *reasons)})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        mode = cleaned.get("mode")
        if mode in {Mode.ONLINE, Mode.HYBRID} and not cleaned.get("link"):
            self.add_error("link", _("วงทางไกลต้องมีลิงก์ให้เข้า"))
        if mode in {Mode.ONSITE, Mode.HYBRID} and not cleaned.get("place"):
            self.add_error("place", _("ขอให้บอกสถานที่ เพื่อใส่ในจดหมายเชิญ"))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The columns of a session; `minutes` becomes the end."""
        skipped = {"once", "version", "minutes"}
        values = {name: v for name, v in self.cleaned_data.items() if name not in skipped}
        values["ends_at"] = values["starts_at"] + timedelta(minutes=self.cleaned_data["minutes"])
        return values


class StepForm(forms.Form):
    what = CleanLineField(label=gettext_lazy("ทำอะไร"), max_length=200, required=False)
    minutes = forms.IntegerField(
        label=gettext_lazy("นาที"), min_value=1, max_value=600, required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("ลักษณะ"),
        choices=STEP_KINDS,
        required=False,
        initial="exchange",
    )
    lead = CleanLineField(label=gettext_lazy("ผู้นำ"), max_length=120, required=False)
    materials = CleanLineField(label=gettext_lazy("สิ่งที่ใช้"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") and not cleaned.get("minutes"):
            self.add_error("minutes", _("ใส่จำนวนนาทีของขั้นนี้"))
        return cleaned


StepFormSet = formset_factory(StepForm, extra=2, max_num=20, absolute_max=30)


def step_values(formset: Any) -> list[dict[str, Any]]:
    """Filled rows only, in order."""
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("what")]
    names = ("what", "minutes", "kind", "lead", "materials")
    return [
        {name: row.get(name) or ("exchange" if name == "kind" else "") for name in names}
        for row in rows
    ]


class RecordForm(forms.Form):
    """Five questions, five minutes, on a phone."""

    learned = CleanTextField(
        label=gettext_lazy("วันนี้ได้รู้อะไร"),
        help_text=gettext_lazy("เขียนเป็นข้อก็ได้ สองสามข้อก็พอ"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    talk_balance = forms.ChoiceField(
        label=gettext_lazy("ใครได้พูด"),
        choices=TALK_BALANCE,
        widget=forms.RadioSelect,
    )
    improvements = CleanTextField(
        label=gettext_lazy("ครั้งหน้าจะปรับอะไร"),
        help_text=gettext_lazy("บรรทัดละเรื่อง จะไปอยู่ในแผนรายครั้งของวงครั้งต่อไป"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    use = CleanTextField(
        label=gettext_lazy("จะนำไปใช้อย่างไร"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    tips = CleanTextField(
        label=gettext_lazy("เคล็ดลับที่ควรเก็บไว้"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    problems = CleanTextField(
        label=gettext_lazy("ปัญหาที่พบ"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    aar_expected = CleanTextField(
        label=gettext_lazy("ตั้งใจให้เกิดอะไร"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    aar_beyond = CleanTextField(
        label=gettext_lazy("อะไรดีเกินคาด"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    aar_below = CleanTextField(
        label=gettext_lazy("อะไรยังไม่ถึงที่คาด เพราะเหตุใด"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    aar_next = CleanTextField(
        label=gettext_lazy("จะกลับไปทำอะไรต่อ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    @classmethod
    def of(cls, record: Record | None, improvements: list[str]) -> RecordForm:
        if record is None:
            return cls()
        names = [name for name in cls.base_fields if name != "improvements"]
        initial = {name: getattr(record, name) for name in names}
        return cls(initial={**initial, "improvements": "\n".join(improvements)})


class AmendmentForm(OnceMixin, forms.Form):
    field = forms.ChoiceField(
        label=gettext_lazy("แก้หัวข้อใด"),
        choices=[
            ("learned", gettext_lazy("ได้รู้อะไร")),
            ("tips", gettext_lazy("เคล็ดลับ")),
            ("use", gettext_lazy("การนำไปใช้")),
            ("problems", gettext_lazy("ปัญหา")),
            ("aar_expected", gettext_lazy("ตั้งใจให้เกิดอะไร")),
            ("aar_beyond", gettext_lazy("ดีเกินคาด")),
            ("aar_below", gettext_lazy("ไม่ถึงที่คาด")),
            ("aar_next", gettext_lazy("ทำอะไรต่อ")),
        ],
    )
    text = CleanTextField(
        label=gettext_lazy("ข้อความที่ถูกต้องหรือเพิ่มเติม"), widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = CleanLineField(label=gettext_lazy("เหตุผลที่แก้"), max_length=300)


class LineForm(forms.Form):
    """One line of text: a commitment, a reason, what an expert learned."""

    text = CleanTextField(label="", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
