from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.models import Run
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.documents.sheets import TableProblem, csv_bytes
from sala.people.actions.imports import KIND, ask_for_import, cancel_import
from sala.people.forms import ImportForm
from sala.people.http import Request
from sala.people.importing.compare import preview
from sala.people.models import Unit
from sala.people.rules import has_ability

SALT = "people.import"
SHOWN = 20


def _agency(request: Request) -> Unit:
    """The agency whose lists this person looks after; hidden from everybody else."""
    agency = Unit.objects.get(pk=request.user.agency_id)
    if not has_ability(request.user, "import_people", agency.pk):
        raise Http404
    return agency


@require_http_methods(["GET", "POST"])
def imports(request: Request) -> HttpResponse:
    """Upload and preview; nothing is written until the preview is confirmed."""
    agency = _agency(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    runs = Run.objects.filter(kind=KIND, agency_id=agency.pk).order_by("-pk")[:10]
    context: dict[str, Any] = {"form": form, "runs": list(runs)}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        file = data["file"]
        try:
            found = preview(file, file.name, data["kind"], agency, makes_units=data["makes_units"])
        except TableProblem as problem:
            form.add_error("file", str(problem))
            return render_page(request, "people/imports.html", context, status=422)
        file.seek(0)
        kept = default_storage.save(f"previews/{get_random_string(24)}", ContentFile(file.read()))
        wishes = {"kind": data["kind"], "makes_units": data["makes_units"], "name": file.name}
        context |= {
            "found": found,
            "rows": (found.new + found.changed)[:SHOWN],
            "refused": found.refused[:200],
            "ticket": signing.dumps({**wishes, "kept": kept, "by": request.user.pk}, salt=SALT),
        }
        return render_page(request, "people/preview.html", context)
    status = 422 if request.method == "POST" else 200
    return render_page(request, "people/imports.html", context, status=status)


@require_POST
def confirmation(request: Request) -> HttpResponse:
    """The previewed file becomes a run; the clock does the work."""
    agency = _agency(request)
    try:
        ticket = signing.loads(request.POST.get("ticket", ""), salt=SALT, max_age=24 * 3600)
    except signing.BadSignature as wrong:
        raise Http404 from wrong
    if ticket["by"] != request.user.pk or not default_storage.exists(ticket["kept"]):
        messages.error(request, _("ไฟล์ที่ดูตัวอย่างไว้หมดอายุแล้ว เลือกไฟล์อีกครั้ง"))
        return redirect("people:imports")
    with default_storage.open(ticket["kept"]) as kept:
        file = SimpleUploadedFile(ticket["name"], kept.read())
    run = ask_for_import(
        file,
        kind=ticket["kind"],
        agency=agency,
        makes_units=ticket["makes_units"],
        by=request.user,
    )
    default_storage.delete(ticket["kept"])
    return redirect("people:import_run", run.pk)


def _run(request: Request, run_id: int) -> Run:
    agency = _agency(request)
    return get_object_or_404(Run, pk=run_id, kind=KIND, agency_id=agency.pk)


@require_GET
def import_run(request: Request, run_id: int) -> HttpResponse:
    run = _run(request, run_id)
    return render_page(request, "people/import_run.html", {"run": run}, partial="progress")


@require_POST
def cancellation(request: Request, run_id: int) -> HttpResponse:
    run = _run(request, run_id)
    cancel_import(run, by=request.user)
    return redirect("people:import_run", run.pk)


@require_GET
def refused_rows(request: Request, run_id: int) -> HttpResponse:
    """Rows that were refused, as a file the agency can mend and send again."""
    run = _run(request, run_id)
    require(has_ability(request.user, "import_people", run.agency_id or 0))
    headers = [_("บรรทัด"), _("ชื่อ"), _("เหตุผล")]
    rows = [[row["line"], row["name"], row["reason"]] for row in run.refused]
    response = HttpResponse(csv_bytes(headers, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-{run.pk}.csv"'
    return response
