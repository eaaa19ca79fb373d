from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sala.people.actions.language import set_language


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Thai or English, kept with the person or, for a visitor, in a cookie."""
    code = "en" if request.POST.get("language") == "en" else "th"
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    if request.user.is_authenticated:
        set_language(request.user, code)
    response = redirect(back)
    response.set_cookie("language", code, max_age=365 * 24 * 3600, samesite="Lax")
    return response
