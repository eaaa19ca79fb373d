"""The handbook: seven chapters, one tap from every step (R031)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from sala.core.locking import Stale
from sala.core.responses import render_page
from sala.cycles.actions.handbook import word_chapter
from sala.cycles.forms.catalogues import HandbookForm
from sala.cycles.handbook import CHAPTERS, intro
from sala.cycles.queries.handbook import chapters_of
from sala.cycles.rules import can_manage_catalogues
from sala.cycles.views.frame import pdf_of
from sala.documents.pdf import pdf_available
from sala.people.http import Request


@require_GET
def handbook(request: Request) -> HttpResponse:
    context = {"rows": chapters_of(request.user.agency_id), "intro": intro()}
    if "pdf" in request.GET:
        return pdf_of("cycles/handbook_print.html", context, "handbook.pdf")
    if "print" in request.GET:
        return render_page(request, "cycles/handbook_print.html", context)
    return render_page(request, "cycles/handbook.html", context | {"has_pdf": pdf_available()})


@require_http_methods(["GET", "POST"])
def chapter(request: Request, chapter: int) -> HttpResponse:
    """One chapter; those who keep the catalogues add the agency's own words here."""
    if not 1 <= chapter <= len(CHAPTERS):
        raise Http404
    if request.method == "POST":
        return _word(request, chapter)
    own = chapters_of(request.user.agency_id)[chapter - 1].own
    initial = {"text": own.text if own else "", "seen": own.version if own else 0}
    return _page(request, chapter, HandbookForm(initial=initial))


def _word(request: Request, chapter: int) -> HttpResponse:
    form = HandbookForm(request.POST)
    if not form.is_valid():
        return _page(request, chapter, form, status=422)
    values = form.cleaned_data
    agency = request.user.agency
    try:
        word_chapter(agency, chapter, text=values["text"], seen=values["seen"], by=request.user)
    except Stale as stale:
        typed = request.POST.copy()
        theirs = stale.current
        typed["seen"] = str(getattr(theirs, "version", 0))
        return _page(request, chapter, HandbookForm(typed), status=409, theirs=theirs)
    return redirect("cycles:handbook_chapter", chapter)


def _page(
    request: Request,
    chapter: int,
    form: HandbookForm,
    status: int = 200,
    theirs: object = None,
) -> HttpResponse:
    rows = chapters_of(request.user.agency_id)
    context = {
        "row": rows[chapter - 1],
        "before": rows[chapter - 2] if chapter > 1 else None,
        "after": rows[chapter] if chapter < len(rows) else None,
        "may_word": can_manage_catalogues(request.user, request.user.agency_id),
        "form": form,
        "theirs": theirs,
    }
    return render_page(request, "cycles/chapter.html", context, status=status)
