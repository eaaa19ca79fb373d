"""One box for everything that may be found."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sala.core.addresses import address_of, digest, line_of
from sala.core.posted import text_in
from sala.core.responses import render_page, wants_part
from sala.core.tries import may_try
from sala.home.queries.search import find, titles
from sala.search.actions import keep_missed

MISSED_AN_HOUR = 60  # from one place: a machine must not write the list of the KM team


@login_not_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Visitors find what is public."""
    found = find(request.user, dict(request.GET.lists()))
    return render_page(request, "home/search.html", {"found": found}, partial="found")


@login_not_required
@require_POST
def missed(request: HttpRequest) -> HttpResponse:
    """A search in vain is kept, without the person; what is found meanwhile is not."""
    text = text_in(request, "q", 200)
    line = digest(line_of(address_of(request)))
    is_within = may_try("missed", line, most=MISSED_AN_HOUR, seconds=3600)
    if text and is_within and find(request.user, {"q": [text]}).results.is_missed:
        keep_missed(text, str(getattr(request.user, "agency_id", "") or ""))
    if wants_part(request):
        return HttpResponse(status=204)
    messages.success(request, _("จดไว้แล้ว ทีมจัดการความรู้จะเห็นว่าเรื่องนี้มีคนต้องการ"))
    return redirect(_address(text))


@login_not_required
@require_GET
def suggestions(request: HttpRequest) -> HttpResponse:
    """Options of the box while somebody types."""
    typed = request.GET.get("q", "")
    if not wants_part(request):
        return redirect(_address(typed))
    return render(request, "home/suggestions.html", {"titles": titles(request.user, typed)})


def _address(text: str) -> str:
    return f"{reverse('home:search')}?{urlencode({'q': text})}"
