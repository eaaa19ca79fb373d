"""Forms of accounts, in plain Thai."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from sala.core.licences import USUAL
from sala.core.terms import DEFAULTS, KINDS
from sala.core.thai.fields import CleanLineField, CleanTextField
from sala.people.models import AgencySettings


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("อีเมล")
        self.fields["password"].label = _("รหัสผ่าน")
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("จำการเข้าสู่ระบบในเครื่องนี้")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class ImportForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("ไฟล์นี้เป็นรายชื่ออะไร"),
        choices=[("staff", _("บุคลากร")), ("units", _("หน่วยงาน"))],
        widget=forms.RadioSelect,
        initial="staff",
    )
    file = forms.FileField(
        label=_("ไฟล์ CSV หรือ XLSX"),
        help_text=_("อ่านได้ทั้ง UTF-8 และ TIS-620 หัวคอลัมน์ไทยหรืออังกฤษ ยังไม่บันทึกจนกว่าจะยืนยัน"),
    )
    makes_units = forms.BooleanField(label=_("สร้างหน่วยงานที่ยังไม่มีให้ด้วย"), required=False)


class ActivationForm(forms.Form):
    code = CleanLineField(
        label=_("รหัสบนกระดาษ"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )
    password = forms.CharField(
        label=_("ตั้งรหัสผ่าน"),
        help_text=_("อย่างน้อยสิบตัวอักษร ใช้ประโยคที่จำง่ายได้"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    email = forms.EmailField(
        label=_("อีเมล"), required=False, help_text=_("ถ้ามี จะใช้รับข่าวและกู้รหัสผ่านได้")
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class ProfileForm(forms.Form):
    about = CleanTextField(
        label=_("เล่าเรื่องงานของคุณสั้น ๆ"),
        required=False,
        max_length=2000,
        help_text=_("ทำเรื่องอะไร ถนัดอะไร ใครมาถามอะไรได้บ้าง"),
    )
    phone = CleanLineField(label=_("โทรศัพท์ที่ทำงาน"), required=False, max_length=40)
    name_en = CleanLineField(label=_("ชื่อภาษาอังกฤษ"), required=False, max_length=200)


class AgencyForm(forms.Form):
    """Numbers and digits of an agency; the six words stand in fields made for each language."""

    session_minutes = forms.IntegerField(label=_("วงหนึ่งใช้กี่นาที"), min_value=15, max_value=240)
    session_cap_minutes = forms.IntegerField(
        label=_("เกินกี่นาทีให้ถามเหตุผล"), min_value=30, max_value=600
    )
    first_follow_up_days = forms.IntegerField(
        label=_("ติดตามครั้งแรกหลังวงสุดท้ายกี่วัน"), min_value=1, max_value=365
    )
    second_follow_up_days = forms.IntegerField(
        label=_("ติดตามครั้งที่สองกี่วัน"), min_value=1, max_value=730
    )
    review_reminder_days = forms.IntegerField(
        label=_("เตือนทบทวนก่อนครบกำหนดกี่วัน"), min_value=1, max_value=365
    )
    quiet_days = forms.IntegerField(label=_("เงียบกี่วันจึงชวนทบทวน"), min_value=14, max_value=730)
    pass_percent = forms.IntegerField(label=_("เกณฑ์ผ่านแบบทดสอบ ร้อยละ"), min_value=1, max_value=100)
    digits = forms.ChoiceField(
        label=_("ตัวเลขในรายงาน"),
        choices=[("arabic", _("เลขอารบิก")), ("thai", _("เลขไทย"))],
        widget=forms.RadioSelect,
    )
    demands_endorsement = forms.BooleanField(
        label=_("ต้องมีผู้เข้าร่วมและผู้เชี่ยวชาญเห็นชอบแผนก่อน"), required=False
    )
    counts_daily_opens = forms.BooleanField(
        label=_("นับจำนวนครั้งที่เปิด KM วันละนิดจากจดหมาย"),
        required=False,
        help_text=_("นับรวมเท่านั้น ไม่เก็บว่าใครเปิด"),
    )
    default_licence = forms.ChoiceField(
        label=_("สัญญาอนุญาตที่บันทึกและความรู้ใหม่เริ่มต้นด้วย"),
        choices=[(kind.value, kind.label) for kind in USUAL],
        help_text=_("คนในหน่วยงานนำไปดัดแปลงใช้ได้ทุกแบบ ผู้เขียนเลือกแบบอื่นในเรื่องของตนได้"),
    )
    agreement = CleanTextField(label=_("ข้อตกลงร่วมที่ใช้เริ่มต้น"), required=False, max_length=2000)

    def __init__(self, *args: Any, settings: AgencySettings, **kwargs: Any) -> None:
        names = [*self.base_fields]
        kwargs.setdefault("initial", {name: getattr(settings, name) for name in names})
        super().__init__(*args, **kwargs)
        for language, label in (("th", _("ภาษาไทย")), ("en", _("ภาษาอังกฤษ"))):
            for kind in KINDS:
                usual = DEFAULTS[language][kind]
                self.fields[f"{language}_{kind}"] = CleanLineField(
                    label=format_html('<span lang="{}">{}</span> ({})', language, usual, label),
                    required=False,
                    max_length=60,
                    initial=settings.terms.get(language, {}).get(kind, ""),
                    widget=forms.TextInput(attrs={"placeholder": usual}),
                )
        self.order_fields([name for name in self.fields if name not in names])

    def words(self) -> dict[str, dict[str, str]]:
        """The agency's own words by language and kind."""
        return {
            language: {kind: self.cleaned_data[f"{language}_{kind}"] for kind in KINDS}
            for language in ("th", "en")
        }

    def numbers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields}
