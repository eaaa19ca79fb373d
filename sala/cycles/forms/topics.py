"""Forms of step 1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sala.core.once import OnceMixin
from sala.core.thai.display import shown_year
from sala.core.thai.fields import CleanLineField, CleanTextField, ThaiDateField
from sala.cycles.models import Area, Cycle, Strategy


class StartForm(OnceMixin):
    title = CleanLineField(
        label=_("ชื่อรอบ"),
        max_length=160,
        help_text=_("บอกผลที่อยากเห็น เช่น ตรวจรับพัสดุให้ถูกต้องและจบในห้าวัน"),
    )
    question = CleanLineField(
        label=_("คำถามที่จะช่วยกันหาคำตอบ"),
        max_length=300,
        help_text=_("หนึ่งประโยค จะขึ้นหัวทุกหน้าของทุกครั้งที่พบกัน"),
    )


class TopicForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = CleanLineField(label=_("ชื่อรอบ"), max_length=160)
    question = CleanLineField(
        label=_("คำถามที่จะช่วยกันหาคำตอบ"), max_length=300, help_text=_("หนึ่งประโยค")
    )
    benefit = CleanTextField(
        label=_("ประโยชน์ต่อคุณภาพงาน"),
        help_text=_("งานส่วนไหนจะดีขึ้น และดีขึ้นอย่างไร"),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("ขอหนึ่งประโยคว่าหัวข้อนี้ช่วยให้งานดีขึ้นอย่างไร")},
    )
    work_process = CleanLineField(label=_("กระบวนงานที่เกี่ยวข้อง"), max_length=200, required=False)
    strategies = forms.ModelMultipleChoiceField(
        label=_("สอดคล้องกับยุทธศาสตร์"),
        queryset=Strategy.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("เลือกยุทธศาสตร์อย่างน้อย 1 ข้อ")},
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("ด้านที่พัฒนา"),
        queryset=Area.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("เลือกอย่างน้อย 1 ด้านจาก 10 ด้าน")},
    )
    starts_on = ThaiDateField(label=_("เริ่มรอบ"), required=False)
    ends_on = ThaiDateField(label=_("ตั้งใจปิดรอบภายใน"), required=False)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        strategies = Strategy.objects.filter(agency=cycle.agency)
        kept = strategies.filter(Q(is_active=True) | Q(cycles=cycle)).distinct()
        _offer(self.fields["strategies"], kept, strategy_label)
        _offer(self.fields["areas"], Area.objects.filter(agency=cycle.agency), area_label)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("วันปิดรอบอยู่ก่อนวันเริ่ม"))
        return values


def _offer(field: forms.Field, rows: QuerySet[Any], label: Callable[[Any], str]) -> None:
    """Choices read once, before the form renders."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        field.queryset = rows
        field.choices = [(row.pk, label(row)) for row in rows]


def strategy_label(strategy: Strategy) -> str:
    """ยุทธศาสตร์ที่ 5 ของแผนปี 2549 (R036)."""
    return str(
        _("ยุทธศาสตร์ที่ %(number)s %(name)s (แผนปี %(year)s)")
        % {"number": strategy.number, "name": strategy.name, "year": shown_year(strategy.plan_year)}
    )


def area_label(area: Area) -> str:
    return f"{area.number}) {area.name}"


class ProposalForm(OnceMixin):
    text = CleanLineField(label=_("หัวข้อหรือคำถาม"), max_length=300)
    why = CleanTextField(label=_("ทำไมเรื่องนี้"), required=False, widget=forms.Textarea({"rows": 2}))
