"""Step 2: who takes part."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.rules import is_member
from sala.core.permissions import require
from sala.core.posted import numbers_in
from sala.core.responses import render_page
from sala.cycles.actions import accept_enrolment, answer, decline, invite, withdraw
from sala.cycles.forms.people import AnswersForm, RosterForm, WithdrawalForm
from sala.cycles.models import Cycle, Enrolment
from sala.cycles.queries.people import members_to_invite, participants, register
from sala.cycles.queries.rosters import read_roster
from sala.cycles.rules import can_answer, can_invite
from sala.cycles.views.frame import cycle_page, pdf_of, visible_cycle
from sala.documents.pdf import pdf_available
from sala.documents.sheets import TableProblem
from sala.people.http import Request
from sala.people.models import Person
from sala.people.queries import people_named

BLANK_ROWS = 5  # for those who come and sign


@require_GET
def people(request: Request, number: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    may_invite = can_invite(request.user, cycle)
    words = request.GET.get("q", "").strip()
    context = {
        "register": register(cycle, request.user),
        "may_invite": may_invite,
        "may_answer": can_answer(request.user, cycle),
        "members": members_to_invite(cycle) if may_invite else [],
        "words": words,
        "found": people_named(cycle.agency_id, words) if may_invite and words else [],
    }
    return cycle_page(request, cycle, "cycles/people.html", context, step=2)


@require_GET
def people_print(request: Request, number: int) -> HttpResponse:
    """The list with a place to sign; signing is the person's own yes to the three questions."""
    cycle = visible_cycle(request, number)
    context = {
        "cycle": cycle,
        "rows": participants(cycle),
        "blank_rows": range(BLANK_ROWS),
        "has_pdf": pdf_available(),
    }
    if "pdf" in request.GET:
        return pdf_of("cycles/people_print.html", context, "participants.pdf")
    return render_page(request, "cycles/people_print.html", context)


@require_POST
def invitations(request: Request, number: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    chosen = numbers_in(request.POST.getlist("person"))
    staff = Person.objects.filter(pk__in=chosen, agency_id=cycle.agency_id)
    via = "import" if request.POST.get("via") == "import" else "web"
    asked = invite(cycle, staff, by=request.user, via=via)
    messages.success(request, _("เชิญแล้ว %(count)s คน") % {"count": len(asked)})
    return redirect("cycles:people", cycle.number)


@require_http_methods(["GET", "POST"])
def enrolment(request: Request, number: int) -> HttpResponse:
    """The three questions, answered by oneself."""
    cycle = visible_cycle(request, number)
    own = Enrolment.objects.filter(cycle=cycle, person=request.user).first()
    form = AnswersForm(request.POST) if request.method == "POST" else AnswersForm.of(own)
    if request.method == "POST" and form.is_valid():
        answer(cycle, form.answers(), by=request.user)
        return redirect("cycles:enrolment", cycle.number)
    return _enrolment_page(request, cycle, own, form)


def _enrolment_page(
    request: Request, cycle: Cycle, own: Enrolment | None, form: AnswersForm
) -> HttpResponse:
    context = {
        "own": own,
        "form": form,
        "is_changing": "change" in request.GET or bool(form.errors),
        "is_member": is_member(request.user, cycle.community_id),
        "withdrawal": WithdrawalForm(prefix="withdrawal"),
        "may_answer": can_answer(request.user, cycle),
    }
    status = 422 if form.errors else 200
    return cycle_page(request, cycle, "cycles/enrolment.html", context, step=2, status=status)


@require_POST
def refusal(request: Request, number: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    get_object_or_404(Enrolment, cycle=cycle, person=request.user)
    decline(cycle, by=request.user)
    return redirect("cycles:enrolment", cycle.number)


@require_POST
def withdrawal(request: Request, number: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    own = get_object_or_404(Enrolment, cycle=cycle, person=request.user)
    form = WithdrawalForm(request.POST, prefix="withdrawal")
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    withdraw(own, reason=reason, by=request.user)
    return redirect("cycles:cycle", cycle.number)


@require_POST
def acceptance(request: Request, number: int, pk: int) -> HttpResponse:
    cycle = visible_cycle(request, number)
    accept_enrolment(get_object_or_404(Enrolment, cycle=cycle, pk=pk), by=request.user)
    return redirect("cycles:people", cycle.number)


@require_http_methods(["GET", "POST"])
def people_from_file(request: Request, number: int) -> HttpResponse:
    """Read a list of names and show whom it means. Only the next page invites them."""
    cycle = visible_cycle(request, number)
    may_invite = can_invite(request.user, cycle)
    form, roster = RosterForm(), None
    if request.method == "POST":
        require(may_invite)
        form = RosterForm(request.POST, request.FILES)
        if form.is_valid():
            upload = form.cleaned_data["roster"]
            try:
                roster = read_roster(cycle, upload.file, upload.name)
            except TableProblem as problem:
                form.add_error("roster", str(problem))
    context = {"form": form, "roster": roster, "may_invite": may_invite}
    status = 422 if form.errors else 200
    return cycle_page(request, cycle, "cycles/roster.html", context, step=2, status=status)
