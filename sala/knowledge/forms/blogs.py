from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.once import OnceMixin
from sala.knowledge.actions.blogs import Wish
from sala.knowledge.licences import Licence
from sala.knowledge.models import Book
from sala.knowledge.reach import Reach

LARGEST = 50 * 1024 * 1024
DRAFTS, AT_ONCE = "drafts", "at_once"


class BlogForm(OnceMixin, forms.Form):
    """The file of an outside blog, and how its entries are to stand here."""

    file = forms.FileField(
        label=gettext_lazy("ไฟล์ของบล็อกเดิม"),
        help_text=gettext_lazy("ฟีด Atom หรือ RSS หรือไฟล์ส่งออกของ WordPress (.xml) ไม่เกิน 50 เมกะไบต์"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,.rss,.atom,application/xml"}),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("นำเข้าแล้วเป็นอะไร"),
        choices=[
            (DRAFTS, gettext_lazy("ร่างของฉัน อ่านทวนแล้วเผยแพร่ทีละเรื่อง")),
            (AT_ONCE, gettext_lazy("เผยแพร่ในสมุดนี้เลย ตามวันเดิม")),
        ],
        widget=forms.RadioSelect,
        initial=DRAFTS,
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("ใครอ่านได้"), choices=Reach.choices, widget=forms.RadioSelect
    )
    licence = forms.ChoiceField(label=gettext_lazy("สัญญาอนุญาต"), choices=Licence.choices)
    may_use = forms.BooleanField(label=gettext_lazy("ฉันหรือหน่วยงานมีสิทธินำเนื้อหานี้มาลงที่นี่"))

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(reach=book.reach, licence=book.licence)
        if book.community_id is None:
            field: Any = self.fields["reach"]
            field.choices = [row for row in Reach.choices if row[0] != Reach.COMMUNITY]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("ไฟล์ใหญ่เกิน 50 เมกะไบต์"))
        return file

    def wish(self) -> Wish:
        data = self.cleaned_data
        return Wish(data["reach"], data["licence"], data["state"] == DRAFTS)
