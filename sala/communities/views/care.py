"""What the facilitator sets: charter, settings, readiness for the seven steps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sala.communities.actions import prepare_for_cycle, save_charter, save_settings
from sala.communities.forms import CharterForm, SettingsForm, settings_values
from sala.communities.models import Community
from sala.communities.queries.care import care_page
from sala.communities.queries.page import tab_rows
from sala.communities.rules import (
    can_act,
    can_edit_charter,
    can_prepare_for_cycle,
    missing_for_activation,
)
from sala.communities.views.page import visible_community
from sala.core.locking import Stale
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.people.http import Request


@require_GET
def care(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_edit_charter(request.user, community))
    context = {
        "community": community,
        "care": care_page(community, request.user),
        "tabs": tab_rows(community, request.user, "care"),
    }
    return render_page(request, "communities/care.html", context)


@require_http_methods(["GET", "POST"])
def charter(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_edit_charter(request.user, community))
    form = CharterForm(request.POST or None, community=community)
    if form.is_valid():
        try:
            return _saved(request, community, form)
        except Stale as stale:
            return _both(request, community, form, stale)
    context = {"community": community, "form": form}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/charter.html", context, status=status)


def _saved(request: Request, community: Community, form: CharterForm) -> HttpResponse:
    values = dict(form.cleaned_data)
    seen = values.pop("version")
    saved = save_charter(community, by=request.user, seen=seen, **values)
    messages.success(request, _("เก็บกฎบัตรแล้ว"))
    is_ready = saved.is_informal or not missing_for_activation(saved)
    return redirect(
        "communities:preparation" if not is_ready else "communities:short", saved.number
    )


def _both(request: Request, community: Community, form: CharterForm, stale: Stale) -> HttpResponse:
    """Someone else saved first: both texts, and a form that saves what is merged."""
    current = stale.current
    merged = request.POST.copy()
    merged["version"] = str(current.version)  # type: ignore[attr-defined]
    rows = [
        (field.label, getattr(current, field.name), form.cleaned_data[field.name])
        for field in form
        if field.name in ("purpose", "domain", "people_words", "practice", "agreement")
        and getattr(current, field.name) != form.cleaned_data[field.name]
    ]
    context = {
        "community": community,
        "form": CharterForm(merged, community=community),
        "both": rows,
    }
    return render_page(request, "communities/charter.html", context, status=409)


@require_http_methods(["GET", "POST"])
def settings(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    require(can_edit_charter(request.user, community))
    form = SettingsForm(request.POST or None, initial=settings_values(community))
    if form.is_valid():
        save_settings(community, by=request.user, **form.cleaned_data)
        messages.success(request, _("เก็บการตั้งค่าแล้ว"))
        return redirect("communities:care", number)
    context = {"community": community, "form": form}
    status = 422 if form.is_bound else 200
    return render_page(request, "communities/settings.html", context, status=status)


@require_http_methods(["GET", "POST"])
def preparation(request: Request, number: int) -> HttpResponse:
    """What is still missing before the seven steps; all there is stays."""
    community = visible_community(request, number)
    require(can_act(request.user, "manage_cycle", community))
    if request.method == "POST":
        prepare_for_cycle(community, by=request.user)
        messages.success(request, _("พร้อมแล้ว เริ่มรอบเจ็ดขั้นได้"))
        return redirect("communities:short", number)
    context = {
        "community": community,
        "missing": missing_for_activation(community),
        "decision": can_prepare_for_cycle(request.user, community),
    }
    return render_page(request, "communities/preparation.html", context)
