"""Whole pages and parts of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from sala.core.context import prepare_shell

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


def wants_part(request: HttpRequest) -> bool:
    """True when htmx asked for a fragment and not for a page it will put in the history."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return bool(htmx and not htmx.boosted and not htmx.history_restore_request)


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the whole page, or only `partial` when htmx asked for a fragment."""
    if partial and wants_part(request):
        template = f"{template}#{partial}"
    prepare_shell(request)
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def back_to(request: HttpRequest, default: str) -> HttpResponse:
    """Back to the page that asked (`next` of the post, this house only), or to `default`."""
    target = request.POST.get("next", "")
    if target and url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return redirect(target)
    return redirect(default)


def render_text(template: str, context: dict[str, Any]) -> str:
    """A template as text: mails, files, PDF sources."""
    return render_to_string(template, context)
