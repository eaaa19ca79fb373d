"""Tests, rubrics and work pieces, as the facilitator makes them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.evaluation.actions.instruments import (
    add_item,
    change_item,
    make_instrument,
    open_phase,
    remove_item,
    withdraw_instrument,
)
from sala.evaluation.forms.instruments import InstrumentForm, ItemForm
from sala.evaluation.models import Attempt, Instrument, Item, Phase
from sala.evaluation.queries.instruments import instrument_page
from sala.evaluation.rules import can_edit_items, can_manage_instruments
from sala.evaluation.views.doors import Place, place_of
from sala.people.http import Request


@require_http_methods(["GET", "POST"])
def making(request: Request, number: int) -> HttpResponse:
    place = place_of(request, number)
    require(can_manage_instruments(request.user, place.cycle))
    form = InstrumentForm(request.POST or None)
    if form.is_valid():
        return redirect(once(request, lambda: _make(request, place, form)))
    status = 422 if form.errors else 200
    context = place.context(form=form)
    return render_page(request, "evaluation/making.html", context, status=status)


def _make(request: Request, place: Place, form: InstrumentForm) -> str:
    data = form.cleaned_data
    made = make_instrument(
        place.cycle,
        data["method"],
        data["title"],
        guide=data["guide"],
        pass_percent=data["pass_percent"],
        by=request.user,
    )
    return reverse("evaluation:instrument", args=[made.pk])


@require_GET
def instrument(request: Request, instrument_id: int) -> HttpResponse:
    place, made = managed(request, instrument_id)
    context = place.context(**instrument_page(made, viewer=request.user))
    return render_page(request, "evaluation/instrument.html", context)


@require_http_methods(["GET", "POST"])
def adding(request: Request, instrument_id: int) -> HttpResponse:
    """One more item; afterwards an empty form for the next one."""
    place, made = managed(request, instrument_id)
    count = Attempt.objects.filter(instrument=made).count()
    require(can_edit_items(request.user, made, count))
    form = ItemForm(made, request.POST or None)
    if form.is_valid():
        return redirect(once(request, lambda: _add(request, made, form)))
    status = 422 if form.errors else 200
    context = place.context(instrument=made, form=form)
    return render_page(request, "evaluation/item.html", context, status=status)


def _add(request: Request, made: Instrument, form: ItemForm) -> str:
    add_item(made, form.item(), by=request.user)
    messages.success(request, _("เพิ่มข้อแล้ว"))
    name = "adding" if "more" in request.POST else "instrument"
    return reverse(f"evaluation:{name}", args=[made.pk])


@require_http_methods(["GET", "POST"])
def item(request: Request, item_id: int) -> HttpResponse:
    place, row = _item(request, item_id)
    count = Attempt.objects.filter(instrument=row.instrument).count()
    require(can_edit_items(request.user, row.instrument, count))
    form = ItemForm(row.instrument, request.POST or None, initial=ItemForm.initial_of(row))
    if form.is_valid():
        change_item(row, form.item(), by=request.user)
        return redirect("evaluation:instrument", row.instrument_id)
    status = 422 if form.errors else 200
    context = place.context(instrument=row.instrument, item=row, form=form)
    return render_page(request, "evaluation/item.html", context, status=status)


@require_POST
def removal(request: Request, item_id: int) -> HttpResponse:
    _place, row = _item(request, item_id)
    remove_item(row, by=request.user)
    return redirect("evaluation:instrument", row.instrument_id)


@require_POST
def opening(request: Request, instrument_id: int, phase: str) -> HttpResponse:
    _place, made = managed(request, instrument_id)
    if phase not in Phase.values:
        raise Http404
    open_phase(made, phase, by=request.user)
    messages.success(request, _("เปิดแบบทดสอบและแจ้งผู้เข้าร่วมแล้ว"))
    return redirect("evaluation:instrument", made.pk)


@require_POST
def withdrawal(request: Request, instrument_id: int) -> HttpResponse:
    place, made = managed(request, instrument_id)
    withdraw_instrument(made, by=request.user)
    return redirect("evaluation:learning", place.cycle.number)


def managed(request: Request, instrument_id: int) -> tuple[Place, Instrument]:
    """An instrument with its answers, for the facilitator alone: others find nothing there."""
    made = get_object_or_404(
        Instrument.objects.select_related("cycle__community"), pk=instrument_id
    )
    place = place_of(request, made.cycle.number)
    if not place.standing.is_facilitator:
        raise Http404
    made.cycle = place.cycle
    return place, made


def _item(request: Request, item_id: int) -> tuple[Place, Item]:
    row = get_object_or_404(Item.objects.select_related("instrument"), pk=item_id)
    place, row.instrument = managed(request, row.instrument_id)
    return place, row
