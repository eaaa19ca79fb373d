"""The queue, coverage, categories and committee."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.knowledge.actions.catalogues import add_category, change_category
from sala.knowledge.actions.reviewing import appoint_reviewer, end_reviewer
from sala.knowledge.forms.assets import category_rows
from sala.knowledge.forms.keeping import CategoryForm, NameForm, RenameForm
from sala.knowledge.levels import LEVELS
from sala.knowledge.models import Category, Reviewer
from sala.knowledge.queries.keeping import committee, coverage, queue
from sala.knowledge.rules.assets import can_keep_catalogues, can_see_coverage
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.people.models import Unit


@require_GET
def reviews(request: Request) -> HttpResponse:
    """Everything sent in that waits for a word."""
    rows = queue(request.user, keys_of(request.user))
    return render_page(request, "knowledge/reviews.html", {"rows": rows, "levels": LEVELS})


@require_GET
def sections(request: Request) -> HttpResponse:
    agency_id = request.user.agency_id
    require(can_see_coverage(request.user, agency_id))
    return render_page(request, "knowledge/coverage.html", {"found": coverage(agency_id)})


def place_of(request: Request, number: int | None) -> tuple[Unit, Community | None]:
    """Whose categories and committee: a community's, or the agency's own."""
    if number is None:
        agency = Unit.objects.get(pk=request.user.agency_id)
        require(can_keep_catalogues(request.user, agency.pk, None))
        return agency, None
    rows = Community.objects.visible_to(keys_of(request.user)).select_related("agency")
    community = get_object_or_404(rows, number=number)
    require(can_keep_catalogues(request.user, community.agency_id, community))
    return community.agency, community


def _back(community: Community | None) -> HttpResponse:
    if community is None:
        return redirect("knowledge:catalogues")
    return redirect("knowledge:community_catalogues", community.number)


@require_http_methods(["GET", "POST"])
def catalogues(request: Request, number: int | None = None) -> HttpResponse:
    """Categories as a tree, and who sits on the committee. A post adds a category."""
    agency, community = place_of(request, number)
    community_id = community.pk if community else None
    posted = request.POST if request.method == "POST" else None
    form = CategoryForm(posted, agency_id=agency.pk, community_id=community_id)
    if form.is_valid():
        data = form.cleaned_data
        add_category(
            data["name"], agency=agency, community=community, parent=data["parent"], by=request.user
        )
        return _back(community)
    status = 422 if form.is_bound else 200
    return _catalogues(request, agency, community, status, form=form)


def _catalogues(
    request: Request, agency: Unit, community: Community | None, status: int, **forms: Any
) -> HttpResponse:
    community_id = community.pk if community else None
    rows = [
        (row, depth)
        for row, depth in category_rows(agency.pk, community_id)
        if row.community_id == community_id
    ]
    context = {
        "agency": agency,
        "community": community,
        "rows": rows,
        "reviewers": committee(agency.pk, community),
        "form": CategoryForm(agency_id=agency.pk, community_id=community_id),
        "name_form": NameForm(agency_id=agency.pk),
        **forms,
    }
    return render_page(request, "knowledge/catalogues.html", context, status=status)


@require_POST
def category(request: Request, category_id: int) -> HttpResponse:
    row = get_object_or_404(
        Category.objects.select_related("community"), pk=category_id, agency=request.user.agency_id
    )
    require(can_keep_catalogues(request.user, row.agency_id, row.community))
    form = RenameForm(request.POST)
    if form.is_valid():
        change_category(row, by=request.user, **form.cleaned_data)
    return _back(row.community)


@require_POST
def reviewers(request: Request, number: int | None = None) -> HttpResponse:
    agency, community = place_of(request, number)
    form = NameForm(request.POST, agency_id=agency.pk)
    if not form.is_valid():
        return _catalogues(request, agency, community, 422, name_form=form)
    appoint_reviewer(
        form.cleaned_data["person"], agency=agency, community=community, by=request.user
    )
    messages.success(request, _("เพิ่มผู้ทบทวนแล้ว"))
    return _back(community)


@require_POST
def reviewer_delete(request: Request, reviewer_id: int) -> HttpResponse:
    row = get_object_or_404(
        Reviewer.objects.select_related("community"),
        pk=reviewer_id,
        agency=request.user.agency_id,
        ended_at__isnull=True,
    )
    end_reviewer(row, by=request.user)
    return _back(row.community)
