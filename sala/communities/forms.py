"""Input to clean values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sala.communities.catalogue import (
    Adoption,
    Change,
    ClosingReason,
    CommunityType,
    Level,
    Origin,
    Scope,
)
from sala.communities.mail import USUAL, Mail
from sala.communities.models import Community, Group
from sala.core.once import OnceMixin
from sala.core.thai.fields import CleanLineField, CleanTextField, ThaiDateField

AUDIENCES = [
    ("agency", _("คนในหน่วยงานเห็นชื่อและจุดมุ่งหมาย")),
    ("community", _("เห็นเฉพาะสมาชิก")),
    ("public", _("ใครก็เห็นชื่อและจุดมุ่งหมาย")),
]
NEEDS = ("who", "strategy", "alternatives")


def _rows(count: int) -> forms.Textarea:
    return forms.Textarea({"rows": count})


class FoundForm(OnceMixin, forms.Form):
    """Everything an informal community needs: a name and what it is for."""

    name = CleanLineField(label=_("ชื่อ"), max_length=160)
    purpose = CleanTextField(
        label=_("มีไว้เพื่ออะไร"),
        max_length=2000,
        widget=_rows(3),
        help_text=_("หนึ่งหรือสองประโยคก็พอ เช่น ช่วยกันตอบปัญหาตรวจรับพัสดุที่เจอทุกวัน"),
    )
    audience = forms.ChoiceField(
        label=_("ใครเห็นหน้านี้"), choices=AUDIENCES, initial="agency", widget=forms.RadioSelect
    )


def groups_field() -> forms.TypedMultipleChoiceField:
    """The groups of the agency; the form names them once it knows the community."""
    return forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("กลุ่มความสนใจ"),
        help_text=_("เลือกได้มากกว่าหนึ่ง ไม่เลือกเลยจะอยู่ในกลุ่มทั่วไป"),
    )


class ProposeForm(OnceMixin, forms.Form):
    """The proposal: first of all what it is for (R019). The charter is written afterwards."""

    name = CleanLineField(label=_("ชื่อ"), max_length=160)
    purpose = CleanTextField(label=_("มีไว้เพื่ออะไร"), max_length=2000, widget=_rows(3))
    type = forms.ChoiceField(
        label=_("แนวทางหลัก"),
        choices=CommunityType.choices,
        initial=CommunityType.STEWARDING,
        widget=forms.RadioSelect,
    )
    who = CleanTextField(
        label=_("ใครต้องการกลุ่มนี้ และต้องการเพราะอะไร"), required=False, widget=_rows(2)
    )
    strategy = CleanTextField(
        label=_("ช่วยงานหรือยุทธศาสตร์เรื่องใดของหน่วยงาน"), required=False, widget=_rows(2)
    )
    alternatives = CleanTextField(
        label=_("ถ้าไม่ตั้งกลุ่ม มีทางอื่นที่ง่ายกว่าไหม"), required=False, widget=_rows(2)
    )
    audience = forms.ChoiceField(
        label=_("ใครเห็นหน้านี้"), choices=AUDIENCES, initial="agency", widget=forms.RadioSelect
    )

    @property
    def need_check(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in NEEDS if self.cleaned_data[name]}


class CharterForm(forms.Form):
    """Domain, community and practice, and how the people mean to treat each other."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    purpose = CleanTextField(label=_("มีไว้เพื่ออะไร"), max_length=2000, widget=_rows(3))
    domain = CleanTextField(
        label=_("ขอบเขตความรู้ (Domain)"),
        required=False,
        widget=_rows(3),
        help_text=_("เรื่องใดที่กลุ่มนี้คุยกัน และเรื่องใดที่ไม่ใช่"),
    )
    people_words = CleanTextField(
        label=_("ผู้คนในกลุ่ม (Community)"),
        required=False,
        widget=_rows(3),
        help_text=_("ใครบ้างที่น่าจะอยู่ในวง และจะรู้จักไว้ใจกันได้อย่างไร"),
    )
    practice = CleanTextField(
        label=_("แนวปฏิบัติร่วม (Practice)"),
        required=False,
        widget=_rows(3),
        help_text=_("วิธีทำงาน เครื่องมือ หรือแบบฟอร์มที่จะพัฒนาไปด้วยกัน"),
    )
    groups = groups_field()
    type = forms.ChoiceField(
        label=_("แนวทางหลัก"), choices=CommunityType.choices, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(label=_("ระดับ"), choices=Level.choices)
    agreement = CleanTextField(
        label=_("ข้อตกลงเวลาอยู่ด้วยกัน"),
        required=False,
        max_length=500,
        widget=_rows(2),
        help_text=_("แสดงเหนือปุ่มเข้าร่วม เว้นว่างไว้จะใช้ข้อความของหน่วยงาน"),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        kwargs.setdefault("initial", charter_values(community))
        super().__init__(*args, **kwargs)
        self._groups = {
            group.pk: group
            for group in Group.objects.filter(agency_id=community.agency_id, is_active=True)
        }
        field = self.fields["groups"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(pk, group.name) for pk, group in self._groups.items()]

    def clean_groups(self) -> list[Group]:
        return [self._groups[pk] for pk in self.cleaned_data["groups"]]


def charter_values(community: Community) -> dict[str, Any]:
    names = ("version", "purpose", "domain", "people_words", "practice", "type", "level")
    values = {name: getattr(community, name) for name in (*names, "agreement")}
    return values | {"groups": [group.pk for group in community.groups.all()]}


class SettingsForm(forms.Form):
    audience = forms.ChoiceField(
        label=_("ใครเห็นหน้านี้"),
        choices=AUDIENCES,
        widget=forms.RadioSelect,
        help_text=_("สิ่งที่เขียนข้างในเห็นเฉพาะสมาชิกเสมอ เว้นแต่ผู้เขียนเปิดให้กว้างกว่า"),
    )
    joins_by_request = forms.BooleanField(label=_("แจ้งความประสงค์ก่อนเข้าร่วม"), required=False)
    scope = forms.TypedChoiceField(
        label=_("ขอบข่าย"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("ยังไม่ระบุ")), *((n, f"{n}. {label}") for n, label in Scope.choices)],
    )
    hub = CleanLineField(
        label=_("แม่ข่าย"),
        max_length=200,
        required=False,
        help_text=_("องค์กรที่สนับสนุนเครือข่าย ต้องมีเมื่อเลือกขอบข่าย 6"),
    )
    origin = forms.ChoiceField(label=_("ที่มา"), choices=Origin.choices, widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("scope") == Scope.HUB and not values.get("hub"):
            self.add_error("hub", _("ขอบข่าย 6 ต้องระบุแม่ข่ายที่สนับสนุน"))
        return values


def settings_values(community: Community) -> dict[str, Any]:
    kind = community.audience.split(":")[0]
    names = ("joins_by_request", "scope", "hub", "origin")
    return {name: getattr(community, name) for name in names} | {"audience": kind}


class JoinForm(forms.Form):
    """The agreement stands above the button; pressing it says yes to the agreement."""

    agreed = forms.BooleanField(required=False)
    token = forms.CharField(max_length=40, required=False)
    words = CleanLineField(label=_("ข้อความถึงผู้ดูแล"), max_length=300, required=False)
    mail = forms.ChoiceField(choices=Mail.choices, required=False)

    @property
    def wanted_mail(self) -> str:
        """How the person takes the mail; the usual way where nothing (or nonsense) was said."""
        return str(self.cleaned_data.get("mail") or USUAL)


class OwnMailForm(forms.Form):
    mail = forms.ChoiceField(choices=Mail.choices)


class PeopleForm(forms.Form):
    """Chosen people, by id; the view offers only people of the agency."""

    people = forms.TypedMultipleChoiceField(coerce=int, label=_("คน"))
    words = CleanTextField(
        label=_("ข้อความถึงคนที่ชวน"), max_length=300, required=False, widget=_rows(2)
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = choices
        field.error_messages["required"] = _("เลือกอย่างน้อยหนึ่งคน")


class RoleForm(forms.Form):
    person = forms.TypedChoiceField(coerce=int, label=_("ชวนใคร"))
    role = forms.ChoiceField(label=_("หน้าที่"))
    duties = CleanTextField(
        label=_("สิ่งที่ขอให้ช่วย"),
        max_length=600,
        required=False,
        widget=_rows(2),
        help_text=_("เว้นว่างไว้จะใช้คำอธิบายหน้าที่ตามปกติ"),
    )
    hands_over = forms.BooleanField(label=_("ส่งต่อหน้าที่ของฉัน เมื่อผู้ที่ชวนตอบรับ"), required=False)

    def __init__(
        self,
        *args: Any,
        people: list[tuple[int, str]],
        roles: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("person", people), ("role", roles)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


class ReasonForm(forms.Form):
    reason = CleanTextField(label=_("เหตุผล"), max_length=600, widget=_rows(2))


class OwnMembershipForm(forms.Form):
    mail = forms.ChoiceField(
        label=_("จดหมายจากกลุ่มนี้"), choices=Mail.choices, widget=forms.RadioSelect
    )
    interest = CleanLineField(
        label=_("เรื่องที่ฉันพอช่วยได้หรืออยากรู้"),
        max_length=300,
        required=False,
        help_text=_("เพื่อนสมาชิกเห็นข้อความนี้ จะได้รู้ว่าถามใครได้ ไม่ต้องเรียนมาโดยตรงก็เขียนได้"),
    )


class CloseForm(forms.Form):
    """F19: why, what came of it, four questions of an AAR, and how it lives on."""

    reason = forms.ChoiceField(
        label=_("ปิดเพราะอะไร"), choices=ClosingReason.choices, widget=forms.RadioSelect
    )
    result = CleanTextField(label=_("กลุ่มนี้ได้อะไรไว้บ้าง"), max_length=2000, widget=_rows(3))
    expected = CleanTextField(label=_("ที่ตั้งใจไว้คืออะไร"), required=False, widget=_rows(2))
    beyond = CleanTextField(label=_("อะไรได้มากกว่าที่คิด"), required=False, widget=_rows(2))
    below = CleanTextField(label=_("อะไรได้น้อยกว่าที่คิด เพราะอะไร"), required=False, widget=_rows(2))
    onward = CleanTextField(label=_("จะนำอะไรกลับไปทำต่อ"), required=False, widget=_rows(2))
    change = forms.ChoiceField(
        label=_("หลังจากนี้"),
        choices=[("", _("ปิดไว้เท่านี้")), *Change.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    names = CleanTextField(
        label=_("ชื่อกลุ่มใหม่"),
        required=False,
        widget=_rows(2),
        help_text=_("บรรทัดละหนึ่งชื่อ ใช้เมื่อตั้งกลุ่มสืบต่อหรือแยกกลุ่ม สมาชิกเดิมจะได้รับคำเชิญ"),
    )
    into = forms.TypedChoiceField(
        label=_("รวมเข้ากับกลุ่ม"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, others: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "–"), *others]

    @property
    def review(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in AAR if self.cleaned_data[name]}


AAR = ("expected", "beyond", "below", "onward")


class SisterForm(OnceMixin, forms.Form):
    name = CleanLineField(label=_("ชื่อกลุ่มใหม่"), max_length=160)
    purpose = CleanTextField(label=_("มีไว้เพื่ออะไร"), max_length=2000, widget=_rows(3))


class OfficeOfferForm(forms.Form):
    person = forms.TypedChoiceField(coerce=int, label=_("ชวนใคร"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            field.choices = people


class GroupForm(forms.Form):
    name = CleanLineField(label=_("ชื่อ"), max_length=200)
    is_active = forms.BooleanField(label=_("ยังใช้อยู่"), required=False, initial=True)


class NewGroupForm(OnceMixin, forms.Form):
    name = CleanLineField(label=_("เพิ่มกลุ่มความสนใจ"), max_length=200)


class PastForm(OnceMixin, forms.Form):
    """A community of the old register, with its own dates."""

    name = CleanLineField(label=_("ชื่อ"), max_length=160)
    purpose = CleanTextField(label=_("มีไว้เพื่ออะไร"), max_length=2000, widget=_rows(3))
    happened_on = ThaiDateField(label=_("เริ่มเมื่อ"))
    closed_on = ThaiDateField(label=_("ปิดเมื่อ"), required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        begun, ended = values.get("happened_on"), values.get("closed_on")
        if begun and ended and ended < begun:
            self.add_error("closed_on", _("วันปิดต้องไม่มาก่อนวันเริ่ม"))
        return values


class ReviewForm(forms.Form):
    on = ThaiDateField(label=_("ทบทวนอีกครั้งวันที่"), required=False)


class RenameForm(forms.Form):
    name = CleanLineField(label=_("ชื่อใหม่"), max_length=160)
    purpose = CleanTextField(label=_("มีไว้เพื่ออะไร"), max_length=2000, widget=_rows(3))
    reason = CleanTextField(label=_("เหตุที่เปลี่ยน"), max_length=600, widget=_rows(2))


class AdoptionForm(forms.Form):
    stage = forms.ChoiceField(label=_("ระยะ"), choices=Adoption.choices, widget=forms.RadioSelect)
    on = ThaiDateField(label=_("ตั้งแต่วันที่"), required=False)
    evidence = CleanTextField(
        label=_("สิ่งที่เห็น"),
        max_length=1000,
        widget=_rows(2),
        help_text=_("เช่น สมาชิกนัดวงกันเองโดยไม่ต้องมีใครตาม"),
    )
