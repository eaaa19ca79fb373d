"""What is asked of who writes: a title and words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.communities.models import Community
from sala.core.once import OnceMixin
from sala.core.thai.fields import CleanLineField, CleanTextField
from sala.people.keys import keys_of
from sala.talk.actions.threads import Opening
from sala.talk.models import Kind, Purpose
from sala.talk.queries.about import Thing, thing_of
from sala.talk.rules import can_ask_as, can_start_thread

LONGEST = 20_000


class ThreadForm(OnceMixin, forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("อยากทำอะไร"),
        choices=[
            (Kind.QUESTION, gettext_lazy("ถามให้ช่วยตอบ")),
            (Kind.TALK, gettext_lazy("เล่าหรือชวนคุย")),
        ],
        widget=forms.RadioSelect,
    )
    title = CleanLineField(label=gettext_lazy("เรื่อง"), max_length=160)
    text = CleanTextField(
        label=gettext_lazy("รายละเอียด"),
        max_length=LONGEST,
        help_text=gettext_lazy("พิมพ์ @ชื่อ เพื่อเรียกคนในกลุ่มมาช่วยตอบ"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("ถามเพื่ออะไร"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=Purpose.USE,
    )

    about = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = _thing(self["about"].value() or "", person)
        kind, purpose = self.fields["kind"], self.fields["purpose"]
        kind.choices = [  # type: ignore[attr-defined]
            choice
            for choice in kind.choices  # type: ignore[attr-defined]
            if can_start_thread(person, community, choice[0])
        ]
        purpose.choices = [  # type: ignore[attr-defined]
            choice for choice in Purpose.choices if can_ask_as(person, choice[0])
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Kind.QUESTION and not cleaned.get("purpose"):
            cleaned["purpose"] = Purpose.USE
        return cleaned

    def clean_about(self) -> str:
        """A thing that is hidden from the writer is no thing (I08)."""
        if self.cleaned_data["about"] and self.thing is None:
            raise forms.ValidationError(_("ไม่พบสิ่งที่จะคุยถึง หรือคุณยังไม่มีสิทธิเห็น"))
        return str(self.cleaned_data["about"])

    def opening(self) -> Opening:
        data = self.cleaned_data
        return Opening(data["kind"], data["title"], data["text"], data["purpose"], self._about())

    def _about(self) -> tuple[str, int] | None:
        return (self.thing.label, self.thing.pk) if self.thing else None


def _thing(text: str, person: Any) -> Thing | None:
    """`meetings.session:5` of a link or a form."""
    label, _colon, pk = text.partition(":")
    is_number = pk.isascii() and pk.isdigit() and len(pk) < 19
    return thing_of(label, int(pk), keys_of(person)) if is_number else None


class ReplyForm(OnceMixin, forms.Form):
    text = CleanTextField(
        label=gettext_lazy("เขียนต่อ"),
        max_length=LONGEST,
        help_text=gettext_lazy("พิมพ์ @ชื่อ เพื่อเรียกคนในกลุ่ม"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EditForm(forms.Form):
    text = CleanTextField(
        label=gettext_lazy("ข้อความ"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8})
    )


class RemovalForm(forms.Form):
    """A reason is asked of who removes another's words."""

    why = CleanLineField(label=gettext_lazy("เหตุผลที่นำออก"), max_length=300, required=False)

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].required = not is_own
        if not is_own:
            self.fields["why"].help_text = _("ผู้เขียนและคนที่ร่วมคุยเห็นเหตุผลนี้")
