"""A cycle's own page, its beginning and its end."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.once import once
from sala.core.posted import text_in
from sala.core.registries import panels_of
from sala.core.responses import render_page
from sala.cycles.actions import close_cycle, start_cycle
from sala.cycles.actions.copying import copy_cycle
from sala.cycles.forms.topics import StartForm
from sala.cycles.gates import gate
from sala.cycles.models import Cycle
from sala.cycles.queries.people import expert_rows, register
from sala.cycles.queries.rounds import my_cycles
from sala.cycles.queries.years import years as years_of
from sala.cycles.rules import can_answer, can_close_cycle, can_copy_cycle, can_start_cycle
from sala.cycles.views.frame import cycle_page, visible_cycle
from sala.people.http import Request
from sala.people.keys import keys_of


@require_GET
def cycles(request: Request) -> HttpResponse:
    rows = my_cycles(request.user)
    return render_page(request, "cycles/cycles.html", {"rows": rows})


@require_GET
def cycle(request: Request, number: int) -> HttpResponse:
    shown = visible_cycle(request, number)
    context = {
        "register": register(shown, request.user),
        "experts": expert_rows(shown, request.user),
        "panels": panels_of("cycle", request.user, shown),
        "may_answer": can_answer(request.user, shown),
        "may_close": can_close_cycle(request.user, shown),
        "may_copy": can_copy_cycle(request.user, shown),
    }
    return cycle_page(request, shown, "cycles/cycle.html", context)


@require_http_methods(["GET", "POST"])
def start(request: Request, number: int) -> HttpResponse:
    communities = Community.objects.visible_to(keys_of(request.user))
    community = get_object_or_404(communities.select_related("agency"), number=number)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(once(request, lambda: _started(request, community, form)))
    context = {
        "form": form,
        "community": community,
        "may_start": can_start_cycle(request.user, community),
    }
    status = 422 if form.errors else 200
    return render_page(request, "cycles/start.html", context, status=status)


def _started(request: Request, community: Community, form: StartForm) -> str:
    made: Cycle = start_cycle(
        community,
        title=form.cleaned_data["title"],
        question=form.cleaned_data["question"],
        by=request.user,
    )
    return reverse("cycles:topic", args=[made.number])


@require_http_methods(["GET", "POST"])
def closure(request: Request, number: int) -> HttpResponse:
    """GET shows what is missing, or asks once more; POST closes."""
    shown = visible_cycle(request, number)
    if request.method == "POST":
        close_cycle(shown, by=request.user, words=text_in(request, "words"))
        return redirect("cycles:cycle", shown.number)
    context = {"may_close": can_close_cycle(request.user, shown), "gate": gate(shown)}
    return cycle_page(request, shown, "cycles/closure.html", context)


@require_POST
def copying(request: Request, number: int) -> HttpResponse:
    copy = copy_cycle(visible_cycle(request, number), by=request.user)
    return redirect("cycles:cycle", copy.number)


@require_GET
def years(request: Request, number: int) -> HttpResponse:
    shown = visible_cycle(request, number)
    context = {
        "rows": years_of(shown, request.user),
        "panels": panels_of("cycle_years", request.user, shown),
    }
    return cycle_page(request, shown, "cycles/years.html", context)
