"""Near matters while somebody writes a title."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from sala.core.registries import shell_entries
from sala.core.responses import wants_part
from sala.people.http import Request
from sala.talk.queries.similar import near_to


@require_GET
def similar(request: Request) -> HttpResponse:
    """A part of the page that asks; without a script the search page itself."""
    title = request.GET.get("title", "")
    if not wants_part(request):
        page = shell_entries.get("search")
        if page is None:
            raise Http404
        asked = f"?{urlencode({'q': title})}" if title else ""
        return redirect(f"{page.url()}{asked}")
    return render(request, "talk/similar.html", {"rows": near_to(title, request.user)})
