"""The handbook: seven chapters, one tap from every step (R031)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from sala.core.responses import render_page
from sala.cycles.handbook import CHAPTERS, intro
from sala.cycles.queries.handbook import chapters_of
from sala.cycles.rules import can_manage_catalogues
from sala.people.http import Request


@require_GET
def handbook(request: Request) -> HttpResponse:
    context = {"rows": chapters_of(request.user.agency_id), "intro": intro()}
    template = "cycles/handbook_print.html" if "print" in request.GET else "cycles/handbook.html"
    return render_page(request, template, context)


@require_GET
def chapter(request: Request, chapter: int) -> HttpResponse:
    if not 1 <= chapter <= len(CHAPTERS):
        raise Http404
    rows = chapters_of(request.user.agency_id)
    context = {
        "row": rows[chapter - 1],
        "before": rows[chapter - 2] if chapter > 1 else None,
        "after": rows[chapter] if chapter < len(rows) else None,
        "may_word": can_manage_catalogues(request.user, request.user.agency_id),
    }
    return render_page(request, "cycles/chapter.html", context)
