"""Forms of accounts, in plain Thai."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from sala.core.thai.fields import CleanLineField, CleanTextField


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
