"""Attachments, each served only to who holds its audience."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from sala.core.files import served
from sala.core.models import Attachment
from sala.people.keys import keys_of


@login_not_required
@require_GET
def file(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    rows = Attachment.objects.filter(audience__in=keys_of(request.user))
    return served(get_object_or_404(rows, pk=pk))
