"""For machines that look for pages: where they may look, and which pages everybody may read."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from sala.home.queries.sitemap import index, part

HOUR = 3600
CLOSED = ("/account/", "/l/", "/u/", "/join/", "/enrol/", "/here/", "/search/", "/manage/", "/me/")


@login_not_required
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing is kept secret by this; it spares machines what is of no use to them."""
    sitemap = f"{settings.SITE_URL.rstrip('/')}{reverse('home:sitemap')}"
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {sitemap}"]
    return _public(request, "\n".join(lines).encode() + b"\n", "text/plain; charset=utf-8")


@login_not_required
@require_GET
def sitemap(request: HttpRequest) -> HttpResponse:
    return _public(request, index(), "application/xml")


@login_not_required
@require_GET
def sitemap_part(request: HttpRequest, kind: str, page: int) -> HttpResponse:
    if (found := part(kind, page)) is None:
        raise Http404
    return _public(request, found, "application/xml")


def _public(request: HttpRequest, content: bytes, media_type: str) -> HttpResponse:
    """The same for everybody, whoever asks; kept where nobody is signed in."""
    response = HttpResponse(content, content_type=media_type)
    if not request.user.is_authenticated:
        patch_cache_control(response, public=True, max_age=HOUR)
    return response
