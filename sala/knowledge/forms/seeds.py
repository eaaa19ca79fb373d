"""Which answers are put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.once import OnceMixin
from sala.core.thai import cut
from sala.core.thai.fields import CleanLineField
from sala.talk.models import Post


class CompileForm(OnceMixin, forms.Form):
    title = CleanLineField(label=gettext_lazy("ชื่อเรื่อง"), max_length=200)
    posts = forms.MultipleChoiceField(
        label=gettext_lazy("คำตอบที่จะรวม"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, posts: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["posts"]
        field.choices = [(str(post.pk), _label(post)) for post in posts]


def _label(post: Post) -> str:
    return _("%(question)s – %(answer)s (%(name)s)") % {
        "question": cut(post.thread.title, 80),
        "answer": cut(post.text, 80),
        "name": post.author.full_name,
    }
