"""The evidence file of a cycle: to read, to carry away, to print."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sala.core.permissions import require
from sala.core.responses import render_page
from sala.cycles.models import Cycle
from sala.documents.pdf import PDF_TYPE
from sala.insights.actions import log_office_look
from sala.insights.binder import may_print_pdf, pdf_of, zip_of
from sala.insights.queries.attachments import attachments_of, records_of
from sala.insights.queries.file import EvidenceFile, evidence_file
from sala.insights.queries.register import agency_files
from sala.insights.rules import can_read_evidence, can_read_inside, can_see_register
from sala.people.http import Request


@require_GET
def register(request: Request) -> HttpResponse:
    require(can_see_register(request.user, request.user.agency_id))
    rows = agency_files(request.user.agency_id)
    return render_page(request, "insights/register.html", {"rows": rows})


@require_GET
def evidence(request: Request, number: int) -> HttpResponse:
    file = _file(request, number, "page")
    context = {"file": file, "cycle": file.cycle, "may_pdf": may_print_pdf(file), "base": ""}
    with file.in_the_agencys_style():
        return render_page(request, "insights/evidence.html", context)


@require_GET
def evidence_zip(request: Request, number: int) -> FileResponse:
    file = _file(request, number, "zip")
    cycle, reader = file.cycle, request.user
    made = zip_of(file, attachments_of(cycle, reader), records_of(cycle, reader))
    return FileResponse(made, as_attachment=True, filename=_name(file, "zip"))


@require_GET
def evidence_pdf(request: Request, number: int) -> HttpResponse:
    file = _file(request, number, "pdf")
    response = HttpResponse(pdf_of(file), content_type=PDF_TYPE)
    response["Content-Disposition"] = f'inline; filename="evidence-{number}.pdf"'
    return response


def _file(request: Request, number: int, what: str) -> EvidenceFile:
    """The file, for whom it is open; who looks by office leaves a line (R025)."""
    cycles = Cycle.objects.select_related("community", "agency")
    cycle = get_object_or_404(cycles, number=number)
    if not can_read_evidence(request.user, cycle):
        raise Http404
    by_office = not can_read_inside(request.user, cycle)
    if by_office:
        log_office_look(cycle, what, by=request.user)
    return evidence_file(cycle, request.user, by_office=by_office)


def _name(file: EvidenceFile, ending: str) -> str:
    return _("แฟ้มหลักฐาน รอบ %(number)s") % {"number": file.cycle.number} + f".{ending}"
