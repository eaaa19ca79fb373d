from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from sala.core.registries import panels_of
from sala.core.responses import render_page
from sala.people.http import Request
from sala.people.models import Unit
from sala.people.queries import directory_rows, person_page, staff_of, unit_children, visible_people


def _own_agency(request: Request) -> int:
    """The staff list is of the house; a guest meets people in the communities one is guest of."""
    if request.user.is_guest or request.user.is_past_guest:
        raise Http404
    return int(request.user.agency_id)


@require_GET
def people(request: Request) -> HttpResponse:
    """Who is who in one's own agency."""
    text = request.GET.get("q", "")[:100]
    page = Paginator(staff_of(_own_agency(request), text), 30).get_page(request.GET.get("page"))
    context = {"rows": directory_rows(list(page.object_list)), "page": page, "q": text}
    return render_page(request, "people/people.html", context)


@require_GET
def person(request: Request, handle: str) -> HttpResponse:
    found = get_object_or_404(visible_people(request.user), handle=handle)
    context = person_page(found)
    context["panels"] = panels_of("person", request.user, found)
    return render_page(request, "people/person.html", context)


@require_GET
def unit(request: Request, unit_id: int) -> HttpResponse:
    found = get_object_or_404(Unit, pk=unit_id, agency_id=_own_agency(request))
    page = Paginator(staff_of(found.agency_id or 0, "", unit=found), 30)
    rows = page.get_page(request.GET.get("page"))
    context = {
        "unit": found,
        "children": unit_children(found),
        "rows": directory_rows(list(rows.object_list)),
        "page": rows,
        "panels": panels_of("unit", request.user, found),
    }
    return render_page(request, "people/unit.html", context)
