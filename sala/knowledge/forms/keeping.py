"""What is asked of who keeps sources, categories and the committee."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.thai.fields import CleanLineField, ThaiDateField
from sala.knowledge.forms.assets import category_rows
from sala.knowledge.kinds import Part, SourceKind
from sala.knowledge.models import Asset, Category, Source
from sala.people.keys import keys_of
from sala.people.queries import people_named


class CitationForm(forms.Form):
    """A source by its address or name, or another item by its code."""

    code = CleanLineField(
        label=gettext_lazy("รหัสของความรู้ในคลัง"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("เช่น KA-2569-0001 ถ้าอ้างเรื่องในคลังนี้ ไม่ต้องกรอกช่องอื่น"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("ชนิดของแหล่ง"), choices=SourceKind.choices, required=False
    )
    title = CleanLineField(label=gettext_lazy("ชื่อแหล่ง"), max_length=300, required=False)
    url = forms.URLField(
        label=gettext_lazy("ที่อยู่"), max_length=500, required=False, assume_scheme="https"
    )
    place = CleanLineField(label=gettext_lazy("หน้าหรือข้อ"), max_length=200, required=False)
    accessed_on = ThaiDateField(label=gettext_lazy("วันที่เปิดดู"), initial=localdate)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        code = (cleaned.get("code") or "").upper()
        if code:
            rows = Asset.objects.visible_to(keys_of(self.person)).published()
            cleaned["cited"] = rows.filter(code=code).first()
            if cleaned["cited"] is None:
                self.add_error("code", _("ไม่พบรหัสนี้ในคลัง"))
        elif not cleaned.get("title"):
            self.add_error("title", _("บอกชื่อแหล่ง หรือรหัสของความรู้ในคลัง"))
        cleaned["kind"] = cleaned.get("kind") or SourceKind.WEB
        return cleaned


class ReplacementForm(forms.Form):
    words = CleanLineField(
        label=gettext_lazy("ถูกแทนที่ด้วยอะไร เมื่อไร"),
        max_length=300,
        help_text=gettext_lazy("เช่น ระเบียบฉบับที่ 2 ใช้ตั้งแต่ 1 ต.ค. 2569"),
    )
    replacement = forms.ModelChoiceField(
        label=gettext_lazy("แหล่งใหม่ในรายการ"),
        queryset=Source.objects.none(),
        required=False,
        empty_label=gettext_lazy("ยังไม่มี"),
    )

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Source.objects.filter(agency=source.agency_id, replaced_at__isnull=True)
        rows = rows.exclude(pk=source.pk)
        field: Any = self.fields["replacement"]
        field.queryset = rows
        field.choices = [("", field.empty_label), *((row.pk, row.title) for row in rows)]


class CategoryForm(forms.Form):
    name = CleanLineField(label=gettext_lazy("ชื่อหมวด"), max_length=120)
    parent = forms.ModelChoiceField(
        label=gettext_lazy("อยู่ใต้หมวด"),
        queryset=Category.objects.none(),
        required=False,
        empty_label=gettext_lazy("หมวดบนสุด"),
    )

    def __init__(self, *args: Any, agency_id: int, community_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [
            (row, depth)
            for row, depth in category_rows(agency_id, community_id)
            if row.community_id == community_id
        ]
        field: Any = self.fields["parent"]
        field.queryset = Category.objects.filter(pk__in=[row.pk for row, _depth in rows])
        names = [(row.pk, f"{'– ' * depth}{row.name}") for row, depth in rows]
        field.choices = [("", field.empty_label), *names]


class RenameForm(forms.Form):
    name = CleanLineField(label=gettext_lazy("ชื่อหมวด"), max_length=120)
    is_active = forms.BooleanField(label=gettext_lazy("ยังใช้อยู่"), required=False)


class NameForm(forms.Form):
    """A colleague by name or staff code; one and no other."""

    name = CleanLineField(label=gettext_lazy("ชื่อหรือรหัสบุคลากร"), max_length=120)

    def __init__(self, *args: Any, agency_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency_id = agency_id

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        found = people_named(self.agency_id, cleaned.get("name", ""), limit=2)
        if len(found) == 1:
            cleaned["person"] = found[0]
        elif cleaned.get("name"):
            self.add_error(
                "name",
                _("มีหลายคนที่ชื่อนี้ ใส่ชื่อและนามสกุล หรือรหัสบุคลากร") if found else _("ไม่พบชื่อนี้"),
            )
        return cleaned


class CreditForm(NameForm):
    part = forms.ChoiceField(label=gettext_lazy("ในฐานะ"), choices=Part.choices)
