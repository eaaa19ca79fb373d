"""What the KM team does by office: the register, appointing where nobody is left, the catalogue."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.actions import (
    add_group,
    ensure_groups,
    import_past,
    log_office_look,
    offer_role,
    save_group,
)
from sala.communities.forms import GroupForm, NewGroupForm, OfficeOfferForm, PastForm
from sala.communities.models import Community, Group
from sala.communities.queries.office import groups_of, office_page, register_page
from sala.communities.roles import Role
from sala.communities.rules import can_oversee
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.people.http import Request
from sala.people.models import Person
from sala.people.rules import has_ability


@require_GET
def register(request: Request) -> HttpResponse:
    require(can_oversee(request.user, request.user.agency_id))
    found = register_page(
        request.user.agency_id, request.GET.get("need", ""), request.GET.get("page", "")
    )
    return render_page(request, "communities/office.html", {"register": found})


@require_http_methods(["GET", "POST"])
def community(request: Request, number: int) -> HttpResponse:
    """Looking here is written down: members can read who looked by office (R025)."""
    require(can_oversee(request.user, request.user.agency_id))
    rows = Community.objects.open().filter(agency_id=request.user.agency_id)
    shown = get_object_or_404(rows, number=number)
    page = office_page(shown, request.user.agency_id, request.GET.get("q", ""))
    form = OfficeOfferForm(request.POST or None, people=page.found)
    if form.is_valid():
        person = Person.objects.get(pk=form.cleaned_data["person"])
        offer_role(shown, person, Role.FACILITATOR, by=request.user)
        messages.success(request, _("ชวนแล้ว หน้าที่เริ่มเมื่อเจ้าตัวตอบรับ"))
        return redirect("communities:office")
    if not form.is_bound:
        log_office_look(shown, by=request.user)
    context = {"community": shown, "page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/office_community.html", context, status=status)


@require_http_methods(["GET", "POST"])
def past(request: Request) -> HttpResponse:
    """One community of the old register, with its original dates (R026)."""
    require(has_ability(request.user, "manage_catalogues", request.user.agency_id))
    form = PastForm(request.POST or None)
    if form.is_valid():
        return redirect(once(request, lambda: _imported(request, form)))
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/past.html", {"form": form}, status=status)


def _imported(request: Request, form: PastForm) -> str:
    values = form.cleaned_data
    made = import_past(
        request.user.agency,
        by=request.user,
        name=values["name"],
        purpose=values["purpose"],
        happened_on=values["happened_on"],
        closed_on=values["closed_on"],
    )
    return reverse("communities:about", args=[made.number])


@require_http_methods(["GET", "POST"])
def groups(request: Request) -> HttpResponse:
    require(has_ability(request.user, "manage_catalogues", request.user.agency_id))
    form = NewGroupForm(request.POST or None)
    if form.is_valid():
        return redirect(once(request, lambda: _added(request, form)))
    context = {"groups": groups_of(request.user.agency_id), "form": form}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/groups.html", context, status=status)


def _added(request: Request, form: NewGroupForm) -> str:
    add_group(request.user.agency, by=request.user, name=form.cleaned_data["name"])
    return reverse("communities:groups")


@require_POST
def standing(request: Request) -> HttpResponse:
    """The fourteen groups of the model and their standing communities."""
    require(has_ability(request.user, "manage_catalogues", request.user.agency_id))
    ensure_groups(request.user.agency, by=request.user)
    return redirect("communities:groups")


@require_http_methods(["GET", "POST"])
def group(request: Request, pk: int) -> HttpResponse:
    require(has_ability(request.user, "manage_catalogues", request.user.agency_id))
    row = get_object_or_404(Group, pk=pk, agency_id=request.user.agency_id)
    form = GroupForm(request.POST or None, initial={"name": row.name, "is_active": row.is_active})
    if form.is_valid():
        save_group(row, by=request.user, **form.cleaned_data)
        messages.success(request, _("เก็บแล้ว"))
        return redirect("communities:groups")
    context = {"group": row, "form": form}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/group.html", context, status=status)
