"""Attachments, each shown and served only to who may see the thing it belongs to."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from sala.core.files import require_open, served
from sala.core.models import Attachment
from sala.core.responses import render_page
from sala.people.keys import keys_of
from sala.people.reading import files_seen, page_of_words, whole_of


@login_not_required
@require_GET
def file(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    return served(_seen(request, pk))


@login_not_required
@require_GET
def look(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is in a file, before it is taken home."""
    file = _seen(request, pk)
    require_open(file)
    context = {
        "file": file,
        "kind": file.media_type.partition("/")[0],
        "whole": whole_of(file, keys_of(request.user)),
        "words": page_of_words(file, request.GET.get("page")),
    }
    return render_page(request, "people/file.html", context)


def _seen(request: HttpRequest, pk: uuid.UUID) -> Attachment:
    return get_object_or_404(files_seen(keys_of(request.user)).select_related("text"), pk=pk)
