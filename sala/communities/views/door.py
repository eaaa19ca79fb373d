"""At the door: joining, asking, answering an invitation, leaving."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.actions import (
    accept_invitation,
    decline_invitation,
    join,
    leave,
    request_membership,
    withdraw_request,
)
from sala.communities.forms import JoinForm
from sala.communities.models import Community, Invitation, InviteLink
from sala.communities.queries.door import door_page
from sala.communities.rules import can_leave
from sala.communities.views.page import visible_community
from sala.core.responses import render_page
from sala.people.http import Request


@require_POST
def membership(request: Request, number: int) -> HttpResponse:
    """Come in. Who holds a live link may come though the page is hidden from them."""
    form = JoinForm(request.POST)
    form.is_valid()
    token = form.cleaned_data.get("token", "")
    community = _by_link(number, token) or visible_community(request, number)
    agreed, mail = form.cleaned_data["agreed"], form.wanted_mail
    join(community, by=request.user, agreed=agreed, token=token, mail=mail)
    messages.success(request, _("เข้าร่วมแล้ว ยินดีต้อนรับ"))
    return redirect("communities:short", number)


def _by_link(number: int, token: str) -> Community | None:
    link = InviteLink.objects.filter(token=token).select_related("community").first()
    is_for_this = link is not None and link.is_live and link.community.number == number
    return link.community if link and is_for_this else None


@require_http_methods(["GET", "POST"])
def leaving(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    if request.method == "POST":
        leave(community, by=request.user, hands_to_office="hands_to_office" in request.POST)
        messages.success(request, _("ออกจากกลุ่มแล้ว จะไม่มีจดหมายจากกลุ่มนี้อีก"))
        return redirect("communities:directory")
    context = {"community": community, "decision": can_leave(request.user, community)}
    return render_page(request, "communities/leaving.html", context)


@require_POST
def requests(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    form = JoinForm(request.POST)
    form.is_valid()
    request_membership(
        community,
        by=request.user,
        agreed=form.cleaned_data["agreed"],
        words=form.cleaned_data.get("words", ""),
        mail=form.wanted_mail,
    )
    messages.success(request, _("ส่งคำขอแล้ว ผู้ดูแลกลุ่มจะตอบกลับ"))
    return redirect("communities:short", number)


@require_POST
def request_delete(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    asked = get_object_or_404(
        community.invitations, person=request.user, is_request=True, answered_at=None
    )
    withdraw_request(asked, by=request.user)
    messages.success(request, _("ถอนคำขอแล้ว"))
    return redirect("communities:short", number)


def _own_invitation(request: Request, number: int, pk: int) -> Invitation:
    rows = Invitation.objects.select_related("community__agency", "made_by", "person")
    return get_object_or_404(
        rows, pk=pk, community__number=number, person=request.user, is_request=False
    )


@require_GET
def invitation(request: Request, number: int, pk: int) -> HttpResponse:
    """The invited person sees the door even when the page is for members only."""
    asked = _own_invitation(request, number, pk)
    context = {
        "door": door_page(asked.community, request.user, invitation=asked),
        "invitation": asked,
    }
    return render_page(request, "communities/door.html", context)


@require_POST
def invitation_answer(request: Request, number: int, pk: int) -> HttpResponse:
    asked = _own_invitation(request, number, pk)
    if "decline" in request.POST:
        decline_invitation(asked, by=request.user)
        messages.success(request, _("ตอบว่ายังไม่เข้าร่วมแล้ว"))
        return redirect("communities:directory")
    form = JoinForm(request.POST)
    form.is_valid()
    agreed = form.cleaned_data["agreed"]
    accept_invitation(asked, by=request.user, agreed=agreed, mail=form.wanted_mail)
    messages.success(request, _("เข้าร่วมแล้ว ยินดีต้อนรับ"))
    return redirect("communities:short", number)


@login_not_required
@require_GET
def link_door(request: Request, token: str) -> HttpResponse:
    """What a shared link or its QR opens: name, purpose, agreement, and the button."""
    rows = InviteLink.objects.select_related("community__agency")
    link = get_object_or_404(rows, token=token)
    if not link.is_live:
        raise Http404
    context = {"door": door_page(link.community, request.user, token=token), "link": link}
    return render_page(request, "communities/door.html", context)
