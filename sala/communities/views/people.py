"""Inside: members, requests, invitations and links."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.actions import (
    answer_request,
    end_link,
    end_membership,
    invite,
    make_link,
    set_own_membership,
)
from sala.communities.forms import OwnMailForm, OwnMembershipForm, PeopleForm, ReasonForm
from sala.communities.queries.page import tab_rows
from sala.communities.queries.people import inviting_page, people_page
from sala.communities.rules import can_act, can_end_membership, can_invite, can_read_inside
from sala.communities.views.page import visible_community
from sala.core.permissions import require
from sala.core.posted import numbers_in
from sala.core.responses import render_page
from sala.documents.qr import qr_svg
from sala.people.http import Request
from sala.people.models import Person


@require_GET
def people(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_read_inside(request.user, community))
    context = {
        "community": community,
        "people": people_page(community, request.user, request.GET.get("page", "")),
        "tabs": tab_rows(community, request.user, "people"),
    }
    return render_page(request, "communities/people.html", context)


@require_http_methods(["GET", "POST"])
def own_membership(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    mine = get_object_or_404(community.memberships, person=request.user, left_at=None)
    initial = {"mail": mine.mail, "interest": mine.interest}
    form = OwnMembershipForm(request.POST or None, initial=initial)
    if form.is_valid():
        set_own_membership(community, by=request.user, **form.cleaned_data)
        messages.success(request, _("เก็บแล้ว"))
        return redirect("communities:people", number)
    context = {"community": community, "form": form}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/own_membership.html", context, status=status)


@require_POST
def own_mail(request: Request, number: int) -> HttpResponse:
    """One tap on the community's page: another way of taking its mail."""
    community = visible_community(request, number)
    get_object_or_404(community.memberships, person=request.user, left_at=None)
    form = OwnMailForm(request.POST)
    if not form.is_valid():
        return redirect("communities:own_membership", number)
    set_own_membership(community, by=request.user, mail=form.cleaned_data["mail"])
    messages.success(request, _("เปลี่ยนวิธีรับจดหมายแล้ว"))
    return redirect("communities:short", number)


@require_POST
def request_answer(request: Request, number: int, pk: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_act(request.user, "manage_members", community))
    asked = get_object_or_404(community.invitations, pk=pk, is_request=True)
    accept = "decline" not in request.POST and "decline" not in request.GET
    words = request.POST.get("words", "")[:300]
    answer_request(asked, by=request.user, accept=accept, words=words)
    messages.success(request, _("รับเข้ากลุ่มแล้ว") if accept else _("ตอบคำขอแล้ว"))
    return redirect("communities:people", number)


@require_http_methods(["GET", "POST"])
def invitations(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_invite(request.user, community))
    page = inviting_page(community, request.user, request.GET.get("q", ""))
    posted = request.POST.getlist("people")
    if request.method == "POST":
        wanted = Person.objects.filter(pk__in=numbers_in(posted), agency_id=request.user.agency_id)
        form = PeopleForm(request.POST, choices=[(row.pk, row.full_name) for row in wanted])
        if form.is_valid():
            made = invite(community, wanted, by=request.user, words=form.cleaned_data["words"])
            messages.success(request, _("ชวนแล้ว %(count)s คน") % {"count": len(made)})
            return redirect("communities:people", number)
    else:
        form = PeopleForm(choices=[])
    context = {"community": community, "inviting": page, "form": form}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/inviting.html", context, status=status)


@require_http_methods(["GET", "POST"])
def membership_end(request: Request, number: int, pk: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_act(request.user, "manage_members", community))
    theirs = get_object_or_404(community.memberships.select_related("person", "community"), pk=pk)
    require(can_end_membership(request.user, theirs))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        end_membership(theirs, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("สมาชิกภาพสิ้นสุดแล้ว และแจ้งเจ้าตัวแล้ว"))
        return redirect("communities:people", number)
    context = {"community": community, "form": form, "membership": theirs}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/membership_end.html", context, status=status)


@require_POST
def links(request: Request, number: int) -> HttpResponse:
    make_link(visible_community(request, number), by=request.user)
    messages.success(request, _("ทำลิงก์แล้ว ส่งต่อหรือพิมพ์ QR ติดไว้ได้เลย"))
    return redirect("communities:invitations", number)


@require_POST
def link_delete(request: Request, number: int, pk: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_act(request.user, "manage_members", community))
    end_link(get_object_or_404(community.invite_links, pk=pk), by=request.user)
    messages.success(request, _("ปิดลิงก์แล้ว"))
    return redirect("communities:invitations", number)


@require_GET
def link_qr(request: Request, number: int, pk: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_invite(request.user, community))
    link = get_object_or_404(community.invite_links, pk=pk)
    address = request.build_absolute_uri(reverse("communities:link_door", args=[link.token]))
    context = {
        "community": community,
        "link": link,
        "address": address,
        "picture": qr_svg(address, _("QR สำหรับเข้าร่วมกลุ่ม")),
    }
    return render_page(request, "communities/link_qr.html", context)
