"""Areas and strategies of an agency, and how far they are covered."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.permissions import require
from sala.core.responses import render_page
from sala.cycles.actions import catalogues as actions
from sala.cycles.forms.catalogues import AreaForm, PictureForm, StrategyForm
from sala.cycles.models import Area, Strategy
from sala.cycles.queries.catalogues import (
    area_rows,
    coverage,
    pictures,
    strategy_rows,
    topics_of,
)
from sala.cycles.rules import can_manage_catalogues, can_see_overview
from sala.people.http import Request


@require_GET
def catalogues(request: Request) -> HttpResponse:
    return _page(request, StrategyForm())


def _page(request: Request, form: StrategyForm, status: int = 200) -> HttpResponse:
    agency_id = request.user.agency_id
    require(can_manage_catalogues(request.user, agency_id))
    context = {
        "areas": area_rows(agency_id),
        "strategies": strategy_rows(agency_id, request.user),
        "form": form,
    }
    return render_page(request, "cycles/catalogues.html", context, status=status)


@require_POST
def areas(request: Request) -> HttpResponse:
    """Take the ten areas of the handbook as the agency's own."""
    require(can_manage_catalogues(request.user, request.user.agency_id))
    actions.ensure_areas(request.user.agency)
    return redirect("cycles:catalogues")


def _area(request: Request, pk: int) -> Area:
    return get_object_or_404(Area, agency=request.user.agency_id, pk=pk)


@require_POST
def area(request: Request, pk: int) -> HttpResponse:
    form = AreaForm(request.POST)
    shown = _area(request, pk)
    name = form.cleaned_data["name"] if form.is_valid() else shown.name
    actions.rename_area(shown, name=name, by=request.user)
    return redirect("cycles:catalogues")


@require_POST
def area_delete(request: Request, pk: int) -> HttpResponse:
    actions.delete_area(_area(request, pk), by=request.user)
    return redirect("cycles:catalogues")


@require_POST
def strategies(request: Request) -> HttpResponse:
    form = StrategyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    values = {name: form.cleaned_data[name] for name in ("number", "plan_year", "name")}
    try:
        made = actions.add_strategy(request.user.agency, by=request.user, **values)
    except IntegrityError:
        form.add_error("number", _("มียุทธศาสตร์ข้อนี้ในแผนปีนี้แล้ว"))
        return _page(request, form, status=422)
    return redirect("cycles:strategy", made.pk)


def _strategy(request: Request, pk: int) -> Strategy:
    return get_object_or_404(Strategy, agency=request.user.agency_id, pk=pk)


@require_http_methods(["GET", "POST"])
def strategy(request: Request, pk: int) -> HttpResponse:
    """A strategy with its picture and its topics; those who keep the list change it here."""
    shown = _strategy(request, pk)
    fields = {name: getattr(shown, name) for name in StrategyForm.base_fields}
    form = StrategyForm(request.POST or None, initial=fields)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_strategy(shown, by=request.user, **form.cleaned_data)
        except IntegrityError:
            form.add_error("number", _("มียุทธศาสตร์ข้อนี้ในแผนปีนี้แล้ว"))
        else:
            return redirect("cycles:strategy", shown.pk)
    return _strategy_page(request, shown, form, PictureForm())


def _strategy_page(
    request: Request, shown: Strategy, form: StrategyForm, picture: PictureForm
) -> HttpResponse:
    topics, count = topics_of(shown, request.user)
    context = {
        "strategy": shown,
        "files": pictures([shown.pk], request.user).get(shown.pk, []),
        "topics": topics,
        "hidden_count": count - len(topics),
        "may_change": can_manage_catalogues(request.user, shown.agency_id),
        "form": form,
        "picture": picture,
    }
    status = 422 if form.errors or picture.errors else 200
    return render_page(request, "cycles/strategy.html", context, status=status)


@require_POST
def strategy_picture(request: Request, pk: int) -> HttpResponse:
    shown = _strategy(request, pk)
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        fields = {name: getattr(shown, name) for name in StrategyForm.base_fields}
        return _strategy_page(request, shown, StrategyForm(initial=fields), form)
    upload: UploadedFile = form.cleaned_data["picture"]
    actions.attach_picture(shown, upload, alt=form.cleaned_data["alt"], by=request.user)
    return redirect("cycles:strategy", shown.pk)


@require_POST
def strategy_delete(request: Request, pk: int) -> HttpResponse:
    actions.delete_strategy(_strategy(request, pk), by=request.user)
    return redirect("cycles:catalogues")


@require_GET
def areas_covered(request: Request) -> HttpResponse:
    """Areas × years × communities, with the zeros in sight (R034)."""
    agency_id = request.user.agency_id
    require(can_see_overview(request.user, agency_id))
    context = {"coverage": coverage(agency_id)}
    return render_page(request, "cycles/coverage.html", context)
