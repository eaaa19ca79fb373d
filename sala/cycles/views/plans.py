"""Step 4: the plan."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.locking import Stale
from sala.core.posted import text_in
from sala.cycles.actions import comment_plan, endorse_plan, resolve_comment, save_plan
from sala.cycles.forms.plans import PlanForm, waits_of
from sala.cycles.models import Cycle, PlanComment, PlanVersion
from sala.cycles.plan_parts import CODES
from sala.cycles.queries.plans import part_rows, plan_changes, plan_of, support
from sala.cycles.queries.plans import plan_versions as versions_of
from sala.cycles.queries.prefill import drafted_parts
from sala.cycles.rules import can_comment_plan, can_edit_plan, can_endorse_plan
from sala.cycles.views.frame import cycle_page, visible_cycle
from sala.people.http import Request
from sala.people.models import AgencySettings


@require_GET
def plan(request: Request, number: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    current = plan_of(cycle)
    context = {
        "plan": current,
        "rows": part_rows(cycle, current, request.user),
        "support": support(current, request.user),
        "may_edit": can_edit_plan(request.user, cycle),
        "may_comment": can_comment_plan(request.user, cycle),
        "may_endorse": can_endorse_plan(request.user, cycle),
    }
    return cycle_page(request, cycle, "cycles/plan.html", context, step=4)


@require_http_methods(["GET", "POST"])
def plan_editing(request: Request, number: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    current = plan_of(cycle)
    if request.method == "POST":
        return _save(request, cycle)
    parts = current.parts if current else drafted_parts(cycle)
    frame = {
        "follow_up_days": cycle.follow_up_days,
        "planned_sessions": cycle.planned_sessions or None,
        "ends_on": cycle.ends_on,
        "seen": current.number if current else 0,
    }
    return _page(request, cycle, PlanForm(waits=_waits(cycle), initial=parts | frame))


def _waits(cycle: Cycle) -> tuple[int, ...]:
    own = AgencySettings.objects.filter(agency=cycle.agency_id).first() or AgencySettings()
    return waits_of(cycle, own.first_follow_up_days, own.second_follow_up_days)


def _save(request: Request, cycle: Cycle) -> HttpResponse:
    form = PlanForm(request.POST, waits=_waits(cycle))
    if not form.is_valid():
        return _page(request, cycle, form, status=422)
    values = form.cleaned_data
    try:
        save_plan(
            cycle,
            form.parts(),
            seen=values["seen"],
            by=request.user,
            note=values["note"],
            follow_up_days=values["follow_up_days"],
            planned_sessions=values["planned_sessions"],
            ends_on=values["ends_on"],
        )
    except Stale as stale:
        return _both(request, cycle, stale)
    return redirect("cycles:plan", cycle.number)


def _both(request: Request, cycle: Cycle, stale: Stale) -> HttpResponse:
    """Two saved at once: theirs beside yours, and a form that begins from theirs' number."""
    theirs = stale.current
    if not isinstance(theirs, PlanVersion):
        raise TypeError(theirs)
    typed = request.POST.copy()
    typed["seen"] = str(theirs.number)
    form = PlanForm(typed, waits=_waits(cycle))
    return _page(request, cycle, form, status=409, theirs=theirs)


def _page(
    request: Request,
    cycle: Cycle,
    form: PlanForm,
    status: int = 200,
    theirs: PlanVersion | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "draft_key": f"cycle-plan-{cycle.number}",
        "theirs": theirs,
        "others": _others(form, theirs) if theirs else [],
        "may_edit": can_edit_plan(request.user, cycle),
    }
    return cycle_page(request, cycle, "cycles/plan_editing.html", context, step=4, status=status)


def _others(form: PlanForm, theirs: PlanVersion) -> list[dict[str, object]]:
    """Each part that differs: its name, their text, yours."""
    typed = form.typed()
    return [
        {
            "name": form.fields[code].label,
            "theirs": theirs.parts.get(code, ""),
            "yours": typed[code],
        }
        for code in CODES
        if theirs.parts.get(code, "").split() != typed[code].split()
    ]


@require_POST
def plan_comments(request: Request, number: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    text, part = text_in(request, "text"), request.POST.get("part", "")
    if text:
        comment_plan(cycle, part=part if part in CODES else "", text=text, by=request.user)
    return redirect("cycles:plan", cycle.number)


@require_POST
def plan_comment_resolution(request: Request, number: int, pk: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    resolve_comment(get_object_or_404(PlanComment, cycle=cycle, pk=pk), by=request.user)
    return redirect("cycles:plan", cycle.number)


@require_POST
def plan_endorsement(request: Request, number: int, version: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    endorse_plan(get_object_or_404(PlanVersion, cycle=cycle, number=version), by=request.user)
    return redirect("cycles:plan", cycle.number)


@require_GET
def plan_versions(request: Request, number: int) -> HttpResponse:
    """Every version, and the words that changed between two of them."""
    cycle = visible_cycle(request, number)
    rows = versions_of(cycle)
    numbers = [row.number for row in rows]
    after = _asked(request, "after", numbers, 0)
    before = _asked(request, "before", numbers, 1)
    found = {row.number: row for row in cycle.plan_versions.filter(number__in=[before, after])}
    context = {"rows": rows, "before": before, "after": after, "changes": []}
    if before != after and len(found) > 1:
        context["changes"] = plan_changes(found[before], found[after])
    return cycle_page(request, cycle, "cycles/plan_versions.html", context, step=4)


def _asked(request: Request, name: str, numbers: list[int], place: int) -> int:
    """The version asked for, or the newest but `place`; 0 when there is none."""
    asked = request.GET.get(name, "")
    if asked.isdecimal() and int(asked) in numbers:
        return int(asked)
    return numbers[place] if len(numbers) > place else 0
