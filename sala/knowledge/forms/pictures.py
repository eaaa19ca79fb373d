"""Every picture in a text is described before the text is saved (R112)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.rich.fields import read_rich
from sala.core.rich.pictures import described, wordless
from sala.core.thai.fields import CleanLineField

MOST = 60


class PictureWordsInput(forms.TextInput):
    """A line beside the picture it is about."""

    template_name = "knowledge/picture_words.html"

    def __init__(self, picture: str) -> None:
        super().__init__(attrs={"maxlength": 300})
        self.picture = picture

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["picture"] = self.picture
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # the picture may be gone from the text by then


class DescribesPictures(forms.Form):
    """A form with a rich `body` asks for the words of each picture in it that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_for_words()

    def ask_for_words(self) -> None:
        """Look at the text anew, after the text a form begins with was changed."""
        text = self.data.get("body", "") if self.is_bound else self.initial.get("body", "")
        html = read_rich(text) if isinstance(text, str) and "<img" in text else ""
        for name in [name for name in self.fields if name.startswith("words_")]:
            del self.fields[name]
        for number, picture in enumerate(wordless(html)[:MOST], start=1):
            self.fields[f"words_{picture}"] = CleanLineField(
                label=_("รูปที่ %(number)s มีอะไร") % {"number": number},
                max_length=300,
                widget=PictureWordsInput(picture),
                error_messages={
                    "required": gettext_lazy("บรรยายรูปสั้น ๆ เพื่อให้คนที่มองไม่เห็นรูปเข้าใจด้วย")
                },
            )

    @property
    def picture_words(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("words_")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = {
            name.removeprefix("words_"): cleaned.pop(name)
            for name in list(cleaned)
            if name.startswith("words_")
        }
        if given and "body" in cleaned:
            cleaned["body"] = described(cleaned["body"], given)
        return cleaned
