"""Step 3: who knows about it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from sala.core.posted import number_in
from sala.core.responses import render_page
from sala.cycles.actions import (
    ExpertWords,
    consent,
    name_expert,
    refuse,
    remove_expert,
    set_lead,
)
from sala.cycles.forms.people import ExpertForm, OutsideExpertForm
from sala.cycles.models import Cycle, Expert
from sala.cycles.queries.people import expert_rows, known_experts, members_to_name
from sala.cycles.rules import can_name_expert
from sala.cycles.views.frame import cycle_page, visible_cycle
from sala.people.http import Request
from sala.people.models import Person
from sala.people.queries import people_named


@require_GET
def experts(request: Request, number: int) -> HttpResponse:
    return _page(request, visible_cycle(request, number), ExpertForm(), OutsideExpertForm())


def _page(
    request: Request,
    cycle: Cycle,
    inside: ExpertForm,
    outside: OutsideExpertForm,
    status: int = 200,
) -> HttpResponse:
    may_name = can_name_expert(request.user, cycle)
    words = request.GET.get("q", "").strip()
    context = {
        "rows": expert_rows(cycle, request.user),
        "may_name": may_name,
        "words": words,
        "found": people_named(cycle.agency_id, words) if may_name and words else [],
        "members": members_to_name(cycle) if may_name and not words else [],
        "inside": inside,
        "outside": outside,
    }
    return cycle_page(request, cycle, "cycles/experts.html", context, step=3, status=status)


@require_POST
def naming(request: Request, number: int) -> HttpResponse:
    """Name someone from inside (`person`) or from outside."""
    cycle = visible_cycle(request, number)
    if not request.POST.get("person"):
        return _name_outsider(request, cycle)
    form = ExpertForm(request.POST)
    staff = Person.objects.filter(agency_id=cycle.agency_id)
    person = get_object_or_404(staff, pk=number_in(request.POST["person"]))
    if not form.is_valid():
        return _page(request, cycle, form, OutsideExpertForm(), status=422)
    words = ExpertWords(**form.cleaned_data)
    is_lead = bool(request.POST.get("is_lead"))
    name_expert(cycle, person=person, words=words, is_lead=is_lead, by=request.user)
    return redirect("cycles:experts", cycle.number)


def _name_outsider(request: Request, cycle: Cycle) -> HttpResponse:
    form = OutsideExpertForm(request.POST)
    if not form.is_valid():
        return _page(request, cycle, ExpertForm(), form, status=422)
    values = dict(form.cleaned_data)
    name, organisation = values.pop("outside_name"), values.pop("outside_organisation")
    name_expert(
        cycle,
        outside_name=name,
        outside_organisation=organisation,
        words=ExpertWords(**values),
        by=request.user,
    )
    return redirect("cycles:experts", cycle.number)


def _expert(request: Request, number: int, pk: int) -> Expert:
    return get_object_or_404(
        Expert.objects.select_related("cycle"), cycle=visible_cycle(request, number), pk=pk
    )


@require_POST
def expert_consent(request: Request, number: int, pk: int) -> HttpResponse:
    consent(_expert(request, number, pk), by=request.user)
    return redirect("cycles:experts", number)


@require_POST
def expert_refusal(request: Request, number: int, pk: int) -> HttpResponse:
    refuse(_expert(request, number, pk), by=request.user)
    return redirect("cycles:experts", number)


@require_POST
def expert_lead(request: Request, number: int, pk: int) -> HttpResponse:
    set_lead(_expert(request, number, pk), by=request.user)
    return redirect("cycles:experts", number)


@require_POST
def expert_removal(request: Request, number: int, pk: int) -> HttpResponse:
    remove_expert(_expert(request, number, pk), by=request.user)
    return redirect("cycles:experts", number)


@require_GET
def expert_register(request: Request) -> HttpResponse:
    """Who knows about what: experts of cycles the reader may see, by name or topic."""
    words = request.GET.get("q", "").strip()
    context = {"words": words, "rows": known_experts(request.user, words)}
    return render_page(request, "cycles/expert_register.html", context)
