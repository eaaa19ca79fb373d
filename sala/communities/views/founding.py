"""Founding a community: one screen, or a proposal for the seven steps."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sala.communities.actions import clone, found_informal, propose
from sala.communities.forms import FoundForm, ProposeForm, SisterForm
from sala.communities.models import Community
from sala.communities.rules import can_clone, can_found, can_found_under
from sala.communities.views.page import visible_community
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.people.http import Request


@require_http_methods(["GET", "POST"])
def founding(request: Request) -> HttpResponse:
    require(can_found(request.user))
    form = FoundForm(request.POST or None)
    if form.is_valid():
        return redirect(once(request, lambda: _found(request, form)))
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/founding.html", {"form": form}, status=status)


def _found(request: Request, form: FoundForm) -> str:
    values = form.cleaned_data
    community = found_informal(
        by=request.user,
        name=values["name"],
        purpose=values["purpose"],
        audience=values["audience"],
    )
    return reverse("communities:short", args=[community.number])


@require_http_methods(["GET", "POST"])
def proposal(request: Request) -> HttpResponse:
    require(can_found(request.user))
    form = ProposeForm(request.POST or None)
    if form.is_valid():
        return redirect(once(request, lambda: _propose(request, form)))
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/proposal.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def child(request: Request, number: int) -> HttpResponse:
    """A sub-community under this one (R028)."""
    parent = visible_community(request, number)
    require(can_found_under(request.user, parent))
    form = ProposeForm(request.POST or None)
    if form.is_valid():
        return redirect(once(request, lambda: _propose(request, form, parent)))
    context = {"form": form, "community": parent}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/child.html", context, status=status)


@require_http_methods(["GET", "POST"])
def sister(request: Request, number: int) -> HttpResponse:
    """A sister with the same charter; no members, no writing (R029)."""
    community = visible_community(request, number)
    require(can_clone(request.user, community))
    form = SisterForm(request.POST or None, initial={"purpose": community.purpose})
    if form.is_valid():
        return redirect(once(request, lambda: _clone(request, community, form)))
    context = {"form": form, "community": community}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/sister.html", context, status=status)


def _clone(request: Request, community: Community, form: SisterForm) -> str:
    values = form.cleaned_data
    made = clone(community, by=request.user, name=values["name"], purpose=values["purpose"])
    return reverse("communities:charter", args=[made.number])


def _propose(request: Request, form: ProposeForm, parent: Community | None = None) -> str:
    values = form.cleaned_data
    community = propose(
        by=request.user,
        parent=parent,
        name=values["name"],
        purpose=values["purpose"],
        type=values["type"],
        audience=values["audience"],
        need_check=form.need_check,
    )
    return reverse("communities:charter", args=[community.number])
