"""From a note, a record, a thread or another item to a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sala.core.once import once
from sala.knowledge.actions.seeding import begin_from, seed_of
from sala.people.http import Request


@require_POST
def seeding(request: Request, label: str, object_id: int) -> HttpResponse:
    seed = seed_of(label, object_id, request.user)
    if seed is None:
        raise Http404

    def create() -> str:
        asset = begin_from(label, object_id, seed, by=request.user)
        return f"{asset.get_absolute_url()}writing/"

    url = once(request, create)
    messages.success(request, _("สร้างร่างแล้ว ผู้เขียนเดิมได้รับเครดิตครบ ตรวจและแก้ก่อนเสนอทบทวน"))
    return redirect(url)
