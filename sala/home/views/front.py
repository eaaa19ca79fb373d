from __future__ import annotations

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from sala.core.responses import render_page
from sala.home.outbox import letter_at, letters
from sala.home.queries.front import my_communities, my_work, public_front, sessions_ahead
from sala.home.rights import office_table, role_table
from sala.knowledge.queries.books import story_box
from sala.notices.queries import notice_rows

LETTER_CSP = {"default-src": [NONE], "style-src": [UNSAFE_INLINE]}


@login_not_required
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Signed in: งานของฉัน. A visitor: what there is, and the way in."""
    if not request.user.is_authenticated:
        return render_page(request, "home/public.html", public_front())
    context = {
        "work": my_work(request.user),
        "communities": my_communities(request.user),
        "ahead": sessions_ahead(request.user),
        "news": notice_rows(request.user, limit=5),
        "story": story_box(request.user),
    }
    return render_page(request, "home/work.html", context)


@login_not_required
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """The letters of the demonstration; a real site has no such page."""
    if not settings.DEMO:
        raise Http404
    return render_page(request, "home/outbox.html", {"letters": letters()})


@login_not_required
@require_GET
def outbox_letter(request: HttpRequest, name: str) -> HttpResponse:
    letter = letter_at(name) if settings.DEMO else None
    if letter is None:
        raise Http404
    return render_page(request, "home/letter.html", {"letter": letter})


@login_not_required
@require_GET
def outbox_page(request: HttpRequest, name: str) -> HttpResponse:
    """A letter's HTML as a mail client shows it: its own style, and nothing else at all."""
    letter = letter_at(name) if settings.DEMO else None
    if letter is None or not letter.html:
        raise Http404
    response = HttpResponse(letter.html)
    csp_replace(LETTER_CSP)(lambda request: response)(request)
    return response


@login_not_required
@require_GET
def rights(request: HttpRequest) -> HttpResponse:
    """Who may do what, printed from the tables the rules read."""
    return render_page(request, "home/rights.html", {"tables": [role_table(), office_table()]})
