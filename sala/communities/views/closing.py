"""The closing dialogue (F19)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sala.communities.actions import Closing, close
from sala.communities.forms import CloseForm
from sala.communities.models import Community
from sala.communities.queries.related import may_take_in
from sala.communities.rules import can_close, can_edit_charter
from sala.communities.views.page import visible_community
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.people.http import Request


@require_http_methods(["GET", "POST"])
def closure(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_edit_charter(request.user, community))
    others = may_take_in(community, request.user)
    choices = [(row.pk, row.name) for row in others]
    form = CloseForm(request.POST or None, others=choices)
    if form.is_valid():
        close(community, _closing(form, others), by=request.user)
        messages.success(request, _("ปิดกลุ่มแล้ว สิ่งที่เขียนไว้ยังอ่านได้"))
        return redirect("communities:short", number)
    context = {
        "community": community,
        "form": form,
        "decision": can_close(request.user, community),
    }
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/closing.html", context, status=status)


def _closing(form: CloseForm, others: list[Community]) -> Closing:
    values = form.cleaned_data
    makes_new = values["change"] in {"successor", "split"}
    return Closing(
        reason=values["reason"],
        result=values["result"],
        review=form.review,
        change=values["change"],
        names=values["names"].splitlines() if makes_new else (),
        into=next((row for row in others if row.pk == values["into"]), None)
        if values["change"] == "merge"
        else None,
    )
