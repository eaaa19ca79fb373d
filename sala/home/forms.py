"""What is asked of who keeps the words of a search."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.thai import clean_line
from sala.core.thai.fields import CleanTextField

MOST_WORDS, LONGEST = 20, 80


class SynonymForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words = CleanTextField(
        label=gettext_lazy("คำที่ความหมายเดียวกัน"),
        help_text=gettext_lazy("บรรทัดละคำ เช่น ลปรร. และ แลกเปลี่ยนเรียนรู้"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )

    def clean_words(self) -> list[str]:
        lines = [clean_line(line) for line in self.cleaned_data["words"].splitlines()]
        words = list(dict.fromkeys(filter(None, lines)))
        if len(words) < 2:
            raise forms.ValidationError(_("ใส่อย่างน้อยสองคำที่ความหมายเดียวกัน บรรทัดละคำ"))
        if len(words) > MOST_WORDS or max(map(len, words)) > LONGEST:
            raise forms.ValidationError(_("ใส่ได้ไม่เกิน 20 คำ คำละไม่เกิน 80 ตัวอักษร"))
        return words
