"""Roles: slots, offers, answers, laying down."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.actions import accept_role, decline_role, lay_down_role, offer_role
from sala.communities.forms import RoleForm
from sala.communities.models import RoleHolding
from sala.communities.queries.page import agreement_of, tab_rows
from sala.communities.queries.roles import roles_page
from sala.communities.roles import role_word
from sala.communities.rules import can_accept_role, can_edit_charter, can_read_inside, is_member
from sala.communities.views.page import visible_community
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.core.thai.text import clean_line
from sala.people.http import Request
from sala.people.models import Person


@require_http_methods(["GET", "POST"])
def roles(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_read_inside(request.user, community))
    if request.method == "POST":
        require(can_edit_charter(request.user, community))
    page = roles_page(community, request.user, clean_line(request.GET.get("q", "")))
    initial = {"role": request.GET.get("role", "")}
    form = RoleForm(request.POST or None, people=page.people, roles=page.roles, initial=initial)
    if form.is_valid():
        values = form.cleaned_data
        offer_role(
            community,
            Person.objects.get(pk=values["person"]),
            values["role"],
            by=request.user,
            duties=values["duties"],
            hands_over=values["hands_over"],
        )
        messages.success(request, _("ชวนแล้ว หน้าที่เริ่มเมื่อเจ้าตัวตอบรับ"))
        return redirect("communities:roles", number)
    context = {
        "community": community,
        "page": page,
        "form": form,
        "tabs": tab_rows(community, request.user, "roles"),
    }
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/roles.html", context, status=status)


def _own_offer(request: Request, number: int, pk: int) -> RoleHolding:
    rows = RoleHolding.objects.select_related("community__agency", "offered_by", "person")
    return get_object_or_404(rows, pk=pk, community__number=number, person=request.user)


@require_GET
def role(request: Request, number: int, pk: int) -> HttpResponse:
    """The person asked sees what is asked, even before being a member."""
    holding = _own_offer(request, number, pk)
    context = {
        "holding": holding,
        "word": role_word(holding.role),
        "may_accept": can_accept_role(request.user, holding),
        "agreement": agreement_of(holding.community),
        "is_inside": bool(is_member(request.user, holding.community_id)),
    }
    return render_page(request, "communities/role.html", context)


@require_POST
def role_answer(request: Request, number: int, pk: int) -> HttpResponse:
    holding = _own_offer(request, number, pk)
    if "decline" in request.POST:
        decline_role(holding, by=request.user)
        messages.success(request, _("ตอบว่ายังไม่สะดวกแล้ว"))
        return redirect("communities:directory")
    accept_role(holding, by=request.user, agreed=bool(request.POST.get("agreed")))
    messages.success(request, _("รับหน้าที่แล้ว"))
    return redirect("communities:short", number)


@require_POST
def role_delete(request: Request, number: int, pk: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_read_inside(request.user, community))
    holding = get_object_or_404(community.role_holdings, pk=pk)
    lay_down_role(holding, by=request.user)
    messages.success(request, _("หน้าที่นี้สิ้นสุดแล้ว"))
    return redirect("communities:roles", number)
