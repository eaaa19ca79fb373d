"""What an item leans on, and the library of sources."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.permissions import require
from sala.core.responses import render_page
from sala.core.thai import clean_line
from sala.knowledge.actions.references import (
    Reference,
    add_source,
    cite,
    cite_asset,
    remove_citation,
    replace_source,
)
from sala.knowledge.forms.keeping import CitationForm, ReplacementForm
from sala.knowledge.models import Asset, Source
from sala.knowledge.queries.keeping import citations_of, citing, sources
from sala.knowledge.rules.assets import can_arrange_asset, can_keep_sources
from sala.knowledge.rules.references import can_replace_source
from sala.knowledge.views.assets import visible_asset
from sala.people.http import Request
from sala.people.keys import keys_of

SHOWN = 30


@require_http_methods(["GET", "POST"])
def citations(request: Request, code: str) -> HttpResponse:
    asset = visible_asset(request, code)
    require(can_arrange_asset(request.user, asset))
    form = CitationForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        data = form.cleaned_data
        day = data["accessed_on"]
        if data.get("cited"):
            cite_asset(asset, data["cited"], by=request.user, accessed_on=day)
        else:
            reference = Reference(data["title"], data["url"], data["kind"])
            source = add_source(reference, agency_id=asset.agency_id, by=request.user)
            cite(asset, by=request.user, accessed_on=day, source=source, place=data["place"])
        messages.success(request, _("เพิ่มที่มาแล้ว"))
        return redirect("knowledge:citations", asset.code)
    context = {
        "asset": asset,
        "form": form,
        "rows": citations_of(asset, keys_of(request.user)),
    }
    status = 422 if form.is_bound else 200
    return render_page(request, "knowledge/citations.html", context, status=status)


@require_POST
def citation_delete(request: Request, code: str, citation_id: int) -> HttpResponse:
    asset = visible_asset(request, code)
    remove_citation(get_object_or_404(asset.citations, pk=citation_id), by=request.user)
    return redirect("knowledge:citations", asset.code)


@require_GET
def library(request: Request) -> HttpResponse:
    """Sources of the agency; those that do not answer, and those that gave way to another."""
    agency_id = request.user.agency_id
    require(can_keep_sources(request.user, agency_id))
    show, text = request.GET.get("show", ""), clean_line(request.GET.get("q", ""))[:100]
    seen = Q(citations__asset__in=Asset.objects.visible_to(keys_of(request.user)))
    rows = sources(agency_id, show, text).annotate(count=Count("citations", filter=seen))
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    list(page.object_list)
    dead = sources(agency_id, "dead", "").count()
    tabs = [
        {"label": _("ทั้งหมด"), "url": "?", "current": not show, "count": None},
        {"label": _("เปิดไม่ได้"), "url": "?show=dead", "current": show == "dead", "count": dead},
        {
            "label": _("ถูกแทนที่"),
            "url": "?show=replaced",
            "current": show == "replaced",
            "count": None,
        },
    ]
    context = {"page": page, "tabs": tabs, "text": text, "show": show}
    return render_page(request, "knowledge/sources.html", context)


@require_http_methods(["GET", "POST"])
def source(request: Request, source_id: int) -> HttpResponse:
    """One source: who leans on it, and what replaced it. A post says that it was replaced."""
    require(can_keep_sources(request.user, request.user.agency_id))
    rows = Source.objects.filter(agency=request.user.agency_id).select_related("replaced_by")
    row = get_object_or_404(rows, pk=source_id)
    may_replace = can_replace_source(request.user, row)
    form = ReplacementForm(request.POST if request.method == "POST" else None, source=row)
    if form.is_valid():
        replace_source(row, by=request.user, **form.cleaned_data)
        messages.success(request, _("แจ้งเจ้าของทุกเรื่องที่อ้างอิงแหล่งนี้แล้ว"))
        return redirect("knowledge:source", row.pk)
    context = {
        "source": row,
        "rows": citing(row, keys_of(request.user)),
        "form": form,
        "may_replace": may_replace,
    }
    status = 422 if form.is_bound else 200
    return render_page(request, "knowledge/source.html", context, status=status)
