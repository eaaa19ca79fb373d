"""Step 1: the topic."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sala.core.locking import Stale
from sala.cycles.actions import Topic, set_topic
from sala.cycles.forms.topics import TopicForm
from sala.cycles.models import Cycle
from sala.cycles.queries.catalogues import pictures_of
from sala.cycles.queries.proposals import tally_of
from sala.cycles.rules import can_manage_cycle
from sala.cycles.views.frame import cycle_page, visible_cycle
from sala.people.http import Request

FIELDS = ("title", "question", "benefit", "work_process", "starts_on", "ends_on")


@require_http_methods(["GET", "POST"])
def topic(request: Request, number: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    if request.method == "POST":
        return _save(request, cycle)
    return _page(request, cycle, TopicForm(cycle=cycle, initial=_initial(cycle)))


def _initial(cycle: Cycle) -> dict[str, object]:
    return {field: getattr(cycle, field) for field in FIELDS} | {
        "version": cycle.version,
        "areas": list(cycle.areas.all()),
        "strategies": list(cycle.strategies.all()),
    }


def _save(request: Request, cycle: Cycle) -> HttpResponse:
    form = TopicForm(request.POST, cycle=cycle)
    if not form.is_valid():
        return _page(request, cycle, form, status=422)
    values = dict(form.cleaned_data)
    seen = values.pop("version")
    try:
        set_topic(cycle, Topic(**values), seen=seen, by=request.user)
    except Stale as stale:
        return _both(request, cycle, stale)
    return redirect("cycles:cycle", cycle.number)


def _both(request: Request, cycle: Cycle, stale: Stale) -> HttpResponse:
    """Someone saved first: theirs in sight, yours in a form that begins from theirs."""
    theirs = stale.current
    if not isinstance(theirs, Cycle):
        raise TypeError(theirs)
    typed = request.POST.copy()
    typed["version"] = str(theirs.version)
    return _page(request, cycle, TopicForm(typed, cycle=cycle), status=409, other=theirs)


def _page(
    request: Request, cycle: Cycle, form: TopicForm, status: int = 200, other: Cycle | None = None
) -> HttpResponse:
    """The form for whom may change it, the topic as it stands for everyone else."""
    context = {
        "form": form,
        "draft_key": f"cycle-topic-{cycle.number}",
        "other": other,
        "may_change": can_manage_cycle(request.user, cycle),
        "areas": list(cycle.areas.all()),
        "strategies": list(cycle.strategies.all()),
        "tally": tally_of(cycle),
        "pictures": pictures_of(cycle, request.user),
    }
    return cycle_page(request, cycle, "cycles/topic.html", context, step=1, status=status)
