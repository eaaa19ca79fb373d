"""Founding a community: one screen, or a proposal for the seven steps."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sala.communities.actions import found_informal, propose
from sala.communities.forms import FoundForm, ProposeForm
from sala.communities.rules import can_found
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


def _propose(request: Request, form: ProposeForm) -> str:
    values = form.cleaned_data
    community = propose(
        by=request.user,
        name=values["name"],
        purpose=values["purpose"],
        type=values["type"],
        audience=values["audience"],
        need_check=form.need_check,
    )
    return reverse("communities:charter", args=[community.number])
