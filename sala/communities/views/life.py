"""The course of a community's life: states, review, name, adoption."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sala.communities.actions import activate, change_adoption, change_state, rename, set_review
from sala.communities.catalogue import State
from sala.communities.forms import AdoptionForm, ReasonForm, RenameForm, ReviewForm
from sala.communities.queries.page import warnings_of
from sala.communities.rules import can_edit_charter
from sala.communities.views.page import visible_community
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.people.http import Request


@require_POST
def activation(request: Request, number: int) -> HttpResponse:
    activate(visible_community(request, number), by=request.user)
    messages.success(request, _("เปิดดำเนินการแล้ว"))
    return redirect("communities:short", number)


@require_http_methods(["GET", "POST"])
def state(request: Request, number: int) -> HttpResponse:
    """Pause or resume, with a reason."""
    community = visible_community(request, number)
    require(can_edit_charter(request.user, community))
    after = State.ACTIVE if community.state == State.PAUSED else State.PAUSED
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        change_state(community, after, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("เปลี่ยนสถานะแล้ว"))
        return redirect("communities:care", number)
    context = {"community": community, "form": form, "after": after}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/state.html", context, status=status)


@require_http_methods(["GET", "POST"])
def review(request: Request, number: int) -> HttpResponse:
    """Look again: go on until a day, change the topic, rest, or close."""
    community = visible_community(request, number)
    require(can_edit_charter(request.user, community))
    form = ReviewForm(request.POST or None, initial={"on": community.review_on})
    if form.is_valid():
        set_review(community, by=request.user, on=form.cleaned_data["on"])
        messages.success(request, _("กำหนดวันทบทวนแล้ว"))
        return redirect("communities:care", number)
    context = {"community": community, "form": form, "warnings": warnings_of(community)}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/review.html", context, status=status)


@require_http_methods(["GET", "POST"])
def name(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_edit_charter(request.user, community))
    initial = {"name": community.name, "purpose": community.purpose}
    form = RenameForm(request.POST or None, initial=initial)
    if form.is_valid():
        rename(community, by=request.user, **form.cleaned_data)
        messages.success(request, _("เปลี่ยนเรื่องแล้ว สมาชิกและสิ่งที่เขียนไว้ยังอยู่ครบ"))
        return redirect("communities:short", number)
    context = {"community": community, "form": form}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/name.html", context, status=status)


@require_http_methods(["GET", "POST"])
def adoption(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_edit_charter(request.user, community))
    form = AdoptionForm(request.POST or None, initial={"stage": community.adoption})
    if form.is_valid():
        values = form.cleaned_data
        change_adoption(
            community,
            values["stage"],
            by=request.user,
            evidence=values["evidence"],
            on=values["on"],
        )
        messages.success(request, _("ปรับระยะแล้ว"))
        return redirect("communities:care", number)
    context = {"community": community, "form": form}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/adoption.html", context, status=status)
