"""Looking: the directory, a community's page, what it is about."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from sala.communities.models import Community
from sala.communities.queries.about import about_page
from sala.communities.queries.directory import directory
from sala.communities.queries.page import community_page, tab_rows
from sala.communities.rules import can_found
from sala.core.registries import panels_of
from sala.core.responses import render_page
from sala.core.thai.slugs import slug as slug_of
from sala.people.http import Request
from sala.people.keys import keys_of


def visible_community(request: Request, number: int) -> Community:
    """The community of this number, or 404 when the viewer may not know of it."""
    rows = Community.objects.visible_to(keys_of(request.user)).select_related("agency")
    return get_object_or_404(rows, number=number)


@login_not_required
@require_GET
def directory_page(request: Request) -> HttpResponse:
    found = directory(request.user, request.GET.dict())
    context = {"found": found, "may_found": can_found(request.user)}
    return render_page(request, "communities/directory.html", context, partial="results")


@login_not_required
@require_GET
def community_detail(request: Request, number: int, slug: str = "") -> HttpResponse:
    community = visible_community(request, number)
    wanted = slug_of(community.name)
    if wanted and slug != wanted:
        return redirect("communities:community", number, wanted)
    context = {
        "page": community_page(community, request.user),
        "tabs": tab_rows(community, request.user, "short"),
    }
    return render_page(request, "communities/community.html", context)


@login_not_required
@require_GET
def about(request: Request, number: int) -> HttpResponse:
    community = visible_community(request, number)
    context = {
        "about": about_page(community, request.user),
        "community": community,
        "panels": panels_of("about", request.user, community),
        "tabs": tab_rows(community, request.user, "about"),
    }
    return render_page(request, "communities/about.html", context)
