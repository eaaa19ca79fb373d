"""For the offices of an agency: every cycle × seven steps, what is late and since when."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sala.core.permissions import require
from sala.core.responses import render_page
from sala.core.thai.display import shown_year
from sala.cycles.actions.nudges import nudge
from sala.cycles.models import Cycle
from sala.cycles.plan_parts import STEPS
from sala.cycles.queries.overview import OverviewRow, overview, overview_table, years_of
from sala.cycles.rules import can_see_overview
from sala.documents.sheets import csv_bytes
from sala.people.http import Request


@require_GET
def manage_cycles(request: Request) -> HttpResponse:
    agency_id = request.user.agency_id
    require(can_see_overview(request.user, agency_id))
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2570") else 0
    rows = overview(agency_id, request.user, fiscal_year=year)
    if "csv" in request.GET:
        return _csv(rows)
    years = [("", _("ทุกปี"), not year)]
    years += [(str(one), shown_year(one), one == year) for one in years_of(agency_id)]
    context = {
        "rows": rows,
        "step_names": STEPS,
        "years": [{"label": b, "url": f"?year={a}", "current": c} for a, b, c in years],
        "year": year,
        "late_count": sum(1 for row in rows if row.late),
    }
    return render_page(request, "cycles/manage_cycles.html", context)


def _csv(rows: list[OverviewRow]) -> HttpResponse:
    headers, lines = overview_table(rows)
    response = HttpResponse(csv_bytes(headers, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cycles.csv"'
    return response


@require_POST
def nudging(request: Request, number: int) -> HttpResponse:
    require(can_see_overview(request.user, request.user.agency_id))
    cycle = get_object_or_404(Cycle, agency=request.user.agency_id, number=number)
    told = nudge(cycle, by=request.user)
    messages.success(request, _("ส่งคำถามถึงผู้ดูแล %(count)s คนแล้ว") % {"count": told})
    return redirect("cycles:manage_cycles")
