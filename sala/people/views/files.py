"""Attachments, each served only to who holds its audience, or a key beside that of its thing."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from sala.core.files import served
from sala.core.models import Attachment, Audience
from sala.people.keys import keys_of


@login_not_required
@require_GET
def file(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    keys = keys_of(request.user)
    beside = Audience.objects.filter(
        label=OuterRef("label"), object_id=OuterRef("object_id"), key__in=keys
    )
    rows = Attachment.objects.filter(Q(audience__in=keys) | Exists(beside))
    return served(get_object_or_404(rows, pk=pk))
