"""What is asked of who sets a topic, and of who sums it up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sala.communities.models import Community
from sala.core.once import OnceMixin
from sala.core.thai.fields import CleanLineField, CleanTextField, ThaiDateField
from sala.talk.actions.prompts import Topic
from sala.talk.forms.threads import LONGEST
from sala.talk.models import Purpose
from sala.talk.rules import can_close_on, can_set_prompt

NAMES = [("", _("กลุ่มนี้")), (Purpose.MANAGER.value, _("ผู้จัดการส่วน"))]


class _ClosingForm(forms.Form):
    closes_on = ThaiDateField(label=_("รับความเห็นถึงวันที่"))

    def clean_closes_on(self) -> Any:
        day = self.cleaned_data["closes_on"]
        if not (may := can_close_on(day)):
            raise forms.ValidationError(may.reason)
        return day


class PromptForm(OnceMixin, _ClosingForm):
    purpose = forms.ChoiceField(
        label=_("ถามในนาม"),
        choices=NAMES,
        widget=forms.RadioSelect,
        required=False,
    )
    title = CleanLineField(label=_("ประเด็น"), max_length=160)
    text = CleanTextField(
        label=_("ชวนคิดอย่างไร"),
        max_length=LONGEST,
        help_text=_("บอกที่มา และสิ่งที่อยากให้เล่า เช่น ทำอยู่อย่างไร ติดตรงไหน อยากเห็นอะไร"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    field_order = ("once", "title", "text", "closes_on", "purpose")

    def __init__(self, *args: Any, person: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [name for name in NAMES if can_set_prompt(person, community, name[0])]
        field = self.fields["purpose"]
        if isinstance(field, forms.ChoiceField) and names:
            field.choices, field.initial = names, names[0][0]
            field.required = bool(names[0][0])

    def topic(self) -> Topic:
        data = self.cleaned_data
        return Topic(data["title"], data["text"], data["closes_on"], data["purpose"])


class ExtendForm(_ClosingForm):
    pass


class SummaryForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    summary = CleanTextField(
        label=_("สรุป"),
        max_length=LONGEST,
        help_text=_("สิ่งที่เห็นตรงกัน สิ่งที่เห็นต่าง และสิ่งที่จะทำต่อ บอกชื่อเจ้าของความคิดเมื่อยกมา"),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
