"""What is asked of who writes an item, arranges it, or judges it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.communities.models import Community
from sala.communities.rules import standing_of
from sala.core.once import OnceMixin
from sala.core.rich import RichField
from sala.core.thai.display import thai_date
from sala.core.thai.fields import CleanLineField, CleanTextField
from sala.knowledge.criteria import criteria_of
from sala.knowledge.forms.pictures import DescribesPictures
from sala.knowledge.kinds import AssetType, Descent
from sala.knowledge.licences import Licence
from sala.knowledge.models import Asset, Category, Manuscript, Nomination, TryOut
from sala.knowledge.tagging import tags_in

# Which short fields each type asks for, beside title, summary and text.
SHORT: dict[str, tuple[str, ...]] = {
    AssetType.HOWTO: ("symptom",),
    AssetType.MANUAL: ("reader",),
    AssetType.VIDEO: ("link",),
    AssetType.EBOOK: ("link",),
}
DRAFTED = ("title", "summary", "symptom", "reader", "link", "body", "change_note")


class BeginForm(OnceMixin, forms.Form):
    """Type, name, and for whom: everything else later."""

    type = forms.ChoiceField(
        label=gettext_lazy("จะเขียนอะไร"), choices=AssetType.choices, widget=forms.RadioSelect
    )
    title = CleanLineField(label=gettext_lazy("ชื่อเรื่อง"), max_length=200)
    community = forms.ModelChoiceField(
        label=gettext_lazy("ในนามของกลุ่ม"),
        queryset=Community.objects.none(),
        required=False,
        empty_label=gettext_lazy("ส่งในนามหน่วยงานของฉัน"),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Community.objects.open().filter(pk__in=standing_of(person).member_of)
        field: Any = self.fields["community"]
        field.queryset = mine
        rows = [(row.pk, row.name) for row in mine.order_by("sort_key", "pk")]
        field.choices = [("", field.empty_label), *rows]


class ManuscriptForm(DescribesPictures):
    title = CleanLineField(label=gettext_lazy("ชื่อเรื่อง"), max_length=200)
    summary = CleanLineField(
        label=gettext_lazy("สรุปสั้น ๆ"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("หนึ่งหรือสองประโยคที่คนเห็นก่อนเปิดอ่าน"),
    )
    symptom = CleanLineField(
        label=gettext_lazy("อาการ"),
        max_length=300,
        help_text=gettext_lazy("สิ่งที่คนเห็นหรือได้ยิน ด้วยคำที่เขาจะใช้ค้นหา"),
    )
    reader = CleanLineField(label=gettext_lazy("คู่มือนี้เขียนให้ใคร"), max_length=200)
    link = forms.URLField(
        label=gettext_lazy("ที่อยู่ของวิดีโอหรือหนังสือ"), max_length=500, assume_scheme="https"
    )
    body = RichField(label=gettext_lazy("เนื้อหา"), required=False)
    tries = forms.ModelMultipleChoiceField(
        label=gettext_lazy("ฉบับนี้แก้จากผลลองใช้ครั้งใด"),
        queryset=TryOut.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    change_note = CleanLineField(
        label=gettext_lazy("ฉบับนี้แก้อะไร"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("คนที่อ่านฉบับก่อนจะเห็นบรรทัดนี้"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, asset: Asset, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = SHORT.get(asset.type, ())
        for name in ("symptom", "reader", "link"):
            if name not in asked:
                del self.fields[name]
        tries = asset.tries.select_related("person")
        if asset.current_id is None:
            del self.fields["change_note"]
        if asset.current_id is None or not tries:
            del self.fields["tries"]
        else:
            field: Any = self.fields["tries"]
            field.queryset = tries
            field.choices = [(row.pk, try_label(row)) for row in tries]

    @classmethod
    def of(cls, asset: Asset, manuscript: Manuscript) -> ManuscriptForm:
        initial = {name: getattr(manuscript, name) for name in (*DRAFTED, "version")}
        return cls(initial={**initial, "tries": list(manuscript.tries.all())}, asset=asset)

    def values(self) -> dict[str, Any]:
        skipped = {"version", "tries"}
        return {name: v for name, v in self.cleaned_data.items() if name not in skipped}


def try_label(row: TryOut) -> str:
    return _("%(place)s %(result)s (%(name)s %(day)s)") % {
        "place": row.place,
        "result": row.get_result_display(),
        "name": row.person.full_name,
        "day": thai_date(row.happened_on),
    }


class ArrangeForm(forms.Form):
    """Where it stands on the shelf, and who may read it once it is approved."""

    type = forms.ChoiceField(label=gettext_lazy("ประเภท"), choices=AssetType.choices)
    opens_to = forms.ChoiceField(
        label=gettext_lazy("เมื่อเผยแพร่แล้ว ใครอ่านได้"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("เปิดกว้างขึ้นเมื่อผู้ทบทวนเห็นชอบ ส่วนการปิดให้แคบลงมีผลทันที"),
    )
    categories = forms.ModelMultipleChoiceField(
        label=gettext_lazy("หมวด"),
        queryset=Category.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tags = CleanLineField(
        label=gettext_lazy("ป้ายคำ"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("คั่นด้วยจุลภาค เช่น ตรวจรับ, ใบส่งของ"),
    )
    series = CleanLineField(label=gettext_lazy("ชื่อชุด"), max_length=160, required=False)
    volume = CleanLineField(label=gettext_lazy("เล่มหรือตอนที่"), max_length=40, required=False)
    interview = CleanLineField(
        label=gettext_lazy("ถ้ามาจากการสัมภาษณ์ สัมภาษณ์ใคร เมื่อไร"),
        max_length=200,
        required=False,
    )
    licence = forms.ChoiceField(label=gettext_lazy("การนำไปใช้ต่อ"), choices=Licence.choices)

    def __init__(self, *args: Any, asset: Asset, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asset.current_id:
            del self.fields["type"]
        self.fields["opens_to"].choices = audiences(asset)  # type: ignore[attr-defined]
        rows = category_rows(asset.agency_id, asset.community_id)
        field: Any = self.fields["categories"]
        field.queryset = Category.objects.filter(pk__in=[row.pk for row, _depth in rows])
        field.choices = [(row.pk, f"{'– ' * depth}{row.name}") for row, depth in rows]
        if not rows:
            field.widget = forms.MultipleHiddenInput()

    @classmethod
    def of(cls, asset: Asset) -> ArrangeForm:
        names = ("type", "opens_to", "series", "volume", "licence")
        initial = {name: getattr(asset, name) for name in names}
        initial["categories"] = [row.pk for row in asset.categories.all()]
        told = asset.origins.filter(kind=Descent.INTERVIEW).first()
        initial["interview"] = told.words if told else ""
        initial["tags"] = ", ".join(tag.word for tag in asset.tags.all())
        return cls(initial=initial, asset=asset)

    def values(self) -> dict[str, Any]:
        tags = list(tags_in(self.cleaned_data["tags"]).values())
        return {**self.cleaned_data, "tags": tags}


def audiences(asset: Asset) -> list[tuple[str, str]]:
    rows = []
    if asset.community is not None:
        rows.append((asset.community.key, _("เฉพาะสมาชิกกลุ่ม")))
    rows.append((f"agency:{asset.agency_id}", _("ทุกคนในหน่วยงาน")))
    rows.append(("public", _("ทุกคน รวมผู้ที่ไม่ได้เข้าสู่ระบบ")))
    return rows


def category_rows(agency_id: int, community_id: int | None) -> list[tuple[Category, int]]:
    """The tree in reading order with its depth: of the agency, and of this community."""
    rows = Category.objects.filter(agency=agency_id, is_active=True)
    shown = [row for row in rows if row.community_id in {None, community_id}]
    children: dict[int | None, list[Category]] = {}
    for row in shown:
        children.setdefault(row.parent_id, []).append(row)

    def below(parent_id: int | None, depth: int) -> list[tuple[Category, int]]:
        found: list[tuple[Category, int]] = []
        for row in children.get(parent_id, []):
            found.append((row, depth))
            found += below(row.pk, depth + 1)
        return found

    return below(None, 0)


class NominateForm(forms.Form):
    words = CleanLineField(label=gettext_lazy("ฝากถึงผู้ทบทวน"), max_length=300, required=False)


class OpinionForm(forms.Form):
    """Criterion by criterion, and one word at the end. `seen` is what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    met = forms.MultipleChoiceField(
        label=gettext_lazy("ข้อที่ผ่าน"), required=False, widget=forms.CheckboxSelectMultiple
    )
    recommends = forms.ChoiceField(
        label=gettext_lazy("ความเห็น"),
        choices=[
            ("yes", gettext_lazy("เห็นชอบให้เผยแพร่")),
            ("no", gettext_lazy("ส่งกลับให้แก้")),
        ],
        widget=forms.RadioSelect,
    )
    words = CleanTextField(
        label=gettext_lazy("ข้อเสนอแนะ"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, nomination: Nomination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = nomination.laid
        rows = criteria_of(nomination.asset.type)
        self.fields["met"].choices = [(row.name, row.words) for row in rows]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        met: Any = self.fields["met"]
        if cleaned.get("recommends") == "yes" and len(cleaned["met"]) < len(met.choices):
            self.add_error("met", _("เห็นชอบได้เมื่อผ่านทุกข้อ ถ้ายังขาดข้อใด ส่งกลับพร้อมคำแนะนำ"))
        if cleaned.get("recommends") == "no" and not cleaned.get("words"):
            self.add_error("words", _("บอกผู้เขียนว่าควรแก้อะไร"))
        return cleaned


class WithdrawForm(forms.Form):
    why = CleanLineField(label=gettext_lazy("เหตุผลที่ถอน"), max_length=300)
