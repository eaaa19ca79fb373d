"""The field of a long text: a plain box everywhere, an editor where there is a script.

What the editor sends begins with `MARK`; anything else is plain text as it was typed.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.rich.cleaning import clean_html
from sala.core.rich.plain import from_plain, is_simple, pictures_in, plain_of

MARK = "<!--rich-->"
TOOLS = (
    ("bold", "bold", gettext_lazy("ตัวหนา")),
    ("italic", "italic", gettext_lazy("ตัวเอียง")),
    ("heading", "heading", gettext_lazy("หัวข้อ")),
    ("bullet", "list", gettext_lazy("รายการ")),
    ("ordered", "list-ordered", gettext_lazy("รายการมีเลขข้อ")),
    ("quote", "quote", gettext_lazy("ข้อความที่ยกมา")),
    ("link", "link", gettext_lazy("ลิงก์")),
    ("picture", "image", gettext_lazy("ใส่รูป")),
    ("table", "table", gettext_lazy("ตาราง หรือเพิ่มแถว")),
    ("column", "plus", gettext_lazy("เพิ่มช่องในตาราง")),
    ("untable", "trash-2", gettext_lazy("ลบตาราง")),
    ("undo", "undo-2", gettext_lazy("ย้อนกลับ")),
)


class RichTextarea(forms.Textarea):
    template_name = "core/widgets/rich.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["tools"] = [(tool, icon, str(label)) for tool, icon, label in TOOLS]
        return context

    def format_value(self, value: Any) -> str | None:
        """Plain text for what is plain; clean HTML behind the mark for the rest."""
        html = read_rich(value) if isinstance(value, str) else ""
        return plain_of(html) if is_simple(html) else MARK + html


class RichField(forms.CharField):
    """Clean HTML of a long text. `max_length` counts the words a reader sees."""

    widget = RichTextarea

    def __init__(self, *, profile: str = "full", max_length: int = 60_000, **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.profile, self.most = profile, max_length

    def to_python(self, value: Any) -> str:
        return read_rich(value, self.profile) if isinstance(value, str) else ""

    def validate(self, value: Any) -> None:
        words = plain_of(value or "")
        if self.required and not words and not pictures_in(value or ""):
            raise ValidationError(self.error_messages["required"], code="required")
        if len(words) > self.most:
            raise ValidationError(
                _("ข้อความยาวเกิน %(most)s ตัวอักษร แบ่งเป็นหลายตอนจะอ่านง่ายกว่า"),
                code="max_length",
                params={"most": f"{self.most:,}"},
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial or "") != self.to_python(data or "")


def read_rich(value: str, profile: str = "full") -> str:
    """What a browser sent or a form begins with, as clean HTML. HTML that was kept begins with
    a tag that only cleaning writes; it is recognised by being unchanged by it."""
    if value.startswith(MARK):
        return clean_html(value[len(MARK) :], profile)
    if value.startswith("<") and clean_html(value, profile) == value:
        return value
    return from_plain(value)
