"""QR and link to the three questions, for staff who are not members yet (R039)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sala.core.addresses import address_of, digest, line_of
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.cycles.actions import answer
from sala.cycles.door import cycle_pk, may_send, path_of
from sala.cycles.forms.people import AddressForm, AnswersForm
from sala.cycles.models import Cycle, Enrolment
from sala.cycles.rules import can_answer, can_invite
from sala.cycles.telling import tell_door
from sala.cycles.views.frame import visible_cycle
from sala.documents.qr import qr_svg
from sala.people.http import Request
from sala.people.models import Person


@require_GET
def door_link(request: Request, number: int) -> HttpResponse:
    """The sheet to hang up or to show on a screen."""
    cycle = visible_cycle(request, number)
    require(can_invite(request.user, cycle))
    address = request.build_absolute_uri(path_of(cycle))
    context = {"cycle": cycle, "address": address, "picture": qr_svg(address, address)}
    return render_page(request, "cycles/door_link.html", context)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, code: str) -> HttpResponse:
    """The question, and the three answers: at once when signed in, else through one's mail."""
    cycles = Cycle.objects.open().select_related("community", "agency")
    cycle = get_object_or_404(cycles, pk=cycle_pk(code))
    if isinstance(request.user, Person):
        return _signed_in(request, request.user, cycle)
    form = AddressForm(request.POST or None)
    is_sent = form.is_valid()
    if is_sent:
        _send(request, cycle, form.cleaned_data["email"])
    context = {"cycle": cycle, "form": form, "is_sent": is_sent}
    return render_page(request, "cycles/door.html", context, status=422 if form.errors else 200)


def _signed_in(request: HttpRequest, person: Person, cycle: Cycle) -> HttpResponse:
    form = AnswersForm(request.POST or None)
    own = Enrolment.objects.filter(cycle=cycle, person=person).first()
    if form.is_valid():
        own = answer(cycle, form.answers(), by=person, holds_link=True)
    context = {
        "cycle": cycle,
        "form": form,
        "own": own,
        "may_answer": can_answer(person, cycle, holds_link=True),
    }
    return render_page(request, "cycles/door.html", context, status=422 if form.errors else 200)


def _send(request: HttpRequest, cycle: Cycle, email: str) -> None:
    """A letter only to an address of one person of the agency; the page says the same always."""
    staff = Person.objects.filter(
        agency=cycle.agency_id, email__iexact=email, is_active=True, is_guest=False
    )
    people = list(staff[:2])
    if len(people) == 1 and may_send(cycle, email, digest(line_of(address_of(request)))):
        tell_door(cycle, people[0])
