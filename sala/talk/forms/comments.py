"""What is asked of who comments: words, and of a guest a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.once import OnceMixin
from sala.core.thai.fields import CleanLineField, CleanTextField

LONGEST_COMMENT = 5000


class CommentForm(OnceMixin, forms.Form):
    """`website` is a field no person sees: what is written there was written by a machine."""

    guest_name = CleanLineField(label=gettext_lazy("ชื่อที่จะแสดง"), max_length=80)
    text = CleanTextField(
        label=gettext_lazy("ความเห็น"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_guest: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_guest:
            self.fields["text"].help_text = _("ความเห็นของผู้ที่ไม่ได้เข้าสู่ระบบจะแสดงหลังผู้ดูแลอ่านแล้ว")
        else:
            del self.fields["guest_name"]

    @property
    def is_by_machine(self) -> bool:
        return bool(self.data.get("website"))


class CommentEditForm(forms.Form):
    text = CleanTextField(
        label=gettext_lazy("ความเห็น"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
