from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.locking import Stale
from sala.core.once import once
from sala.core.permissions import Refused, require
from sala.core.posted import text_in
from sala.core.responses import back_to, render_page
from sala.cycles.models import Cycle
from sala.meetings.actions.schedule import (
    cancel_session,
    change_session,
    invite_people,
    plan_session,
)
from sala.meetings.forms import SessionForm, StepFormSet, step_values
from sala.meetings.models import Session
from sala.meetings.queries import present_rows
from sala.meetings.rules import can_change_session, can_plan_session, can_write_record
from sala.meetings.timing import DEFAULT_STEPS
from sala.meetings.views.page import visible_session, with_version
from sala.people.http import Request
from sala.people.keys import keys_of

FIELD_OF_CODE = {
    "value.minutes": "minutes",
    "value.long_reason": "long_reason",
    "value.lecture_reason": "lecture_reason",
}


@require_http_methods(["GET", "POST"])
def new_in_cycle(request: Request, number: int) -> HttpResponse:
    cycles = Cycle.objects.visible_to(keys_of(request.user)).select_related("community")
    cycle = get_object_or_404(cycles, number=number)
    return _new(request, cycle.community, cycle)


@require_http_methods(["GET", "POST"])
def new_in_community(request: Request, number: int) -> HttpResponse:
    communities = Community.objects.visible_to(keys_of(request.user))
    return _new(request, get_object_or_404(communities, number=number), None)


def _new(request: Request, community: Community, cycle: Cycle | None) -> HttpResponse:
    require(can_plan_session(request.user, community, cycle))
    steps = [{"what": str(what), "minutes": m, "kind": k} for what, m, k in DEFAULT_STEPS]
    form = SessionForm(request.POST or None)
    formset = StepFormSet(request.POST or None, initial=steps, prefix="step")
    context = {"form": form, "formset": formset, "community": community, "cycle": cycle}
    if request.method == "POST" and form.is_valid() and formset.is_valid():

        def create() -> str:
            session = plan_session(
                community, cycle, values=form.values(), steps=step_values(formset), by=request.user
            )
            return reverse("meetings:session", args=[session.number])

        return _saved(request, lambda: once(request, create), context)
    return _form_page(request, context)


@require_http_methods(["GET", "POST"])
def plan(request: Request, number: int) -> HttpResponse:
    session = visible_session(request, number)
    require(can_change_session(request.user, session))
    steps = list(session.steps.values("what", "minutes", "kind", "lead", "materials"))
    form = SessionForm(request.POST) if request.method == "POST" else SessionForm.of(session)
    formset = StepFormSet(request.POST or None, initial=steps, prefix="step")
    context = {
        "form": form,
        "formset": formset,
        "session": session,
        "community": session.community,
        "cycle": session.cycle,
    }
    if request.method == "POST" and form.is_valid() and formset.is_valid():

        def change() -> str:
            change_session(
                session,
                values=form.values(),
                steps=step_values(formset),
                seen=form.cleaned_data["version"] or 0,
                by=request.user,
            )
            return reverse("meetings:session", args=[number])

        return _saved(request, change, context)
    return _form_page(request, context)


def _saved(request: Request, act: Any, context: dict[str, Any]) -> HttpResponse:
    """Do it; a refusal of a value goes to its field, a stale save shows both versions."""
    try:
        return redirect(act())
    except Refused as refused:
        field = FIELD_OF_CODE.get(refused.decision.code)
        if field is None:
            raise
        context["form"].add_error(field, refused.decision.reason)
    except Stale as stale:
        context["current"] = stale.current
        context["form"].data = with_version(request, stale)
    return _form_page(request, context)


def _form_page(request: Request, context: dict[str, Any]) -> HttpResponse:
    status = 200 if request.method == "GET" else 409 if context.get("current") else 422
    return render_page(request, "meetings/plan.html", context, status=status)


@require_POST
def invitation(request: Request, number: int) -> HttpResponse:
    count = invite_people(visible_session(request, number), by=request.user)
    sentence = ngettext("ส่งคำเชิญ %(count)d คนแล้ว", "ส่งคำเชิญ %(count)d คนแล้ว", count)
    messages.success(request, sentence % {"count": count})
    return back_to(request, f"/s/{number}/")


@require_POST
def cancellation(request: Request, number: int) -> HttpResponse:
    cancel_session(
        visible_session(request, number), reason=text_in(request, "reason", 1000), by=request.user
    )
    messages.success(request, _("แจ้งงดวงนี้แล้ว"))
    return redirect("meetings:session", number)


@require_GET
def sign_sheet(request: Request, number: int) -> HttpResponse:
    """The paper list with a column to sign, for who has no phone at hand."""
    session: Session = visible_session(request, number)
    require(can_write_record(request.user, session))
    rows = present_rows(session)
    context = {"session": session, "rows": rows, "may_join": any(row.may_join for row in rows)}
    return render_page(request, "meetings/sign_sheet.html", context)
