"""The same form posted twice makes one thing."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.models import OnceKey
from sala.core.permissions import denied, require


class OnceMixin(forms.Form):
    """Adds the hidden one-time key to a form that creates something."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


def once(request: HttpRequest, create: Callable[[], str]) -> str:
    """Run `create` (which returns a URL) once per key; a repeat gets the first's URL.

    Atomic: when `create` refuses, the key is free again.
    """
    try:
        key = uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return create()
    person_id = getattr(request.user, "pk", None)
    try:
        with transaction.atomic():
            row = OnceKey.objects.create(key=key, person_id=person_id, made_at=now())
            row.result = create()
            row.save(update_fields=["result"])
            return row.result
    except IntegrityError:
        first = OnceKey.objects.filter(key=key).first()
        if first is None:
            raise
        if first.person_id != person_id:
            require(denied("state.once", _("แบบนี้ส่งจากบัญชีอื่นไปแล้ว เปิดหน้านี้ใหม่แล้วส่งอีกครั้ง")))
        return first.result
