"""Forms of accounts, in plain Thai."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("อีเมล")
        self.fields["password"].label = _("รหัสผ่าน")
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("จำการเข้าสู่ระบบในเครื่องนี้")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
