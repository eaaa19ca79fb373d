from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sala.core.once import OnceMixin
from sala.core.thai.fields import CleanLineField, CleanTextField
from sala.evaluation.answers import Judgement
from sala.evaluation.forms.fields import NumberField, YesNoField
from sala.evaluation.models import ExcuseKind, Lack, LearningEvaluation, Method

FIELD_OF_CODE = {
    "value.empty": "feedback",
    "value.max_score": "max_score",
    "value.score": "score",
}


class EvaluationForm(OnceMixin, forms.Form):
    """The learning of one participant as its evaluator sees it."""

    method = forms.ChoiceField(
        label=_("ประเมินด้วย"),
        choices=Method.choices,
        widget=forms.RadioSelect,
        initial="observation",
    )
    score = NumberField(label=_("คะแนนที่ได้"), min_value=0, max_digits=7, required=False)
    max_score = NumberField(label=_("คะแนนเต็ม"), min_value=1, max_digits=7, required=False)
    has_passed = YesNoField(
        label=_("ผล"), yes=_("ผ่าน"), no=_("ยังไม่ผ่าน"), unset=_("ไม่ระบุ"), required=False
    )
    feedback = CleanTextField(
        label=_("ข้อสังเกตถึงผู้เข้าร่วม"),
        help_text=_("มีเจ้าตัวกับผู้ประเมินเท่านั้นที่อ่านได้"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    @classmethod
    def of(cls, evaluation: LearningEvaluation | None, data: Any = None) -> EvaluationForm:
        if evaluation is None:
            return cls(data)
        names = ("method", "score", "max_score", "has_passed", "feedback", "version")
        return cls(data, initial={name: getattr(evaluation, name) for name in names})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (decision := self.judgement().check()):
            self.add_error(FIELD_OF_CODE.get(decision.code), decision.reason)
        return cleaned

    def judgement(self) -> Judgement:
        cleaned = self.cleaned_data
        values: dict[str, Any] = {
            name: cleaned.get(name) for name in Judgement.__dataclass_fields__
        }
        return Judgement(**values)


class ExcuseForm(forms.Form):
    """Why one participant goes without."""

    what = forms.ChoiceField(label=_("ยกเว้นเรื่อง"), choices=Lack.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("เหตุ"), choices=ExcuseKind.choices, widget=forms.RadioSelect)
    sentence = CleanLineField(
        label=_("อธิบายหนึ่งประโยค"),
        help_text=_("ประโยคนี้อยู่ในรายงานปิดรอบ ไม่ต้องเขียนรายละเอียดการเจ็บป่วย"),
        max_length=300,
    )


class ImprovementForm(OnceMixin, forms.Form):
    text = CleanLineField(label=_("รอบหน้าจะปรับปรุงอะไร"), max_length=300)


class ObjectionForm(forms.Form):
    words = CleanLineField(label=_("ตรงไหนไม่ตรงกับที่ตอบ"), max_length=300)
