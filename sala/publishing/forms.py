"""What is asked of who puts a set together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.communities.models import Community
from sala.core.once import OnceMixin
from sala.core.posted import number_in
from sala.core.thai.fields import CleanLineField, CleanTextField
from sala.knowledge.licences import Licence
from sala.people.keys import PUBLIC
from sala.publishing.actions.collections import CollectionText
from sala.publishing.models import ASSET, NOTE, Collection


class CollectionForm(OnceMixin):
    """Title and readers; the rest is folded away."""

    title = CleanLineField(label=gettext_lazy("ชื่อหนังสือ"), max_length=160)
    series = CleanLineField(
        label=gettext_lazy("อยู่ในชุด"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("เช่น เทคนิคการใช้ไอที"),
    )
    volume = CleanLineField(
        label=gettext_lazy("เล่มที่หรือชุดที่"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("เลขไทยหรืออารบิกก็ได้ เช่น เล่มที่ ๒"),
    )
    intro = CleanTextField(
        label=gettext_lazy("คำนำ"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    licence = forms.ChoiceField(
        label=gettext_lazy("สัญญาอนุญาตของการรวมเล่ม"),
        choices=Licence.choices,
        help_text=gettext_lazy("แต่ละบทยังใช้สัญญาอนุญาตของผู้เขียนเอง"),
    )
    cover = forms.FileField(
        label=gettext_lazy("รูปปก"),
        required=False,
        help_text=gettext_lazy("ถ้าไม่มี ระบบวาดปกจากชื่อหนังสือให้"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, community: Community | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("agency", _("ทุกคนในหน่วยงาน")), (PUBLIC, _("ทุกคน รวมผู้ที่ไม่ได้เข้าสู่ระบบ"))]
        if community is not None:
            choices.insert(0, ("community", _("คนใน %(name)s") % {"name": community.name}))
        self.fields["reach"] = forms.ChoiceField(
            label=_("ใครอ่านได้"),
            choices=choices,
            widget=forms.RadioSelect,
            initial=choices[0][0],
            help_text=_("บทที่ผู้อ่านแคบกว่านี้จะนำมารวมเล่มไม่ได้"),
        )
        self.order_fields(["title", "reach", "series", "volume", "intro", "licence", "cover"])

    def text(self) -> CollectionText:
        names = ("title", "reach", "intro", "series", "volume", "licence")
        return CollectionText(**{name: self.cleaned_data[name] for name in names})


def reach_of(collection: Collection) -> str:
    kind = collection.audience.partition(":")[0]
    return kind if kind in ("community", "agency") else PUBLIC


def initial_of(collection: Collection) -> dict[str, Any]:
    names = ("title", "intro", "series", "volume", "licence", "version")
    return {name: getattr(collection, name) for name in names} | {"reach": reach_of(collection)}


def picked(values: list[str]) -> list[tuple[str, int]]:
    """`knowledge.note:12` of each ticked box; anything else is left out."""
    found = []
    for value in values[:100]:
        label, _colon, number = value.partition(":")
        if label in (NOTE, ASSET) and (pk := number_in(number)):
            found.append((label, pk))
    return found
